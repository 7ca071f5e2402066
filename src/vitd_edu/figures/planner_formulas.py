"""What a daily dose leads to, by several formulas: curves over the dose, and the dose of the plan on all of them."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MaxNLocator

from vitd_edu.body_course import Series
from vitd_edu.dose_answers import answers
from vitd_edu.dosing import lasting_taken
from vitd_edu.figures import small_plots
from vitd_edu.figures.axes import plain_axes
from vitd_edu.figures.render import fill
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.planner_tables import DoseFormula, dose_formulas, intake_targets
from vitd_edu.knowledge.references import citations
from vitd_edu.living import choice_value
from vitd_edu.physiology.dose_response import dose_for_nearly_all
from vitd_edu.planned import Planned
from vitd_edu.planning import DayPlan
from vitd_edu.units import UnitSystem, from_si, unit, whole

DOSES = (5000.0, 12_000.0, 40_000.0)  # IU/d: ends of the axis; the first one that holds the plan's dose is used
HIGHEST = (200.0, 450.0, 900.0)  # nmol/L: ends of the axis of levels; the first one that holds all curves is used
POINTS_ON_CURVE = 241  # close enough to end where the studies of a formula end
OUTSIDE = "outside its studies"
ENOUGH_FROM, ALLOWANCE = "vitamin_d.iom.sufficient", "vitamin_d.rda.19-30y.any"  # rows behind the square
LOOKS: Mapping[str, tuple[str, Any]] = {  # color and line, as in planner_panel.css: told apart without color too
    "model": ("accent", "-"),
    "heaney": ("band-high", "--"),
    "barger-lux": ("good", "-."),
    "ekwaru": ("alarm", ":"),
    "iom": ("edge", (0, (8, 2, 1, 2, 1, 2))),
}
SHORT: Mapping[str, str] = {
    "model": "the kit's model",
    "heaney": "straight line (Heaney)",
    "barger-lux": "study arms (Barger-Lux)",
    "ekwaru": "bent curve (Ekwaru)",
    "iom": "logarithm (IOM)",
}


def enough() -> float:
    """Return the 25(OH)D that nearly everybody should reach, by the allowance [nmol/L]."""
    lower = next(row.lower for row in tables.reference_bands() if row.id == ENOUGH_FROM)
    return lower or 0.0


def allowance() -> float:
    """Return the daily dose with which nearly all adults should reach it, by the allowance [IU/d]."""
    return next(row.amount for row in intake_targets() if row.id == ALLOWANCE)


def longest_dose(plan: DayPlan) -> float:
    """Return the end of the axis of doses [IU/d]."""
    dose = lasting_taken(plan)
    return next((top for top in DOSES if dose <= top), DOSES[-1])


def highest_level(planned: Planned) -> float:
    """Return the end of the axis of levels [nmol/L]."""
    most = float(np.nanmax(np.stack(_curves(planned.plan)[1])))
    return next((top for top in HIGHEST if most <= top), HIGHEST[-1])


@lru_cache(maxsize=1)  # frame and curves ask for the same plan, one after the other
def _curves(plan: DayPlan) -> tuple[Series, list[Series]]:
    """Return doses [IU/d], and the 25(OH)D [nmol/L] that each formula has for them."""
    axis = np.linspace(0.0, longest_dose(plan), POINTS_ON_CURVE)
    return axis, list(answers(plan, axis).values())


def build(axes: Axes, colors: Mapping[str, str], view: tuple[float, float], top: float) -> list[Line2D]:
    """Draw the axes, and return what moves: a curve for each formula, the dose, its dots, and the disputed dose.

    Args:
        axes: Where to draw.
        colors: The theme.
        view: Ends of the vertical axis, in the unit on show.
        top: End of the axis of doses [IU/d].
    """
    plain_axes(axes, colors)
    axes.set_title(
        "25(OH)D after months of a daily dose, by formula",
        loc="left",
        fontsize=small_plots.POINTS,
        color=colors["ink"],
        pad=small_plots.PAD,
    )
    axes.set_ylim(*view)
    axes.set_xlim(0, top)
    axes.yaxis.set_major_locator(MaxNLocator(4))
    axes.xaxis.set_major_locator(MaxNLocator(6))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value / 1000:g}"))
    axes.set_xlabel("1000 IU a day in tablets", color=colors["ink"], fontsize=small_plots.POINTS, labelpad=1)
    lines = [small_plots.curve(axes, colors[color], 2.0) for color, _ in LOOKS.values()]
    for line, (_, dashes) in zip(lines, LOOKS.values(), strict=True):
        line.set_linestyle(dashes)
    dose = small_plots.curve(axes, colors["ink"], 1.0)
    dots, square, diamond = (_marks(axes, sign, colors) for sign in "osD")
    return [*lines, dose, dots, square, diamond]


def _marks(axes: Axes, sign: str, colors: Mapping[str, str]) -> Line2D:
    marks = Line2D([], [], linestyle="", marker=sign, markersize=6, color=colors["strength-1"], zorder=5)
    marks.set_markeredgecolor(colors["ink"])
    marks.set_clip_on(False)  # a plate alone is a dose of 0: its dots lie on the axis
    axes.add_line(marks)
    return marks


def key(planned: Planned, system: UnitSystem = "si") -> str:
    """Return the key of the plot in HTML, with what each formula says of the plan's lasting dose."""
    told = _swallows(planned)
    lines = [
        {"id": row.id, "name": SHORT[row.id], "level": _said(planned, row.name, system) if told else ""}
        for row in dose_formulas()
    ]
    return fill(
        "planner_key.html",
        dose=lasting_taken(planned.plan),
        eaten=planned.targets[0].eaten,
        lines=lines,
        reached=f"{from_si('vitamin_d', enough(), system):.0f}",
    )


