"""The nerve lab: calcium, magnesium and pH move a nerve's gates, and the nerve answers in spikes, force and sound."""

from collections.abc import Mapping
from typing import Any

import ipywidgets

from vitd_edu.figures import alerts, movement_table, nerve_margin, nerve_picture, nerve_trace, render
from vitd_edu.nerve_activity import NerveActivity, nerve_activity
from vitd_edu.panels import parts
from vitd_edu.panels.base import Panel
from vitd_edu.panels.front import Picture, Sheet
from vitd_edu.panels.kept_plot import KeptPlot
from vitd_edu.physiology.emg import emg_sound
from vitd_edu.physiology.spontaneous import SHOWN
from vitd_edu.prediction import predict
from vitd_edu.scenario import Scenario
from vitd_edu.words import changes, states

DIALS = ("calcium", "magnesium", "ph")
CASES = (
    "healthy",
    "hyperventilation",
    "low-magnesium",
    "low-magnesium-and-calcium",
    "neck-surgery",
    "severe-with-hypocalcemia",
    "silent-slow-fall",
    "too-much-vitamin-d",
    "very-high-magnesium",
)


class NerveLab(Panel):
    """The nerve lab; what follows from its scenario is a ``NerveActivity``."""

    def __init__(self, levels: parts.Shared) -> None:
        super().__init__(levels, {name: parts.level_slider(name) for name in DIALS})

    @property
    def levels(self) -> parts.Shared:
        """The shared scenario; give it to an explorer or another lab and they move together."""
        return self.shared

    def close(self) -> None:
        """Close the panel, and let its figure go."""
        if self._following:
            self.plot.close()
        super().close()

    def _predict(self, state: Scenario) -> NerveActivity:
        return nerve_activity(predict(state))

    def _presets(self) -> Mapping[str, parts.Case]:
        return {name: parts.scenario_cases()[name] for name in CASES}

    def _read_code(self, code: str) -> Scenario:
        return Scenario.from_code(code)

    def _make_more_controls(self) -> None:
        self.onset = parts.onset_choice()
        self.choices = {"onset": self.onset}
        self.picture = Picture(width=nerve_picture.WIDTH, height=nerve_picture.HEIGHT)
        self.plot = KeptPlot(self.picture, nerve_picture.build)
        self.flag_line, self.margin, self.hearing, self.movements = Sheet(), Sheet(), Sheet(), Sheet()
        self.hearing.add_class("vd-hearing")
        self.footer = Sheet(parts={"footer": render.fill("nerve_footer.html")})

    def _layout(self) -> list[ipywidgets.Widget]:
        dials = parts.boxed([*self.dials.values(), self.onset, self.margin], "vd-dials")
        answer = parts.boxed([self.flag_line, self.picture, self.hearing, self.alerts], "vd-answer")
        main = parts.boxed([dials, answer], "vd-main")
        return [self._top_bar(), self.sentence, main, self.movements, self.footer]

    def _sentence(self) -> str:
        return f"{nerve_trace.describe(self.prediction)} {nerve_margin.describe(self.prediction)}"

    def _explain(self) -> str:
        before, after = self._before.prediction.scenario, self.state
        changed = changes.changes(before, after, self.system)
        if not changed:
            return self._sentence()
        moved = self.prediction.prediction.effective_shift_mv - self._before.prediction.effective_shift_mv
        gates = (
            f"the gates moved by {moved:+.1f} mV".replace("-", "−")
            if abs(moved) >= changes.STILL_MV
            else "the gates stayed where they were"
        )
        said = states.lower_first(nerve_trace.describe(self.prediction))
        return (
            f"{states.upper_first(states.listed(changed))}, so {gates}: {said} {nerve_margin.describe(self.prediction)}"
        )

    def _alerts(self, story: str) -> str:
        return alerts.draw(self.prediction.prediction, self.system, self._trouble, story)

    def _draw(self) -> list[tuple[Sheet, dict[str, str]]]:
        activity: NerveActivity = self.prediction
        wave = movement_table.as_source(emg_sound(activity.trace.spikes, SHOWN))
        self.plot.show(lambda artists: nerve_picture.update(artists, activity), nerve_picture.describe(activity))
        return [
            (self.flag_line, {"flags": alerts.draw_line(activity.prediction)}),
            (self.margin, {"margin": nerve_margin.draw(activity)}),
            (self.hearing, {"sound": render.fill("nerve_sound.html", wave=wave, spikes=activity.trace.spikes.size)}),
            (self.movements, {"movements": movement_table.draw(activity.kind)}),
        ]


def nerve_lab(scenario: Scenario | str | None = None, *, levels: Any = None) -> NerveLab:
    """Open the nerve lab.

    Args:
        scenario: Where to start, or its case code; a healthy person where it is None.
        levels: The ``levels`` of an explorer or another lab, so that they move together.

    Raises:
        ScenarioError: What was given is no scenario, no code and nothing that panels share.
        LevelError: A level of the code is outside its range.
    """
    joined = parts.joined_state(levels, "levels")
    start = parts.begun(scenario, Scenario, "scenario")
    return NerveLab(parts.shared(start or (None if joined else Scenario()), joined))
