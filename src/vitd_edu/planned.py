"""A year under a plan: what it adds up to, what the model body does with it, and how far people and formulas differ.

It describes; it never advises. Tablets and sun come on top of the life that held the level at the start. A plate is all
food of a day: it takes the place of the food before, whose calcium and vitamin D are assumed.
"""

import math
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

import numpy as np

from vitd_edu.body import Body, settle
from vitd_edu.body_course import DAY_STEP, BodyCourse, Series, recovery
from vitd_edu.dose_answers import MODEL, answers
from vitd_edu.dosing import WEEKS, calcium_tablets, largest, lasting_taken, taken
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.planner_tables import IntakeTarget, foods, intake_targets, life_stages
from vitd_edu.living import DAYS_PER_WEEK, choice_value
from vitd_edu.physiology.course import body_mass_effect
from vitd_edu.physiology.homeostasis import UnsettledError
from vitd_edu.physiology.inputs import InputError
from vitd_edu.physiology.intake import Plan
from vitd_edu.physiology.membrane import constant
from vitd_edu.physiology.sun import DAYS_PER_MONTH, SunEstimate
from vitd_edu.plan_checks import unliveable
from vitd_edu.planning import (
    KEPT,
    NUTRIENTS,
    DayPlan,
    calcium_before,
    calcium_eaten,
    food_before,
    plate_total,
    sun_year,
)
from vitd_edu.units import whole

DAYS = round(WEEKS * DAYS_PER_WEEK)
End = Literal["low", "middle", "high"]  # of the sun's estimate
PEOPLE: tuple[tuple[str, End], ...] = (("responder_low", "low"), ("responder_high", "high"))


class Target(NamedTuple):
    """What a day's plate brings of a nutrient, beside what is advised for the person.

    Attributes:
        nutrient: Identifier.
        eaten: On the plate, in ``unit`` a day.
        taken: In tablets as planned, in ``unit`` a day: while most of them are taken.
        unit: ``"IU"`` or ``"mg"``.
        advised: Allowance or adequate intake.
        limit: Upper limit; None where none is set.
        missed: Share of the tablets that is forgotten, 0-1.
    """

    nutrient: str
    eaten: float
    taken: float
    unit: str
    advised: IntakeTarget
    limit: IntakeTarget | None
    missed: float = 0.0

    @property
    def reached(self) -> float:
        """What is really swallowed, in ``unit`` a day."""
        return self.eaten + self.taken * (1.0 - self.missed)


class Planned(NamedTuple):
    """What a plan adds up to, and its course.

    Attributes:
        plan: What is planned.
        targets: What plate and tablets bring, beside what is advised.
        sun: What the sun may add a day, in each month from the one in which the year begins.
        course: A year of the average body.
        people: The same year of a person in whom vitamin D does little and the sun its least, and of one in whom both
            do much; None where the model cannot follow one of them.
        formulas: What the kit's model and published formulas say of the lasting daily dose, by name [nmol/L]; those
            within whose studies it does not lie are not there.
    """

    plan: DayPlan
    targets: tuple[Target, ...]
    sun: tuple[SunEstimate, ...]
    course: BodyCourse
    people: tuple[BodyCourse | None, ...]
    formulas: Mapping[str, float]

    @property
    def courses(self) -> tuple[BodyCourse, ...]:
        """The average body and everybody else who can be followed."""
        return (self.course, *(one for one in self.people if one is not None))

    @property
    def low(self) -> Series:
        """The lowest 25(OH)D among these people [nmol/L]."""
        lowest: Series = np.min([course.vitamin_d for course in self.courses], axis=0)
        return lowest

    @property
    def high(self) -> Series:
        """The highest 25(OH)D among these people [nmol/L]."""
        highest: Series = np.max([course.vitamin_d for course in self.courses], axis=0)
        return highest

    def spread(self, name: str, at: int = -1) -> tuple[float, float]:
        """Return the least and the most of a quantity of the courses among people, at a moment (an index)."""
        values = [float(getattr(course, name)[at]) for course in self.courses]
        return min(values), max(values)


def targets(plan: DayPlan) -> tuple[Target, ...]:
    """Return what the plate brings, beside allowance and upper limit for the person."""
    person = life_stages()[plan.person]
    eaten, most = plate_total(plan), largest(plan)
    swallowed = {"vitamin_d": most.a_day if most else 0.0, "calcium": calcium_tablets(plan), "magnesium": 0.0}
    found = []
    for nutrient in NUTRIENTS:
        rows = [
            row
            for row in intake_targets()
            if row.nutrient == nutrient and row.life_stage == person.life_stage and row.sex in ("any", person.sex)
        ]
        advised = next(row for row in rows if row.kind in ("RDA", "AI"))
        limit = next((row for row in rows if row.kind.startswith("UL")), None)
        missed = 1.0 - most.kept if most and nutrient == "vitamin_d" else 0.0
        found.append(Target(nutrient, eaten[nutrient], swallowed[nutrient], advised.unit, advised, limit, missed))
    return tuple(found)