def update(lines: Sequence[Line2D], planned: Planned, system: UnitSystem) -> None:
    """Put a plan into the curves; each ends where the studies of its formula end."""
    axis, curves = _curves(planned.plan)
    scale = from_si("vitamin_d", 1.0, system)
    for line, levels in zip(lines, curves, strict=False):
        line.set_data(axis, levels * scale)
    dose, dots, square, diamond = lines[len(LOOKS) :]
    taken, ends = lasting_taken(planned.plan), list(planned.formulas.values()) if _swallows(planned) else []
    dose.set_data([taken, taken] if taken else [], [0.0, 10_000.0] if taken else [])
    dots.set_data([taken] * len(ends), np.array(ends) * scale)
    square.set_data([allowance()], [enough() * scale])
    diamond.set_data([dose_for_nearly_all(choice_value(planned.plan.build))], [enough() * scale])


def draw(planned: Planned, system: UnitSystem = "si") -> str:
    """Return what each formula says of the plan's lasting dose, as a table in HTML."""
    rows = [{"row": row, "level": _said(planned, row.name, system), "doses": _doses(row)} for row in dose_formulas()]
    keys = {key for row in dose_formulas() for key in row.provenance.references}
    return fill(
        "dose_formulas.html",
        rows=rows,
        dose=lasting_taken(planned.plan),
        eaten=planned.targets[0].eaten,
        enough=f"{from_si('vitamin_d', enough(), system):.0f} {unit('vitamin_d', system)}",
        allowance=allowance(),
        sources=citations(tuple(sorted({*keys, "Veugelers2015"}))),
        disputed=dose_for_nearly_all(choice_value(planned.plan.build)),
    )


def _said(planned: Planned, name: str, system: UnitSystem) -> str:
    level = planned.formulas.get(name)
    if level is None:
        return OUTSIDE if _swallows(planned) else "no dose"
    return f"{from_si('vitamin_d', level, system):.0f} {unit('vitamin_d', system)}"


def _swallows(planned: Planned) -> bool:
    """Say whether tablets or plate bring any vitamin D."""
    return lasting_taken(planned.plan) + planned.targets[0].eaten > 0.0


def _doses(row: DoseFormula) -> str:
    """Say between which doses the studies of a formula lie; empty where no bound is set."""
    if row.upper is None:
        return ""
    return f"drawn from {whole(row.lower)} to {whole(row.upper)}" if row.lower else f"drawn up to {whole(row.upper)}"


def describe(planned: Planned, system: UnitSystem = "si") -> str:
    """Say in words what the formulas lead to."""
    if not _swallows(planned):
        return "No lasting dose in this plan, so none is marked on the curves by formula."
    said = [f"{name} {from_si('vitamin_d', level, system):.0f}" for name, level in planned.formulas.items()]
    lead = f"What {whole(lasting_taken(planned.plan))} IU a day in tablets lead to while it is not stopped, by formula"
    outside = [row.name for row in dose_formulas() if row.name not in planned.formulas]
    beyond = f"; {OUTSIDE if len(outside) == 1 else 'outside their studies'}: {', '.join(outside)}" if outside else ""
    return f"{lead}: {', '.join(said)} {unit('vitamin_d', system)}{beyond}."
