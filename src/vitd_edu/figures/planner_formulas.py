"""What a daily dose leads to, by several formulas: curves over the dose, and the dose of the plan on all of them."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

from vitd_edu.dosing import lasting_taken
from vitd_edu.figures import small_plots
from vitd_edu.figures.axes import plain_axes
from vitd_edu.figures.render import fill
from vitd_edu.knowledge.planner_tables import dose_formulas
from vitd_edu.knowledge.references import citations
from vitd_edu.living import choice_value
from vitd_edu.physiology.dose_response import dose_for_nearly_all
from vitd_edu.planned import Planned, answers
from vitd_edu.units import UnitSystem, from_si, unit

DOSES = (5000.0, 12_000.0, 40_000.0)  # IU/d: ends of the axis; the first one that holds the plan's dose is used
POINTS_ON_CURVE = 41
ENOUGH = 50.0  # nmol/L that nearly everybody should reach, by the allowance (IOM2011)
ALLOWANCE = 600.0  # IU/d (IOM2011)
LOOKS: Mapping[str, tuple[str, Any]] = {  # color and line: told apart without color too
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


def longest_dose(planned: Planned) -> float:
    """Return the end of the axis of doses [IU/d]."""
    dose = lasting_taken(planned.plan)
    return next((top for top in DOSES if dose <= top), DOSES[-1])


def build(axes: Axes, colors: Mapping[str, str], view: tuple[float, float], top: float) -> list[Line2D]:
    """Draw the axes, and return what moves: a curve for each formula, the dose, its dots, and the disputed dose.

    Args:
        axes: Where to draw.
        colors: The theme.
        view: Ends of the vertical axis, in the unit on show.
        top: End of the axis of doses [IU/d].
    """
    plain_axes(axes, colors)
    axes.set_title("after months, by formula", loc="left", fontsize=small_plots.POINTS, color=colors["ink"], pad=4)
    axes.set_ylim(*view)
    axes.set_xlim(0, top)
    axes.yaxis.set_major_locator(MaxNLocator(4))
    axes.xaxis.set_major_locator(FixedLocator([top * part / 4 for part in range(5)]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value / 1000:g}"))
    axes.set_xlabel("1000 IU a day in tablets", color=colors["ink"], fontsize=small_plots.POINTS)
    lines = [small_plots.curve(axes, colors[color], 2.0) for color, _ in LOOKS.values()]
    for line, (_, dashes) in zip(lines, LOOKS.values(), strict=True):
        line.set_linestyle(dashes)
    dose = small_plots.curve(axes, colors["ink"], 1.0)
    dots, square, diamond = (_marks(axes, sign, colors) for sign in "osD")
    return [*lines, dose, dots, square, diamond]


def _marks(axes: Axes, sign: str, colors: Mapping[str, str]) -> Line2D:
    marks = Line2D([], [], linestyle="", marker=sign, markersize=6, color=colors["strength-1"], zorder=5)
    marks.set_markeredgecolor(colors["ink"])
    axes.add_line(marks)
    return marks


def key(axes: Axes, colors: Mapping[str, str]) -> None:
    """Draw the key of the whole picture into axes of its own."""
    axes.set_axis_off()
    handles = [Line2D([], [], color=colors["quiet-ink"], linewidth=1.2, linestyle="--")]
    names = ["people in whom a dose\ndoes little, or much"]
    for name, (color, dashes) in LOOKS.items():
        handles.append(Line2D([], [], color=colors[color], linewidth=2.0, linestyle=dashes))
        names.append(SHORT[name])
    edge, inside = colors["ink"], colors["strength-1"]
    handles += [
        Line2D([], [], marker=sign, markeredgecolor=edge, color=inside, linestyle="", markersize=6) for sign in "osD"
    ]
    names += ["the dose of this plan", "97.5 % reach 50 (IOM)", "the same (Veugelers)"]
    legend = axes.legend(
        handles, names, loc="upper left", bbox_to_anchor=(-0.3, 1.25), frameon=False, fontsize=9.5, labelspacing=0.35,
        handlelength=2.6,
    )  # fmt: skip
    for text in legend.get_texts():
        text.set_color(colors["ink"])


def update(lines: Sequence[Line2D], planned: Planned, system: UnitSystem) -> None:
    """Put a plan into the curves."""
    axis = np.linspace(0.0, longest_dose(planned), POINTS_ON_CURVE)
    scale = from_si("vitamin_d", 1.0, system)
    for line, levels in zip(lines, answers(planned.plan, axis).values(), strict=False):
        line.set_data(axis, levels * scale)
    dose, dots, square, diamond = lines[len(LOOKS) :]
    taken, ends = lasting_taken(planned.plan), list(planned.formulas.values())
    dose.set_data([taken, taken], [0.0, 10_000.0])
    dots.set_data([taken] * len(ends), np.array(ends) * scale)
    square.set_data([ALLOWANCE], [ENOUGH * scale])
    diamond.set_data([dose_for_nearly_all(choice_value(planned.plan.build))], [ENOUGH * scale])


def draw(planned: Planned, system: UnitSystem = "si") -> str:
    """Return what each formula says of the plan's lasting dose, as a table in HTML."""
    rows = [{"row": row, "level": _said(planned, row.name, system)} for row in dose_formulas()]
    keys = {key for row in dose_formulas() for key in row.provenance.references}
    return fill(
        "dose_formulas.html",
        rows=rows,
        dose=lasting_taken(planned.plan),
        eaten=planned.targets[0].eaten,
        enough=f"{from_si('vitamin_d', ENOUGH, system):.0f} {unit('vitamin_d', system)}",
        allowance=ALLOWANCE,
        sources=citations(tuple(sorted({*keys, "Veugelers2015"}))),
        disputed=dose_for_nearly_all(choice_value(planned.plan.build)),
    )


def _said(planned: Planned, name: str, system: UnitSystem) -> str:
    level = planned.formulas.get(name)
    return "no dose" if level is None else f"{from_si('vitamin_d', level, system):.0f} {unit('vitamin_d', system)}"


def describe(planned: Planned, system: UnitSystem = "si") -> str:
    """Say in words what the formulas lead to."""
    said = [f"{name} {from_si('vitamin_d', level, system):.0f}" for name, level in planned.formulas.items()]
    dose = lasting_taken(planned.plan)
    lead = f"What {dose:.0f} IU a day in tablets lead to while it is not stopped, by formula"
    return f"{lead}: {', '.join(said)} {unit('vitamin_d', system)}."
