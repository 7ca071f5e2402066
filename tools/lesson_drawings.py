"""The opening pictures of lessons 00 to 03, each drawn from the kit's own models and tables.

Every function draws on a figure and returns the picture in words, with numbers from the same models: the alternative
text of the picture cannot disagree with it. Lessons 04 to 08 have theirs in ``lesson_drawings_clinic.py``.
"""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from vitd_edu import Scenario, predict, recovery
from vitd_edu.figures.palette import LIGHT
from vitd_edu.knowledge import tables
from vitd_edu.living import bone_calcium_given
from vitd_edu.nerve_activity import nerve_activity
from vitd_edu.physiology.intake import Plan
from vitd_edu.repletion import deplete
from vitd_edu.words import states

SERIES = (LIGHT["accent"], LIGHT["strength-2"], LIGHT["strength-3"], LIGHT["band-low"], LIGHT["good"], LIGHT["edge"])
WEEK = 7.0
EXAMINED = "trousseau-sign"
# What the nerve does, seen on its trace; which movement it makes is left for the lesson to find out.
FIRING = {"quiet": "silent", "fasciculation": "a lone spike", "cramp": "a burst", "tetany": "no pause"}


def _trace(axes: Axes, calcium: float, color: str) -> str:
    """Draw one second of the axon on show at a calcium level, and return what it does."""
    activity = nerve_activity(predict(Scenario(calcium=calcium)))
    axes.plot(activity.trace.time / 1000.0, activity.trace.voltage, color=color, linewidth=0.9)
    axes.set(xlim=(0, 1), ylim=(-90, 55), yticks=(), xticks=())
    axes.spines[:].set_visible(False)
    return activity.kind


def start_here(figure: Figure) -> str:
    """Draw one state of the body in four ways: levels, nerve, symptoms, causes."""
    scenario = Scenario(vitamin_d=25, calcium=1.75, magnesium=0.55, findings=frozenset({"tingling"}))
    prediction = predict(scenario)
    parts = figure.subplots(1, 4, width_ratios=(2.8, 3.3, 2.6, 2.8))
    names = ("vitamin_d", "calcium", "magnesium")
    share = [getattr(scenario, name) / tables.analytes()[name].healthy for name in names]
    parts[0].bar([tables.analytes()[name].short_name for name in names], share, color=SERIES[0], width=0.55)
    parts[0].axhline(1, color=LIGHT["edge"], linestyle="--", linewidth=1)
    parts[0].text(-0.4, 1.03, "healthy", fontsize=9, color=LIGHT["quiet-ink"])
    parts[0].set(title="Levels", ylim=(0, 1.25), yticks=())
    parts[0].tick_params(axis="x", labelsize=9)
    kind = _trace(parts[1], scenario.calcium, SERIES[2])
    parts[1].set(title="A nerve, left alone")
    # What one feels by oneself: the name of a sign that takes an examination is not known yet.
    expected = [each for each in prediction.symptoms if each.id != EXAMINED][:4]
    _bars(parts[2], [(each.name, each.probability) for each in expected], SERIES[1])
    parts[2].set(title="Symptoms to expect")
    _bars(parts[3], [(each.name, each.weight) for each in prediction.causes[:4]], SERIES[3])
    parts[3].set(title="Causes to think of")
    first = states.lower_first(prediction.causes[0].name)
    return (
        f"One state in four pictures. Vitamin D, calcium and magnesium are {states.percent(share[0])}, "
        f"{states.percent(share[1])} and {states.percent(share[2])} of a healthy level; a nerve fires on its own "
        f"({FIRING[kind]}); {states.listed([states.lower_first(each.name) for each in expected])} are to be expected; "
        f"the likeliest cause is {first}."
    )


def _bars(axes: Axes, pairs: Sequence[tuple[str, float]], color: str) -> None:
    """Draw named shares as lying bars, the first on top, the name above its bar."""
    for row, (name, value) in enumerate(pairs):
        axes.barh(row, value, height=0.34, color=color)
        axes.text(0, row - 0.27, name, fontsize=8.5, va="bottom")
    axes.set(ylim=(len(pairs) - 0.5, -0.75), xlim=(0, 1), xticks=(), yticks=())
    axes.spines[:].set_visible(False)


