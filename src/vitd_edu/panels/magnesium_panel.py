"""The magnesium view: magnesium is lost, calcium follows, and calcium tablets do not bring it back."""

from collections.abc import Mapping
from typing import Any

import ipywidgets

from vitd_edu.figures import alerts, render, repletion_course
from vitd_edu.panels import living_parts, parts
from vitd_edu.panels.base import Panel
from vitd_edu.panels.front import Picture, Sheet
from vitd_edu.panels.kept_plot import Build
from vitd_edu.panels.kept_plots import KeptPlots
from vitd_edu.repletion import Repleted, Repletion, replete
from vitd_edu.words import course_flags
from vitd_edu.words import repletion as repletion_words

CHOICES = {"magnesium_loss": "Loss of magnesium", "span": "Lost for", "given": "Then give"}


class MagnesiumLab(Panel):
    """The magnesium view; its state is a ``Repletion``, what follows from it is ``Repleted``."""

    def __init__(self, shared: parts.Shared) -> None:
        super().__init__(shared, {"magnesium_intake": parts.level_slider("magnesium_intake")})

    @property
    def repletion(self) -> parts.Shared:
        """The shared state; give it to another magnesium view and the two move together."""
        return self.shared

    def close(self) -> None:
        """Close the panel, and let its figure go."""
        if self._following:
            self.plot.close()
        super().close()

    def _predict(self, state: Repletion) -> Repleted:
        return replete(state)

    def _presets(self) -> Mapping[str, parts.Case]:
        return living_parts.repletion_cases()

    def _read_code(self, code: str) -> Repletion:
        return Repletion.from_code(code)

    def _make_more_controls(self) -> None:
        self.reset.tooltip = "Back to severe loss, with nothing given"
        self.choices = {name: living_parts.choice(name, label) for name, label in CHOICES.items()}
        self.picture = Picture(width=repletion_course.WIDTH, height=repletion_course.HEIGHT)
        frame = repletion_course.frame_of(self.prediction, self.system)
        self.plot = KeptPlots(self.picture, frame, _build(frame))
        self.flag_line, self.numbers = Sheet(), Sheet()
        self.footer = Sheet(parts={"footer": render.fill("body_footer.html")})

    def _layout(self) -> list[ipywidgets.Widget]:
        dials = parts.boxed([*self.dials.values(), *self.choices.values()], "vd-dials")
        answer = parts.boxed([self.flag_line, self.picture, self.alerts], "vd-answer", "vd-spreads")
        main = parts.boxed([dials, answer], "vd-main")
        return [self._top_bar(), self.sentence, main, self.numbers, self.footer]

    def _sentence(self) -> str:
        return repletion_words.sentence(self.prediction, self.system)

    def _explain(self) -> str:
        return repletion_words.explain(self._before, self.prediction, self.system)

    def _alerts(self, story: str) -> str:
        notes = repletion_words.notes(self.prediction, self.system)
        return alerts.draw_course(course_flags.of_repletion(self.prediction), notes, self._trouble, story)

    def _draw(self) -> list[tuple[Sheet, dict[str, str]]]:
        repleted, system = self.prediction, self.system
        raised = {"flags": alerts.draw_course_line(course_flags.of_repletion(repleted))}
        numbers = {"numbers": repletion_course.numbers(repleted, system)}
        sheets = [(self.flag_line, raised), (self.numbers, numbers)]
        frame = repletion_course.frame_of(repleted, system)
        self.plot.turn_to(frame, _build(frame))
        said = repletion_words.describe(repleted, system)
        self.plot.show(lambda artists: repletion_course.update(artists, repleted, system), said)
        return sheets


def _build(frame: repletion_course.Frame) -> Build:
    return lambda figure, colors: repletion_course.build(figure, colors, frame)


def magnesium_lab(repletion: Repletion | str | None = None, *, joined: Any = None) -> MagnesiumLab:
    """Open the magnesium view.

    Args:
        repletion: Where to start, or its case code; severe loss of magnesium, with nothing given yet, where it is None.
        joined: The ``repletion`` of another magnesium view, so that both move together.

    Raises:
        ScenarioError: What was given is no ``Repletion``, no code and nothing that panels share.
        LevelError: A level of the code is outside its range.
    """
    other = parts.joined_state(joined, "joined")
    start = parts.begun(repletion, Repletion, "repletion")
    return MagnesiumLab(parts.shared(start or (None if other else Repletion()), other))
