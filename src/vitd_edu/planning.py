"""A day's plate, the sun and a regimen: the state of the planner, and what plate and sun add up to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from vitd_edu.case_codes import Coded
from vitd_edu.knowledge.planner_tables import foods
from vitd_edu.living import choice_value
from vitd_edu.physiology.inputs import InputError
from vitd_edu.physiology.sun import SunEstimate, sun_estimate

MOST_SERVINGS, MOST_FOODS = 12, 12
NUTRIENTS = ("vitamin_d", "calcium", "magnesium")
ON_PLATE = re.compile(r"(\d{1,2})x-(.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPlan(Coded):
    """What somebody eats, how much sun they have, and what they take.

    Attributes:
        vitamin_d: 25(OH)D at the start, held by the life before, 2-650 nmol/L.
        daily_dose: Vitamin D of the regimen ``"own-dose"``, 0-35 000 IU/d.
        plate: Foods of a day, each with its servings (1-12).
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
    form: str = "with-d3"
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
        Coded.__post_init__(self)
        for food, servings in self.plate:
            if food not in foods():
                raise InputError(f"Plate: no food is called {food!r}.")
            if not 1 <= servings <= MOST_SERVINGS:
                raise InputError(f"Plate: {servings} servings of {food} are outside 1 to {MOST_SERVINGS} a day.")
        if len({food for food, _ in self.plate}) < len(self.plate) or len(self.plate) > MOST_FOODS:
            raise InputError(f"Plate: up to {MOST_FOODS} foods, each named once.")

    def code_parts(self) -> list[str]:
        """Return the parts of the code that follow its first word."""
        return [*Coded.code_parts(self), *(f"{servings}x-{food}" for food, servings in self.plate)]

    @classmethod
    def from_code(cls, code: str) -> Self:
        """Read a case code; foods are parts such as ``2x-milk``."""
        parts = code.strip().split("_") if isinstance(code, str) else [""]
        eaten = [match for part in parts if (match := ON_PLATE.fullmatch(part))]
        rest = "_".join(part for part in parts if not ON_PLATE.fullmatch(part))
        plan = super(DayPlan, cls).from_code(rest)
        return replace(plan, plate=tuple((match[2], int(match[1])) for match in eaten))

    def with_servings(self, food: str, servings: int) -> Self:
        """Return the plan with this many servings of a food; 0 takes it off the plate."""
        kept = {name: count for name, count in self.plate if name != food}
        if servings:
            kept = dict(self.plate) | {food: servings}
        return replace(self, plate=tuple(kept.items()))


def plate_total(plan: DayPlan) -> dict[str, float]:
    """Return vitamin D [IU], calcium and magnesium [mg] of a day's plate; an open cell counts as none."""
    total = dict.fromkeys(NUTRIENTS, 0.0)
    for name, servings in plan.plate:
        row = foods()[name]
        for nutrient, amount in zip(NUTRIENTS, (row.vitamin_d_iu, row.calcium_mg, row.magnesium_mg), strict=True):
            total[nutrient] += servings * (amount or 0.0)
    return total


def sun_of(plan: DayPlan) -> SunEstimate:
    """Return the sun's share on such a day."""
    return sun_estimate(
        choice_value(plan.latitude),
        int(choice_value(plan.month)),
        skin_type=int(choice_value(plan.skin)),
        minutes=choice_value(plan.minutes),
        skin_share=choice_value(plan.area),
        protection=choice_value(plan.protection),
        age=choice_value(plan.person),
    )
