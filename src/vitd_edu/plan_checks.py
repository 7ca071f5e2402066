"""What a plan of the planner cannot be, said in its own words: doses, plates, and lives that nobody lives."""

import math
from collections import Counter
from numbers import Integral, Real

from vitd_edu.knowledge import tables
from vitd_edu.knowledge.planner_tables import foods
from vitd_edu.physiology.homeostasis import UnsettledError
from vitd_edu.physiology.inputs import InputError, as_float
from vitd_edu.scenario import ScenarioError
from vitd_edu.units import LevelError, whole
from vitd_edu.unliveable import told

MOST_SERVINGS, MOST_FOODS = 12, 12
OWN_DOSE = "own-dose"


def refuse_absurd(dose: object) -> None:
    """Refuse a daily dose that cannot be meant.

    Args:
        dose: Vitamin D [IU/d]; what is no number, or negative, is left to whoever reads levels.

    Raises:
        LevelError: More than the planner takes (35 000 IU/d); the likely slip is named.
    """
    most = tables.analytes()["daily_dose"].accepted_upper
    number = as_float(dose) if not isinstance(dose, bool) and isinstance(dose, Real) else 0.0
    if most < number < math.inf:
        raise LevelError(
            f"Daily dose: {whole(number)} IU a day is not a dose that anybody takes for a year; such amounts poison. "
            f"The planner shows up to {whole(most)} IU a day. Was it meant for a week or a month, or in another unit? "
            "(40 IU are 1 µg.)"
        )


def untaken(dose: float, regimen: str) -> ScenarioError:
    """Return the refusal of a daily dose that the regimen would leave in its box.

    Args:
        dose: Vitamin D [IU/d].
        regimen: A choice of ``data/living_choices.csv`` that has doses of its own, or none.
    """
    chosen = tables.living_choices()[regimen].name
    return ScenarioError(
        f"Daily dose: {whole(dose)} IU a day would not be taken, since the regimen is {chosen!r} ({regimen}). Choose "
        f"{OWN_DOSE!r} to take it, in a code {OWN_DOSE}_U{dose:.10g}, or leave the dose out."
    )


def checked_plate(plate: object) -> tuple[tuple[str, int], ...]:
    """Return a plate as pairs of a food and its servings, or say what is wrong with it.

    Raises:
        InputError: No pairs, an unknown food, a number of servings that cannot be, or a food that is named twice.
    """
    if not isinstance(plate, tuple | list) or not all(
        isinstance(each, tuple | list) and len(each) == 2 for each in plate
    ):
        raise InputError(
            f"Plate (plate): give pairs of a food and its servings, such as [('egg', 1)], not {plate!r:.80}."
        )
    for food, servings in plate:
        if not isinstance(food, str) or food not in foods():
            raise InputError(f"Plate: no food is called {food!r:.80}.")
        if isinstance(servings, bool) or not isinstance(servings, Integral):
            raise InputError(
                f"Plate: {servings!r:.80} servings of {food} are no whole number. Give 1 to {MOST_SERVINGS}."
            )
        if not 1 <= int(servings) <= MOST_SERVINGS:
            raise InputError(f"Plate: {servings} servings of {food} are outside 1 to {MOST_SERVINGS} a day.")
    _refuse_too_many([food for food, _ in plate])
    return tuple((food, int(servings)) for food, servings in plate)


def _refuse_too_many(named: list[str]) -> None:
    """Refuse a food that is named twice, and more foods than a plate holds."""
    twice = [food for food, times in Counter(named).items() if times > 1]
    if twice:
        raise InputError(f"Plate: {' and '.join(twice)} may be named only once, with all servings together.")
    if len(named) > MOST_FOODS:
        raise InputError(f"Plate: {len(named)} foods are too many; it holds up to {MOST_FOODS} foods.")


def unliveable(error: UnsettledError, *, calcium: float, need: str) -> UnsettledError:
    """Return in words of a plan what the model of the body refuses to follow.

    Args:
        error: What it said.
        calcium: What is eaten [mg/d].
        need: What draws calcium away, in words; empty where nothing does.
    """
    if error.too_low:
        so = f"With so little calcium ({whole(calcium)} mg a day){f' and {need},' if need else ''}"
        change = ["put more calcium on the plate"] * (error.day is not None) + ["begin with more vitamin D"]
        change += ["choose less need of calcium"] * bool(need)
    else:
        so = f"With so much vitamin D, and {whole(calcium)} mg of calcium a day,"
        change = ["take less of it", "stop it sooner"]
    return told(error, so, "before the year begins", " or ".join(change))
