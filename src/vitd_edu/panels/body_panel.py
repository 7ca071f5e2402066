"""The body lab: how somebody lives, and what blood, hormone, gut and bone do about it over weeks."""

from collections.abc import Mapping
from typing import Any

import ipywidgets

from vitd_edu.figures import alerts, body_course, render
from vitd_edu.living import Lived, Living, live
from vitd_edu.panels import living_parts, parts
from vitd_edu.panels.base import Panel
from vitd_edu.panels.front import Picture, Sheet
from vitd_edu.panels.kept_plot import Build
from vitd_edu.panels.kept_plots import KeptPlots
from vitd_edu.words import course_flags
from vitd_edu.words import living as living_words

CHOICES = {
    "season": "Sun",
    "demand": "Extra need of calcium",
    "magnesium_loss": "Loss of magnesium",
    "glands": "Parathyroid glands",
}


class BodyLab(Panel):
    """The body lab; its state is a ``Living``, what follows from it is ``Lived``."""

    def __init__(self, shared: parts.Shared) -> None:
        super().__init__(shared, {name: parts.level_slider(name) for name in Living.LETTERS.values()})

    @property
    def living(self) -> parts.Shared:
        """The shared state; give it to another body lab and the two move together."""
        return self.shared

    def close(self) -> None:
        """Close the panel, and let its figure go."""
        if self._following:
            self.plot.close()
        super().close()

    def _predict(self, state: Living) -> Lived:
        return live(state)

    def _presets(self) -> Mapping[str, parts.Case]:
        return living_parts.living_cases()

    def _read_code(self, code: str) -> Living:
        return Living.from_code(code)

    def _make_more_controls(self) -> None:
        self.dials["vitamin_d"].label = "Vitamin D status"
        self.choices = {name: living_parts.choice(name, label) for name, label in CHOICES.items()}
        self.choices["span"] = living_parts.choice("span", "Look for")
        self.picture = Picture(width=body_course.WIDTH, height=body_course.HEIGHT)
        frame = body_course.frame_of(self.prediction.course, self.system)
        self.plot = KeptPlots(self.picture, frame, _build(frame))
        self.flag_line, self.numbers = Sheet(), Sheet()
        self.footer = Sheet(parts={"footer": render.fill("body_footer.html")})

    def _layout(self) -> list[ipywidgets.Widget]:
        dials = parts.boxed([*self.dials.values(), *(self.choices[name] for name in CHOICES)], "vd-dials")
        answer = parts.boxed(
            [self.choices["span"], self.flag_line, self.picture, self.alerts], "vd-answer", "vd-spreads"
        )
        main = parts.boxed([dials, answer], "vd-main")
        return [self._top_bar(), self.sentence, main, self.numbers, self.footer]

    def _sentence(self) -> str:
        return living_words.sentence(self.prediction, self.system)

    def _explain(self) -> str:
        return living_words.explain(self._before, self.prediction, self.system)

    def _alerts(self, story: str) -> str:
        notes = living_words.notes(self.prediction.course, self.system)
        return alerts.draw_course(course_flags.of_course(self.prediction.course), notes, self._trouble, story)

    def _draw(self) -> list[tuple[Sheet, dict[str, str]]]:
        course, system = self.prediction.course, self.system
        raised = {"flags": alerts.draw_course_line(course_flags.of_course(course))}
        sheets = [(self.flag_line, raised), (self.numbers, {"numbers": body_course.numbers(course, system)})]
        frame = body_course.frame_of(course, system)
        self.plot.turn_to(frame, _build(frame))
        said = body_course.describe(course, system)
        self.plot.show(lambda artists: body_course.update(artists, course, system), said)
        return sheets


def _build(frame: body_course.Frame) -> Build:
    return lambda figure, colors: body_course.build(figure, colors, frame)


def body_lab(living: Living | str | None = None, *, joined: Any = None) -> BodyLab:
    """Open the body lab.

    Args:
        living: Where to start, or its case code; a healthy person where it is None.
        joined: The ``living`` of another body lab, so that both move together.

    Raises:
        ScenarioError: What was given is no ``Living``, no code and nothing that panels share.
        LevelError: A level of the code is outside its range.
    """
    other = parts.joined_state(joined, "joined")
    start = parts.begun(living, Living, "living")
    return BodyLab(parts.shared(start or (None if other else Living()), other))
