"""A day's plate, the sun and a regimen: the state of the planner, and what plate and sun add up to."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from numbers import Integral, Real
from typing import ClassVar, Self

from vitd_edu.case_codes import Coded
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.planner_tables import foods
from vitd_edu.living import choice_value
from vitd_edu.physiology import vitamin_d
from vitd_edu.physiology.inputs import InputError, as_float
from vitd_edu.physiology.membrane import constant
from vitd_edu.physiology.sun import SunEstimate, sun_estimate
from vitd_edu.scenario import tidied
from vitd_edu.units import LevelError

MOST_SERVINGS, MOST_FOODS = 12, 12
MONTHS = 12
GROWN_UP = 19.0  # years: from here on the course is that of such a person
NUTRIENTS = ("vitamin_d", "calcium", "magnesium")
ON_PLATE = re.compile(r"(\d{1,2})x-(.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPlan(Coded):
    """What somebody eats, how much sun they have, and what they take.

    Attributes:
        vitamin_d: 25(OH)D at the start, held by the life before, 2-650 nmol/L.
        daily_dose: Vitamin D of the regimen ``"own-dose"``, 0-35 000 IU/d.
        plate: All foods of a day, each with its servings (1-12); an empty one lets the food of before go on.
        regimen, form, missed, stop, build, demand, latitude, month, skin, minutes, area, protection, person: Choices of
            ``data/living_choices.csv``.

    Raises:
        LevelError, ScenarioError, InputError: A number, a choice or a food that cannot be.
    """

    PREFIX = "planner"
    EXAMPLE = "aafp"
    LETTERS: ClassVar[Mapping[str, str]] = {"D": "vitamin_d", "U": "daily_dose"}
    CHOICES = (
        "regimen", "form", "missed", "stop", "build", "demand", "latitude", "month", "skin", "minutes", "area",
        "protection", "person",
    )  # fmt: skip

    vitamin_d: float = 20.0
    daily_dose: float = 1000.0
    plate: tuple[tuple[str, int], ...] = ()
    regimen: str = "no-regimen"
    form: str = "as-described"
    missed: str = "none-missed"
    stop: str = "kept-up"
    build: str = "lean"
    demand: str = "adult"
    latitude: str = "lat-40"
    month: str = "july"
    skin: str = "skin-3"
    minutes: str = "minutes-0"
    area: str = "face-hands"
    protection: str = "bare"
    person: str = "woman-19"

    def __post_init__(self) -> None:
        refuse_absurd(self.daily_dose)
        Coded.__post_init__(self)
        object.__setattr__(self, "plate", _checked_plate(self.plate))

    def code_parts(self) -> list[str]:
        """Return the parts of the code that follow its first word."""
        return [*Coded.code_parts(self), *(f"{servings}x-{food}" for food, servings in self.plate)]

    @classmethod
    def from_code(cls, code: str) -> Self:
        """Read a case code, in any letter case; foods are parts such as ``2x-milk``."""
        text = tidied(code)
        first, *parts = text.split("_")
        eaten = [match for part in parts if (match := ON_PLATE.fullmatch(part))]
        rest = "_".join([first, *(part for part in parts if not ON_PLATE.fullmatch(part))])
        plan = super(DayPlan, cls).from_code(rest if first == cls.PREFIX else text)
        return replace(plan, plate=tuple((match[2], int(match[1])) for match in eaten))

    def with_servings(self, food: str, servings: int) -> Self:
        """Return the plan with this many servings of a food; 0 takes it off the plate."""
        kept = {name: count for name, count in self.plate if name != food}
        if servings:
            kept = dict(self.plate) | {food: servings}
        return replace(self, plate=tuple(kept.items()))


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
            f"Daily dose: {number:.0f} IU a day is not a dose that anybody takes for a year; such amounts poison. "
            f"The planner shows up to {most:.0f} IU a day. Was it meant for a week or a month, or in another unit? "
            "(40 IU are 1 µg.)"
        )


def _checked_plate(plate: object) -> tuple[tuple[str, int], ...]:
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
    if len({food for food, _ in plate}) < len(plate) or len(plate) > MOST_FOODS:
        raise InputError(f"Plate: up to {MOST_FOODS} foods, each named once.")
    return tuple((food, int(servings)) for food, servings in plate)


def plate_total(plan: DayPlan) -> dict[str, float]:
    """Return vitamin D [IU], calcium and magnesium [mg] of a day's plate; an open cell counts as none."""
    total = dict.fromkeys(NUTRIENTS, 0.0)
    for name, servings in plan.plate:
        row = foods()[name]
        for nutrient, amount in zip(NUTRIENTS, (row.vitamin_d_iu, row.calcium_mg, row.magnesium_mg), strict=True):
            total[nutrient] += servings * (amount or 0.0)
    return total


def food_before(plan: DayPlan) -> float:
    """Return the vitamin D that food brought in the life before, and that a plate takes the place of [IU/d].

    References:
        ODS-D (recalled); at very low levels no more than half of all that held the level, our choice.
    """
    all_of_it = float(vitamin_d.usual_intake(plan.vitamin_d))
    return min(constant("planner_food_vitamin_d"), constant("planner_food_share") * all_of_it)


def calcium_before(plan: DayPlan) -> float:
    """Return the calcium eaten in the life before [mg/d]: little where much is drawn away."""
    return constant("planner_little_calcium" if choice_value(plan.demand) else "planner_calcium")


def calcium_eaten(plan: DayPlan) -> float:
    """Return the calcium that is eaten a day [mg/d]: that of the plate, or of the life before where there is none."""
    return plate_total(plan)["calcium"] if plan.plate else calcium_before(plan)


def is_grown_up(plan: DayPlan) -> bool:
    """Return whether the person is an adult, as the course takes everybody to be."""
    return choice_value(plan.person) >= GROWN_UP


def sun_of(plan: DayPlan) -> SunEstimate:
    """Return the sun's share on a day of the month in which the year begins."""
    return _sun_in(plan, int(choice_value(plan.month)))


def sun_year(plan: DayPlan) -> tuple[SunEstimate, ...]:
    """Return the sun's share on a day of each month of the year, beginning with the month that is chosen."""
    first = int(choice_value(plan.month))
    return tuple(_sun_in(plan, (first + later - 1) % MONTHS + 1) for later in range(MONTHS))


def _sun_in(plan: DayPlan, month: int) -> SunEstimate:
    return sun_estimate(
        choice_value(plan.latitude),
        month,
        skin_type=int(choice_value(plan.skin)),
        minutes=choice_value(plan.minutes),
        skin_share=choice_value(plan.area),
        protection=choice_value(plan.protection),
        age=choice_value(plan.person),
    )
