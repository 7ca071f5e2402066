"""The opening pictures of lessons 04 to 08: causes, courses and claims, computed by the kit itself."""

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Ellipse

from tools.lesson_drawings import SERIES, WEEK, healthy
from vitd_edu import Scenario, predict, predict_many, recovery, settle
from vitd_edu.figures.palette import LIGHT
from vitd_edu.knowledge import tables
from vitd_edu.physiology.intake import Plan
from vitd_edu.words import states

LOADING_WEEKS = 8
MOVEMENTS = ("fasciculation", "cramp", "tetany")


def the_plane(figure: Figure) -> str:
    """Draw the excitability score over calcium and magnesium, with the lines where movements begin."""
    calcium, magnesium = np.linspace(1.2, 2.8, 161), np.linspace(0.2, 1.2, 101)
    grid = np.meshgrid(calcium, magnesium)
    cohort = predict_many(75.0, grid[0].ravel(), grid[1].ravel())
    shape = grid[0].shape
    axes = figure.subplots()
    shades = (LIGHT["ground"], LIGHT["strength-1"], LIGHT["strength-2"], LIGHT["strength-3"])
    score, shift = cohort.score.reshape(shape), cohort.effective_shift_mv.reshape(shape)
    axes.contourf(calcium, magnesium, score, levels=np.linspace(0, 100, 41), colors=_between(shades, 40))
    begins = [row.threshold_mv for row in tables.movements() if row.id in MOVEMENTS]
    lines = axes.contour(calcium, magnesium, shift, levels=begins, colors=LIGHT["ink"], linewidths=1.2)
    axes.clabel(
        lines, fmt=dict(zip(begins, ("twitches begin", "cramps begin", "spasms begin"), strict=True)), fontsize=9
    )
    box = [*healthy("calcium"), *healthy("magnesium")]
    axes.plot(
        [box[0], box[1], box[1], box[0], box[0]], [box[2], box[2], box[3], box[3], box[2]], color=SERIES[0], linewidth=2
    )
    axes.text(
        (box[0] + box[1]) / 2, (box[2] + box[3]) / 2, "health", ha="center", va="center", color=SERIES[0], weight="bold"
    )
    axes.set(
        xlabel="calcium (mmol/L)",
        ylabel="magnesium (mmol/L)",
        title="How excitable a nerve is, from quiet (pale) to spasm (dark)",
    )
    worst = predict(Scenario(calcium=1.6, magnesium=0.4)).excitability
    return (
        "A map of calcium against magnesium, shaded by the excitability score. Health is a pale box at the "
        "right; toward low calcium the shade darkens and three lines are crossed: twitches, cramps, spasms begin. At "
        f"1.60 and 0.40 mmol/L the score is {worst:.0f} of 100."
    )


def _between(colors: Sequence[str], count: int) -> list[tuple[float, ...]]:
    """Return colors in even steps along a path of colors."""
    from matplotlib.colors import to_rgb

    anchors = np.array([to_rgb(color) for color in colors])
    at = np.linspace(0, len(colors) - 1, count)
    return [tuple(float(np.interp(x, range(len(colors)), anchors[:, part])) for part in range(3)) for x in at]


def clue_by_clue(figure: Figure) -> str:
    """Draw how the weights of the causes shift as one clue after the other comes in; calcium is left to the lesson."""
    twitch, tingling, spasm = "fasciculation", "tingling", "carpopedal-spasm"
    clues = {
        "a twitch,\ncalcium 2.40": Scenario(findings=frozenset({twitch})),
        "+ tingling": Scenario(findings=frozenset({twitch, tingling})),
        "+ hand spasm": Scenario(findings=frozenset({twitch, tingling, spasm})),
        "+ fast breathing": Scenario(findings=frozenset({twitch, tingling, spasm, "fast-breathing"})),
    }
    steps = [predict(scenario) for scenario in clues.values()]
    weights = [{cause.id: cause.weight for cause in step.causes} for step in steps]
    strongest = sorted(weights[0], key=lambda cause: -max(step[cause] for step in weights))[:6]
    series = [[step[cause] for step in weights] for cause in strongest]
    series.append([1 - sum(step[cause] for cause in strongest) for step in weights])
    names = [*(tables.causes()[cause].name for cause in strongest), "All others"]
    colors = [*(SERIES[each] for each in (1, 0, 4, 3, 2)), LIGHT["band-borderline"], LIGHT["band-normal"]]
    axes = figure.subplots()
    axes.stackplot(range(len(clues)), np.array(series), colors=colors, labels=names, edgecolor=LIGHT["ground"])
    axes.legend(frameon=False, loc="center left", bbox_to_anchor=(1.03, 0.5), reverse=True)
    axes.set(xlim=(0, len(clues) - 1), ylim=(0, 1), yticks=(0, 0.5, 1), yticklabels=("0 %", "50 %", "100 %"))
    axes.set(xticks=range(len(clues)), xticklabels=list(clues), title="What is the main cause? Weights, clue by clue")
    first, last = steps[0].causes[0], steps[-1].causes[0]
    return (
        "The weights of the causes as clues come in one by one. With a twitch and a calcium of 2.40 mmol/L the "
        f"heaviest is {states.lower_first(first.name)} ({states.percent(first.weight)}); after tingling, a spasm of "
        f"the hand and fast breathing it is {states.lower_first(last.name)} ({states.percent(last.weight)})."
    )


