"""A year under a plan: what it adds up to, what the model body does with it, and how far people and formulas differ.

It describes; it never advises. What is eaten and swallowed comes on top of the life that held the level at the start.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from vitd_edu.body import Body, settle
from vitd_edu.body_course import BodyCourse, Series, recovery
from vitd_edu.dosing import WEEKS, calcium_tablets, form_of, lasting_dose, lasting_taken, taken
from vitd_edu.knowledge.planner_tables import IntakeTarget, intake_targets, life_stages
from vitd_edu.living import DAYS_PER_WEEK, choice_value
from vitd_edu.physiology import dose_response, vitamin_d
from vitd_edu.physiology.course import body_mass_effect, potency
from vitd_edu.physiology.homeostasis import UnsettledError
from vitd_edu.physiology.inputs import default
from vitd_edu.physiology.intake import Plan
from vitd_edu.physiology.membrane import constant
from vitd_edu.physiology.sun import SunEstimate
from vitd_edu.planning import NUTRIENTS, DayPlan, plate_total, sun_of

KEPT = 32
MODEL = "The kit's model"
LEAST_TOTAL = 100.0  # IU/d: under it the logarithm leaves the range of its source
LITTLE_CALCIUM = 300.0  # mg/d: what those live on who came to hungry bones


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

    Attributes:
        plan: What is planned.
        targets: What plate and tablets bring, beside what is advised.
        sun: What the sun may add.
        course: A year of the average body.
        people: The same year of a person in whom a dose does little, and of one in whom it does much; None where
            calcium leaves every range in which anybody lives.
        formulas: What the kit's model and published formulas say of the lasting daily dose, by name [nmol/L].
    """

    plan: DayPlan
    targets: tuple[Target, ...]
    sun: SunEstimate
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
        swallowed = taken if nutrient == "vitamin_d" else calcium_tablets(plan) if nutrient == "calcium" else 0.0
        found.append(Target(nutrient, eaten[nutrient], swallowed, advised.unit, advised, limit))
    return tuple(found)


def answers(plan: DayPlan, tablets: Series) -> Mapping[str, Series]:
    """Return what the kit's model and published formulas say that daily tablets lead to, by name [nmol/L].

    All count the plate as well; only the model counts sun, build and form. The logarithm knows no life before: where
    nothing is swallowed it has no answer (NaN).

    Args:
        plan: Plate, sun and person; its regimen is not looked at, but for its form.
        tablets: Vitamin D that is taken [IU/d].

    References:
        Heaney2003a, IOM2011, Ekwaru2014, BargerLux1998.
    """
    start, eaten = plan.vitamin_d, plate_total(plan)["vitamin_d"]
    swallowed = np.asarray(tablets, dtype=float) + eaten
    effect = body_mass_effect(choice_value(plan.build))
    counted = effect * (potency(form_of(plan)) * (swallowed - eaten) + eaten + sun_of(plan).middle)
    some = np.where(swallowed > 0.0, swallowed, np.nan)
    return {
        MODEL: np.asarray(vitamin_d.plateau(start, counted)),
        "Straight line (Heaney 2003)": np.asarray(vitamin_d.heaney_level(start, swallowed)),
        "Study arms (Barger-Lux 1998)": np.asarray(dose_response.barger_lux_level(start, swallowed)),
        "Bent curve (Ekwaru 2014)": np.asarray(dose_response.ekwaru_level(start, swallowed)),
        "Logarithm (IOM 2011)": np.asarray(vitamin_d.iom_level(np.maximum(some, LEAST_TOTAL))),
    }


@lru_cache(maxsize=KEPT)
def follow(plan: DayPlan) -> Planned:
    """Return what a plan adds up to, and a year of three bodies under it.

    Args:
        plan: Plate, sun and regimen; all of it on top of the life that held the 25(OH)D at the start.

    Raises:
        InputError: More is planned than anybody may take; the reason is named.

    References:
        HuangYou2021, Ekwaru2014 (people differ), and those of ``answers``; most constants are tuned.
    """
    course = _year_of(plan, 1.0)
    people: list[BodyCourse | None] = []
    for name in ("responder_low", "responder_high"):
        try:
            people.append(_year_of(plan, constant(name)))
        except UnsettledError:
            people.append(None)  # the average body can be followed: what is shown of it stays true
    lasting = lasting_taken(plan)
    there = lasting + plate_total(plan)["vitamin_d"] > 0.0
    formulas = {
        name: float(level) for name, level in answers(plan, np.array(lasting)).items() if there or name == MODEL
    }
    return Planned(plan, targets(plan), sun_of(plan), course, tuple(people), formulas)


def _year_of(plan: DayPlan, response: float) -> BodyCourse:
    """Return a year of a body in which whatever is added does this much, beside the average."""
    eaten = plate_total(plan)
    calcium = (eaten["calcium"] if plan.plate else constant("planner_calcium")) + calcium_tablets(plan)
    extra = (eaten["vitamin_d"] + sun_of(plan).middle) * response
    start = _start(plan.vitamin_d, plan.demand)
    return _year(taken(plan, response), start, calcium, extra, choice_value(plan.build))


@lru_cache(maxsize=3 * KEPT)
def _year(doses: Plan, start: Body, calcium: float, extra: float, body_mass_index: float) -> BodyCourse:
    return recovery(
        doses,
        start=start,
        calcium_intake=calcium,
        food_and_sun=extra,
        body_mass_index=body_mass_index,
        days=WEEKS * DAYS_PER_WEEK,
        record_every=DAYS_PER_WEEK,
    )


@lru_cache(maxsize=KEPT)
def _start(level: float, demand: str) -> Body:
    """Return the body at the start: years at this level; where much calcium is drawn away, on little calcium."""
    need = choice_value(demand)
    intake = default("calcium_intake") if not need else LITTLE_CALCIUM
    return settle(vitamin_d=level, calcium_intake=intake, demand=need)
