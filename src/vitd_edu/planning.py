"""A day's plate, the sun and a regimen: the state of the planner, and what plate and sun add up to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import ClassVar, Self

from vitd_edu.case_codes import Coded
from vitd_edu.knowledge.planner_tables import foods
from vitd_edu.living import choice_value
from vitd_edu.physiology import vitamin_d
from vitd_edu.physiology.membrane import constant
from vitd_edu.physiology.sun import SunEstimate, sun_estimate
from vitd_edu.plan_checks import OWN_DOSE, checked_plate, refuse_absurd, untaken
from vitd_edu.scenario import tidied

KEPT = 32  # plans: enough to go back and forth with a dial
MONTHS = 12
USUAL_DOSE = 1000.0  # IU/d: where a dose of one's own begins
GROWN_UP = 19.0  # years: from here on the course is that of such a person
NUTRIENTS = ("vitamin_d", "calcium", "magnesium")
ON_PLATE = re.compile(r"(\d{1,2})x-(.+)")
DOSE = re.compile(r"U[0-9.]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPlan(Coded):
    """What somebody eats, how much sun they have, and what they take.

    Attributes:
        vitamin_d: 25(OH)D at the start, held by the life before, 2-650 nmol/L.
        daily_dose: Vitamin D of the regimen ``"own-dose"``, 0-35 000 IU/d; another regimen takes none of it, and so
            none but the usual one is accepted with it.
        plate: All foods of a day, each with its servings (1-12); an empty one lets the food of before go on.
        regimen, form, missed, stop, build, demand, latitude, month, skin, minutes, area, protection, person: Choices of
            ``data/living_choices.csv``.

    Raises:
        LevelError, ScenarioError, InputError: A number, a choice or a food that cannot be.
    """

    PREFIX = "planner"
    EXAMPLE = "aafp"
    MORE_PARTS = "a food with its servings (2x-milk), or "
    LETTERS: ClassVar[Mapping[str, str]] = {"D": "vitamin_d", "U": "daily_dose"}
    CHOICES = (
        "regimen", "form", "missed", "stop", "build", "demand", "latitude", "month", "skin", "minutes", "area",
        "protection", "person",
    )  # fmt: skip

    vitamin_d: float = 20.0
    daily_dose: float = USUAL_DOSE
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
        if self.regimen != OWN_DOSE and self.daily_dose != USUAL_DOSE:
            raise untaken(self.daily_dose, self.regimen)
        object.__setattr__(self, "plate", checked_plate(self.plate))

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
        if plan.regimen != OWN_DOSE and any(DOSE.fullmatch(part) for part in parts):
            raise untaken(plan.daily_dose, plan.regimen)
        return replace(plan, plate=tuple((match[2], int(match[1])) for match in eaten))

    def with_servings(self, food: str, servings: int) -> Self:
        """Return the plan with this many servings of a food; 0 takes it off the plate."""
        plate = dict(self.plate) | {food: servings}
        return replace(self, plate=tuple((name, count) for name, count in plate.items() if count))


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


def food_change(plan: DayPlan) -> float:
    """Return the vitamin D that the plate brings beyond the food of the life before [IU/d]; 0 where there is none."""
    return plate_total(plan)["vitamin_d"] - food_before(plan) if plan.plate else 0.0


def calcium_before(plan: DayPlan) -> float:
    """Return the calcium eaten in the life before [mg/d]: little where much is drawn away."""
    return constant("planner_little_calcium" if choice_value(plan.demand) else "planner_calcium")


def calcium_eaten(plan: DayPlan) -> float:
    """Return the calcium that is eaten a day [mg/d]: that of the plate, or of the life before where there is none."""
    return plate_total(plan)["calcium"] if plan.plate else calcium_before(plan)


def is_grown_up(plan: DayPlan) -> bool:
    """Return whether the person is an adult, as the course takes everybody to be."""
    return choice_value(plan.person) >= GROWN_UP


@lru_cache(maxsize=KEPT)
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