def up_and_down(figure: Figure) -> str:
    """Draw a year of 25(OH)D under three plans; what follows when one stops is left for the lesson to find out."""
    start = settle(vitamin_d=20)
    loading = Plan.weekly(50_000, times=LOADING_WEEKS, form="D2")  # as the panel of the lesson does
    plans = (
        ("1000 IU a day", Plan.daily(1000), SERIES[0]),
        ("2000 IU a day", Plan.daily(2000), SERIES[1]),
        (
            f"50 000 IU of D2 a week for {LOADING_WEEKS} weeks, then 1000 IU a day",
            loading + Plan.daily(1000, start=LOADING_WEEKS * WEEK),
            SERIES[2],
        ),
    )
    axes = figure.subplots()
    said = []
    for name, plan, color in plans:
        course = recovery(plan, start=start, days=364)
        axes.plot(course.day / WEEK, course.vitamin_d, color=color, linewidth=2.4, label=name)
        then = course.at(LOADING_WEEKS * WEEK).vitamin_d
        said.append(f"{name}: {then:.0f} in week {LOADING_WEEKS}, {course.vitamin_d[-1]:.0f} nmol/L at the end")
    axes.axhspan(0, 30, color=LIGHT["band-borderline"], alpha=0.5, zorder=0)
    axes.text(51.5, 6, "below 30: at risk of deficiency", ha="right", fontsize=9, color=LIGHT["quiet-ink"])
    axes.set(
        xlim=(0, 52),
        ylim=(0, None),
        xlabel="weeks",
        ylabel="25(OH)D (nmol/L)",
        title="Levels rise in weeks and settle in months",
    )
    axes.legend(frameon=False, loc="upper right")
    return f"25(OH)D over a year, from 20 nmol/L. {'; '.join(said)}. For teaching; no advice."


def where_levels_lie(figure: Figure) -> str:
    """Draw where six causes tend to put calcium and magnesium: one standard deviation to either side."""
    rows = {(row.cause, row.analyte): row for row in tables.level_distributions()}
    shown = {
        "hypoparathyroidism": SERIES[2],
        "hypomagnesemia": SERIES[4],
        "kidney-disease": SERIES[1],
        "hypercalcemia": SERIES[3],
        "vitamin-d-deficiency": SERIES[0],
        "benign-fasciculation": SERIES[5],
    }
    axes = figure.subplots()
    for cause, color in shown.items():
        calcium, magnesium = rows[cause, "calcium"], rows[cause, "magnesium"]
        middle = (calcium.typical, magnesium.typical)
        width, height = (2 * row.typical * (math.exp(row.spread) - 1) for row in (calcium, magnesium))
        axes.add_patch(Ellipse(middle, width, height, facecolor=color, alpha=0.22))
        axes.add_patch(Ellipse(middle, width, height, fill=False, edgecolor=color, linewidth=2))
        axes.plot(*middle, "o", color=color, markersize=5)
        side, align = (-1, "top") if cause == "benign-fasciculation" else (1, "bottom")
        place = (middle[0], middle[1] + side * (height / 2 + 0.02))
        axes.text(*place, tables.causes()[cause].name, ha="center", va=align, color=color, weight="bold", fontsize=9)
    axes.set(xlim=(1.4, 3.4), ylim=(0.15, 1.28), xlabel="calcium (mmol/L)", ylabel="magnesium (mmol/L)")
    axes.set(title="Where six causes tend to put two levels (our judgment)")
    low, high = rows["hypoparathyroidism", "calcium"].typical, rows["hypercalcemia", "calcium"].typical
    return (
        "Six causes as clouds on a map of calcium against magnesium: underactive parathyroids near a calcium of "
        f"{low:.2f} mmol/L, high calcium near {high:.2f}, low magnesium below all others, and harmless twitching in "
        "the middle of health, where vitamin D deficiency lies too. The clouds are the kit's judgment."
    )


def how_sure(figure: Figure) -> str:
    """Draw every claim of the kit as a dot, by how strong its evidence is."""
    colors = {"strong": SERIES[4], "moderate": SERIES[0], "weak": SERIES[3], "mixed": SERIES[1], "none": SERIES[5]}
    count = Counter[str](claim.provenance.evidence for claim in tables.claims())
    axes = figure.subplots()
    for row, (grade, color) in enumerate(colors.items()):
        places = np.arange(count[grade])
        lines = (count[grade] - 1) // 25
        axes.scatter(places % 25, row + 0.3 * (places // 25 - lines / 2), s=90, color=color)
        name = f"{grade} · {count[grade]}"
        axes.text(-0.9, row, name, ha="right", va="center", color=color, weight="bold", fontsize=12)
    axes.set(xlim=(-5, 25), ylim=(len(colors) - 0.5, -0.7), xticks=(), yticks=())
    axes.set(title="Each dot is a claim of this kit, by how strong its evidence is")
    axes.spines[:].set_visible(False)
    said = states.listed([f"{count[grade]} {grade}" for grade in colors])
    return f"The kit's {count.total()} claims as dots, by the strength of their evidence: {said}."
