"""A day's plate, the sun and a regimen: what they add up to, and what the model body does with them over a year.

It describes; it never advises. What is eaten and swallowed comes on top of the life that held the level at the start.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, ClassVar, NamedTuple, Self

from vitd_edu.body import Body, settle
from vitd_edu.body_course import BodyCourse, Series, recovery
from vitd_edu.case_codes import Coded
from vitd_edu.knowledge.planner_tables import IntakeTarget, foods, intake_targets, life_stages, regimen_doses
from vitd_edu.living import DAYS_PER_WEEK, choice_value
from vitd_edu.physiology import vitamin_d
from vitd_edu.physiology.inputs import InputError, default
from vitd_edu.physiology.intake import DailyIntake, Dose, Form, Plan
from vitd_edu.physiology.membrane import constant
from vitd_edu.physiology.sun import SunEstimate, sun_estimate

WEEKS = 52
MOST_SERVINGS, MOST_FOODS = 12, 12
OWN_DOSE = "own-dose"
KEPT = 32
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


class Target(NamedTuple):
    """What a day's plate brings of a nutrient, beside what is advised for the person."""

    nutrient: str
    eaten: float
    taken: float
    unit: str
    advised: IntakeTarget
    limit: IntakeTarget | None


class Planned(NamedTuple):
    """What a plan adds up to, and its course.

    ``low`` and ``high`` are 25(OH)D in people in whom the same dose does little or much; ``formulas`` what published
    formulas say of the lasting daily dose, by name [nmol/L].
    """

    plan: DayPlan
    targets: tuple[Target, ...]
    sun: SunEstimate
    course: BodyCourse
    low: Series
    high: Series
    formulas: Mapping[str, float]


def plate_total(plan: DayPlan) -> dict[str, float]:
    """Return vitamin D [IU], calcium and magnesium [mg] of a day's plate; an open cell counts as none."""
    total = dict.fromkeys(NUTRIENTS, 0.0)
    for name, servings in plan.plate:
        row = foods()[name]
        for nutrient, amount in zip(NUTRIENTS, (row.vitamin_d_iu, row.calcium_mg, row.magnesium_mg), strict=True):
            total[nutrient] += servings * (amount or 0.0)
    return total


def targets(plan: DayPlan) -> tuple[Target, ...]:
    """Return what the plate brings, beside allowance and upper limit for the person."""
    person = life_stages()[plan.person]
    eaten, taken = plate_total(plan), lasting_dose(plan)
    found = []
    for nutrient in NUTRIENTS:
        rows = [
            row
            for row in intake_targets()
            if row.nutrient == nutrient and row.life_stage == person.life_stage and row.sex in ("any", person.sex)
        ]
        advised = next(row for row in rows if row.kind in ("RDA", "AI"))
        limit = next((row for row in rows if row.kind.startswith("UL")), None)
        swallowed = taken if nutrient == "vitamin_d" else _calcium_tablets(plan) if nutrient == "calcium" else 0.0
        found.append(Target(nutrient, eaten[nutrient], swallowed, advised.unit, advised, limit))
    return tuple(found)


def _calcium_tablets(plan: DayPlan) -> float:
    return sum(row.calcium_mg or 0.0 for row in regimen_doses() if row.regimen == plan.regimen)


def lasting_dose(plan: DayPlan) -> float:
    """Return the daily dose that goes on [IU/d]: what is left when a loading course is over."""
    if plan.regimen == OWN_DOSE:
        return plan.daily_dose
    return sum(row.units / row.every for row in regimen_doses() if row.regimen == plan.regimen and row.times is None)


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


def taken(plan: DayPlan, response: float = 1.0) -> Plan:
    """Return the doses that are taken, without those that are missed and those after the stop.

    Args:
        plan: What is planned.
        response: What a dose does beside the average person.
    """
    form: Form = "D3" if plan.form == "with-d3" else "D2"
    end = choice_value(plan.stop) * DAYS_PER_WEEK or WEEKS * DAYS_PER_WEEK
    kept = 1.0 - choice_value(plan.missed)
    if plan.regimen == OWN_DOSE:
        return _daily(plan.daily_dose * kept * response, 0.0, end, form)
    planned = Plan()
    for row in regimen_doses():
        if row.regimen != plan.regimen:
            continue
        start = row.start_week * DAYS_PER_WEEK
        stop = min(end, start + row.every * row.times) if row.times else end
        if row.every == 1:
            planned += _daily(row.units * kept * response, start, stop, form)
        else:
            planned += _repeated(row.units * response, start, stop, row.every, choice_value(plan.missed), form)
    return planned


def _daily(units: float, start: float, stop: float, form: Form) -> Plan:
    return Plan(intakes=(DailyIntake(units, start, stop, form),)) if stop > start and units > 0 else Plan()


def _repeated(units: float, start: float, stop: float, every: int, missed: float, form: Form) -> Plan:
    """Return doses at equal distances; every n-th one is missed, so that the same plan gives the same course."""
    skip = round(1.0 / missed) if missed else 0
    days = [start + every * turn for turn in range(round((stop - start) / every))]
    return Plan(doses=tuple(Dose(units, day, form) for turn, day in enumerate(days, 1) if not skip or turn % skip))


@lru_cache(maxsize=KEPT)
def follow(plan: DayPlan) -> Planned:
    """Return what a plan adds up to, and a year of a body under it.

    Args:
        plan: Plate, sun and regimen; all of it on top of the life that held the 25(OH)D at the start.

    Raises:
        InputError: More is planned than anybody may take; the reason is named.

    References:
        HuangYou2021, Ekwaru2014 (people differ), IOM2011, Heaney2003a (the formulas); most constants are tuned.
    """
    eaten, sun = plate_total(plan), sun_of(plan)
    start = _start(plan.vitamin_d, plan.demand)
    calcium = (eaten["calcium"] if plan.plate else constant("planner_calcium")) + _calcium_tablets(plan)
    extra = eaten["vitamin_d"] + sun.middle
    settings: dict[str, Any] = {
        "food_and_sun": extra,
        "body_mass_index": choice_value(plan.build),
        "days": WEEKS * DAYS_PER_WEEK,
        "record_every": DAYS_PER_WEEK,
    }
    course = recovery(taken(plan), start=start, calcium_intake=calcium, **settings)
    spread = []
    for name in ("responder_low", "responder_high"):
        share = constant(name)
        settings["food_and_sun"] = extra * share
        spread.append(vitamin_d.course(taken(plan, share), start=plan.vitamin_d, **settings).vitamin_d)
    dose = lasting_dose(plan) + extra
    formulas = {"The kit's model": float(vitamin_d.plateau(plan.vitamin_d, dose))}
    if dose:
        total = float(vitamin_d.usual_intake(plan.vitamin_d)) + dose
        formulas["Straight line (Heaney 2003)"] = float(vitamin_d.heaney_level(plan.vitamin_d, dose))
        formulas["Logarithm (IOM 2011)"] = float(vitamin_d.iom_level(total))
    return Planned(plan, targets(plan), sun, course, spread[0], spread[1], formulas)


@lru_cache(maxsize=KEPT)
def _start(level: float, demand: str) -> Body:
    """Return the body at the start: years at this level; where much calcium is drawn away, on little calcium."""
    need = choice_value(demand)
    intake = default("calcium_intake") if not need else 300.0
    return settle(vitamin_d=level, calcium_intake=intake, demand=need)