@lru_cache(maxsize=KEPT)
def follow(plan: DayPlan) -> Planned:
    """Return what a plan adds up to, and a year of three bodies under it.

    Args:
        plan: Plate, sun and regimen; sun and tablets on top of the life that held the 25(OH)D at the start.

    Raises:
        InputError: More is planned than the model can follow in the average body; the reason is named.

    References:
        HuangYou2021, Ekwaru2014 (people differ), and those of ``answers``; most constants are tuned.
    """
    _check_amounts(plan)
    try:
        course = _year_of(plan, 1.0, "middle")
    except UnsettledError as error:
        raise _in_words(plan, error) from None
    people: list[BodyCourse | None] = []
    for name, end in PEOPLE:
        try:
            people.append(_year_of(plan, constant(name), end))
        except InputError:
            people.append(None)  # the average body can be followed: what is shown of it stays true
    lasting = lasting_taken(plan)
    there = lasting + plate_total(plan)["vitamin_d"] > 0.0
    formulas = {
        name: float(level)
        for name, level in answers(plan, np.array(lasting)).items()
        if name == MODEL or (there and math.isfinite(level))
    }
    return Planned(plan, targets(plan), sun_year(plan), course, tuple(people), formulas)


def _in_words(plan: DayPlan, error: UnsettledError) -> UnsettledError:
    """Say in words of the plan that nobody lives where it leads."""
    need = tables.living_choices()[plan.demand].said if choice_value(plan.demand) else ""
    before = error.day is None  # nor has anybody lived so until the year begins
    calcium = calcium_before(plan) if before else calcium_eaten(plan) + calcium_tablets(plan)
    return unliveable(error, calcium=calcium, need=need)


def _check_amounts(plan: DayPlan) -> None:
    """Refuse more of calcium or of vitamin D than the model of the body takes, in servings and minutes."""
    most, calcium = tables.parameters()["calcium_intake"].upper, calcium_eaten(plan) + calcium_tablets(plan)
    if calcium > most:
        raise InputError(
            f"Plate and tablets: {whole(calcium)} mg of calcium a day are outside the accepted range, up to {most:.0f} "
            f"mg. Take a serving of {_richest(plan, 'calcium_mg')} off the plate."
        )
    most, made = tables.parameters()["food_and_sun"].upper, max(month.middle for month in sun_year(plan))
    extra = plate_total(plan)["vitamin_d"] + made
    if extra > most:
        less = f"Take a serving of {_richest(plan, 'vitamin_d_iu')} off the plate" if plan.plate else "Choose less sun"
        raise InputError(
            f"Plate and sun: {whole(extra)} IU of vitamin D a day are outside the accepted range, up to {whole(most)} "
            f"IU. {less}{', or choose fewer minutes or less bare skin' if made else ''}."
        )


def _richest(plan: DayPlan, nutrient: str) -> str:
    """Return the name of the food that brings most of a nutrient (a column of ``data/foods.csv``)."""
    food, _ = max(plan.plate, key=lambda each: (getattr(foods()[each[0]], nutrient) or 0.0) * each[1])
    return foods()[food].name


def _year_of(plan: DayPlan, response: float, end: End) -> BodyCourse:
    """Return a year of a body in which whatever is added does this much beside the average.

    Args:
        plan: What is planned.
        response: What vitamin D does beside the average.
        end: Which end of the sun's estimate.
    """
    build = choice_value(plan.build)
    start, eaten = _start(plan.vitamin_d, plan.demand), plate_total(plan)["vitamin_d"]
    replaced = food_before(plan) * response * body_mass_effect(build) if plan.plate else 0.0
    return _year(
        taken(plan, response),
        start,
        calcium_eaten(plan) + calcium_tablets(plan),
        tuple(response * (eaten + float(getattr(month, end))) for month in sun_year(plan)),
        1.0 - replaced / start.usual_vitamin_d,
        build,
    )


@lru_cache(maxsize=3 * KEPT)
def _year(
    doses: Plan, start: Body, calcium: float, extra: tuple[float, ...], background: float, body_mass_index: float
) -> BodyCourse:
    months = [min(int(day / DAYS_PER_MONTH), len(extra) - 1) for day in range(DAYS)]
    return recovery(
        doses,
        start=start,
        calcium_intake=calcium,
        food_and_sun=extra[0] if len(set(extra)) == 1 else [extra[month] for month in months],
        background_share=background,
        body_mass_index=body_mass_index,
        days=DAYS,
        record_every=DAYS_PER_WEEK,
        time_step=DAY_STEP,
    )


@lru_cache(maxsize=KEPT)
def _start(level: float, demand: str) -> Body:
    """Return the body at the start: years at this level, and on the calcium of the life before."""
    intake = calcium_before(DayPlan(demand=demand))
    return settle(vitamin_d=level, calcium_intake=intake, demand=choice_value(demand))
