"""Parts that every panel is made of: controls built from the tables of ``data/``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, Protocol, Self

import ipywidgets
import traitlets

from vitd_edu import units
from vitd_edu.knowledge import bands, tables
from vitd_edu.knowledge.records import ReferenceBand
from vitd_edu.panels.front import Checklist, LevelSlider
from vitd_edu.scenario import Scenario, ScenarioError
from vitd_edu.units import UnitSystem


class Shared(traitlets.HasTraits):
    """The one state of a panel, a frozen record; panels that are given the same one move together.

    ``living`` says how somebody lives whose body has set the levels of ``state``; None where they were set by hand.
    ``going_back`` is True while a panel that could not follow takes all of them back to the last good state.
    """

    state = traitlets.Any()
    living = traitlets.Any()
    going_back = False

    def go_back(self, state: Any) -> None:
        """Take all panels back to a state: nobody has moved, so none tells of a change."""
        self.going_back = True
        try:
            self.state = state
        finally:
            self.going_back = False


def shared(state: Any, joined: Shared | None) -> Shared:
    """Return the state that a new panel moves: another panel's, set anew where a state is given, or its own.

    Args:
        state: Where to start; None to take the other panel's state as it is.
        joined: What the other panel shares; None for a panel that stands alone.
    """
    if joined is None:
        return Shared(state=state)
    if state is not None:
        joined.state = state
    return joined


class HasCode(Protocol):
    """A panel's kind of state: it can be written down, and read again."""

    @property
    def code(self) -> str:
        """Case code."""

    @classmethod
    def from_code(cls, code: str) -> Self:
        """Return the state of a case code."""


def begun(start: Any, kind: type[HasCode], name: str) -> Any:
    """Return where a panel starts: a state of its kind, or None; a case code is read.

    Args:
        start: What the learner gave.
        kind: The panel's kind of state; it reads its own codes.
        name: What the panel's function calls its first argument, for messages.

    Raises:
        ScenarioError: It is neither, or the code cannot be read.
        LevelError: A level of the code is outside its range.
    """
    if start is None or isinstance(start, kind):
        return start
    if isinstance(start, str):
        return kind.from_code(start)
    example = kind().code
    raise ScenarioError(f"{name}: give a {kind.__name__} or a case code, such as {example!r}, not {start!r}.")


def joined_state(given: Any, name: str) -> Any:
    """Return what another panel shares, or None; say so where something else was given.

    Raises:
        ScenarioError: It is nothing that panels share.
    """
    if given is None or isinstance(given, Shared):
        return given
    raise ScenarioError(f"{name}: give what another panel shares, such as {name}=other.{name}, not {given!r}.")


@dataclass(frozen=True, slots=True)
class Case:
    """A ready-made state of a panel, with its story."""

    name: str
    state: Any
    story: str


@cache
def scenario_cases() -> Mapping[str, Case]:
    """Return the presets of ``data/presets.csv`` by identifier, the healthy one first."""
    return {
        name: Case(name=row.name, state=Scenario.from_preset(name), story=row.story)
        for name, row in tables.presets().items()
    }


def boxed(children: Sequence[ipywidgets.Widget], *names: str) -> ipywidgets.Box:
    """Put widgets into a box that the style sheet knows by these names."""
    box = ipywidgets.Box(children)
    for name in names:
        box.add_class(name)
    return box


def resolution(quantity: str) -> float:
    """Return what a quantity is rounded to, SI."""
    return tables.analytes()[quantity].resolution


def onset_choice() -> ipywidgets.RadioButtons:
    """Make the choice of how the levels came about."""
    return ipywidgets.RadioButtons(
        options=[("fast (hours, days)", "acute"), ("slow (weeks, months)", "chronic")],
        description="Came about",
        orientation="horizontal",
    )