def calcium_holds(figure: Figure) -> str:
    """Draw two years of falling vitamin D: calcium holds, the hormone climbs, bone pays."""
    course = recovery(Plan(), background_share=0.085, calcium_intake=300, days=728)
    axes = figure.subplots(1, 3)
    lost = bone_calcium_given(course)
    rows = (
        (course.calcium, "Calcium in blood (mmol/L)", (1.0, 3.0), SERIES[0]),
        (course.pth, "Parathyroid hormone (pg/mL)", (0, 1.15 * course.pth.max()), SERIES[1]),
        (lost, "Calcium given up by bone (g)", (0, 1.15 * lost.max()), SERIES[2]),
    )
    for place, (series, title, limits, color) in zip(axes, rows, strict=True):
        place.plot(course.day / 30.4, series, color=color, linewidth=2.6)
        place.fill_between(course.day / 30.4, limits[0], series, color=color, alpha=0.14)
        place.set(title=title, ylim=limits, xlim=(0, 24), xticks=(0, 6, 12, 18, 24), xlabel="months with little sun")
    axes[0].axhspan(*healthy("calcium"), color=LIGHT["band-normal"], zorder=0)
    axes[0].text(0.6, healthy("calcium")[1] + 0.04, "healthy", fontsize=9, color=LIGHT["quiet-ink"])
    return (
        f"Two years with little sun and 300 mg of calcium a day. Calcium in blood goes from {course.calcium[0]:.2f} to "
        f"{course.calcium[-1]:.2f} mmol/L, almost a straight line; parathyroid hormone climbs from "
        f"{course.pth[0]:.0f} to {course.pth[-1]:.0f} pg/mL; bone has given up {lost[-1]:.0f} g of calcium."
    )


def healthy(name: str) -> tuple[float, float]:
    """Return the normal band of an analyte's default body [SI]."""
    row = tables.analytes()[name]
    band = next(
        each
        for each in tables.reference_bands()
        if each.analyte == name and each.body == row.default_body and each.level == "normal"
    )
    return band.lower or 0.0, band.upper or row.usual_upper


def firing_alone(figure: Figure) -> str:
    """Draw the same axon at four levels of calcium, one above the other."""
    levels = (2.40, 2.00, 1.90, 1.75)
    axes = figure.subplots(len(levels), 1)
    shown = []
    for place, calcium, color in zip(axes, levels, (SERIES[5], SERIES[0], SERIES[1], SERIES[2]), strict=True):
        shown.append(FIRING[_trace(place, calcium, color)])
        place.text(
            -0.012, 0.5, f"{calcium:.2f} mmol/L", transform=place.transAxes, ha="right", va="center", color=color
        )
        place.text(1.012, 0.5, shown[-1], transform=place.transAxes, va="center", color=color)
    axes[0].set(title="The same nerve for one second, at four levels of calcium")
    said = states.listed([f"at {level:.2f} mmol/L {firing}" for level, firing in zip(levels, shown, strict=True)])
    return f"The voltage of one nerve over a second, left alone at four levels of calcium: {said}."


def calcium_waits(figure: Figure) -> str:
    """Draw two weeks after a year of lost magnesium: calcium tablets beside magnesium."""
    loss, after = deplete(316.0, "severe-loss", "1-year")
    tablets, magnesium = after["calcium-tablets"], after["magnesium-back"]
    left, right = figure.subplots(1, 2, width_ratios=(3, 4))
    for series, name, color in ((loss.calcium, "calcium", SERIES[0]), (loss.magnesium, "magnesium", SERIES[4])):
        left.plot(loss.day / WEEK, series, color=color, linewidth=2.6)
        left.text(51, series[-1] + 0.07, name, color=color, ha="right", weight="bold")
    left.set(title="A year in which magnesium is lost", xlabel="weeks", ylabel="mmol/L", ylim=(0, 2.7), xlim=(0, 52))
    right.axhspan(*healthy("calcium"), color=LIGHT["band-normal"], zorder=0)
    for course, name, color, up in (
        (tablets, "after calcium tablets", SERIES[1], 0.05),
        (magnesium, "after magnesium", SERIES[2], -0.12),
    ):
        right.plot(course.day, course.calcium, color=color, linewidth=2.6)
        right.text(13.8, course.calcium[-1] + up, name, color=color, ha="right", weight="bold")
    right.set(title="Then one of the two is given: calcium in blood", xlabel="days", xlim=(0, 14), ylim=(1.3, 2.7))
    return (
        f"Left: over a year of severe loss, magnesium falls to {loss.magnesium[-1]:.2f} and calcium to "
        f"{loss.calcium[-1]:.2f} mmol/L. Right: two weeks later calcium is {tablets.calcium[-1]:.2f} mmol/L after "
        f"calcium tablets, and {magnesium.calcium[-1]:.2f} after magnesium."
    )