def level_slider(analyte: str) -> LevelSlider:
    """Make the slider of an analyte over its accepted range, in SI, with the bands of its default body."""
    row = tables.analytes()[analyte]
    slider = LevelSlider(
        label=row.short_name,
        lower=row.accepted_lower,
        upper=row.accepted_upper,
        scale=row.slider_scale,
        si_decimals=row.si_decimals,
        value=row.healthy,
        bodies=[body for body in bands.bodies(analyte) if _paintable(analyte, body)],
        body=row.default_body or "",
    )
    slider.add_class(f"vd-level-of-{analyte.replace('_', '-')}")
    speak_units(slider, analyte, "si")
    return slider


def _paintable(analyte: str, body: str) -> bool:
    """Say whether a body sets any band that can be painted."""
    return any(band.level != "none" for band in bands.bands(analyte, body))


def speak_units(slider: LevelSlider, analyte: str, system: UnitSystem) -> None:
    """Let a slider speak a unit system: unit, steps, decimals and the words of its bands; its value stays in SI."""
    row, si = tables.analytes()[analyte], system == "si"
    with slider.hold_sync():
        slider.unit = units.unit(analyte, system)
        slider.si_per_unit = 1.0 if si else row.si_per_us
        slider.decimals = units.decimals(analyte, system)
        slider.step = row.si_step if si else row.us_step
        slider.coarse_step = row.si_coarse_step if si else row.us_coarse_step
        slider.bands = painted_bands(analyte, slider.body, system)


def painted_bands(analyte: str, body: str, system: UnitSystem) -> list[dict[str, Any]]:
    """Return the bands of one body as a slider paints and names them; bounds in SI, words in the unit system."""
    return [
        {
            "id": band.id,
            "level": band.level,
            "lower": band.lower,
            "upper": band.upper,
            "word": band.label if band.label == band.level else f"{band.level}, {band.label}",
            "text": f"{band.label} {_span(analyte, band, system)}",
        }
        for band in bands.bands(analyte, body)
        if band.level != "none"
    ]


def _span(analyte: str, band: ReferenceBand, system: UnitSystem) -> str:
    """Say the bounds of a band: ``under 2.15``, ``2.15–2.55``, ``over 2.55``."""

    def number(bound: float) -> str:
        return f"{units.from_si(analyte, bound, system):.{units.decimals(analyte, system)}f}"

    if band.lower is None:
        return f"under {number(band.upper)}" if band.upper is not None else ""
    return f"over {number(band.lower)}" if band.upper is None else f"{number(band.lower)}–{number(band.upper)}"


def findings_checklist() -> Checklist:
    """Make the list of findings, folded by kind."""
    groups = [
        {
            "name": kind.name,
            "items": [
                {"id": finding.id, "name": finding.name, "question": finding.question}
                for finding in tables.findings().values()
                if finding.kind == kind.id
            ],
        }
        for kind in tables.finding_kinds()
    ]
    checklist = Checklist(label="Findings: what the person tells or shows", groups=groups)
    checklist.add_class("vd-findings")
    return checklist


def marks_of(scenario: Scenario) -> dict[str, str]:
    """Return the findings of a scenario as a checklist marks them."""
    return dict.fromkeys(sorted(scenario.findings), "present") | dict.fromkeys(sorted(scenario.absent), "absent")


def moved(old: Any, new: Any, dials: Mapping[str, LevelSlider]) -> tuple[str, ...]:
    """Return what a gesture moves: the names of the fields, each dial's with its direction."""
    found = []
    for field in fields(old):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if before != after:
            sign = ("up" if after > before else "down") if field.name in dials else ""
            found.append(f"{field.name} {sign}".strip())
    return tuple(found)


def below(widget: ipywidgets.Widget) -> list[ipywidgets.Widget]:
    """Return everything that a widget holds: children and theirs, layouts and styles."""
    found = [part for name in ("layout", "style") if (part := getattr(widget, name, None)) is not None]
    for child in getattr(widget, "children", ()):
        found += [*below(child), child]
    return found
