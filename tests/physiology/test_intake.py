"""What can be planned, and what is refused and why."""

import dataclasses
import math

import numpy as np
import pytest

from vitd_edu.physiology.inputs import InputError, checked, default
from vitd_edu.physiology.intake import DailyIntake, Dose, Plan


def test_repeated_doses():
    assert [dose.day for dose in Plan.weekly(50_000, times=3).doses] == [0, 7, 14]
    assert [dose.day for dose in Plan.monthly(50_000, start=5, times=3).doses] == [5, 35, 65]
    assert Plan.single(100_000, day=2.5).doses == (Dose(100_000, 2.5),)


def test_plans_add_up():
    plan = Plan.weekly(50_000) + Plan.daily(1500, start=56) + Plan()
    assert len(plan.doses) == 8
    assert plan.intakes == (DailyIntake(1500, 56),)


def test_plans_are_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Plan().doses = ()
    assert Plan([Dose(1)]).doses == (Dose(1),)  # a list is kept as a tuple


def test_units_within_a_stretch():
    assert DailyIntake(100, 10, 20).within(0, 15) == 500
    assert DailyIntake(100, 10).within(15, 20) == 500
    assert DailyIntake(100, 10, 20).within(25, 30) == 0


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: Plan.single(600_001), r"single_dose.*0 to 600000 IU.*500 000 IU a year raised falls and fractures"),
        (lambda: Plan.single(5_000_000), r"decimal point one place too far right"),
        (lambda: Plan.daily(60_001), r"daily_dose.*0 to 60000 IU/d.*study arms"),
        (lambda: Plan.single(-1), r"-1 IU.*minus sign"),
        (lambda: Plan.daily(-0.1), r"minus sign"),
        (lambda: Plan.single(math.nan), r"nan is not a number"),
        (lambda: Plan.single(math.inf), r"inf is not a number"),
        (lambda: Plan.single(10**400), r"inf is not a number"),
        (lambda: Plan.single("much"), r"'much' is not a number"),
        (lambda: Plan.single(None), r"None is not a number"),
        (lambda: Plan.single(True), r"True is not a number"),
        (lambda: Plan.single(np.array([1.0, 2.0])), r"is not a number"),
        (lambda: Plan.single(100, day=-1), r"dose_day.*minus sign"),
        (lambda: Plan.single(100, day=4000), r"0 to 3650 d"),
        (lambda: Plan.single(100, form="D4"), r"'D4' is unknown. Give 'D2' or 'D3'"),
        (lambda: Plan.daily(100, form="d3"), r"'d3' is unknown"),
        (lambda: Plan.daily(100, start=20, stop=10), r"Were the two days swapped"),
        (lambda: Plan.daily(100, start=20, stop=20), r"not after its start"),
        (lambda: Plan.weekly(100, times=0), r"repeats.*1 to 600"),
        (lambda: Plan.weekly(100, times=10**9), r"repeats.*1 to 600"),
        (lambda: Plan.weekly(100, times=2.5), r"not a whole number"),
        (lambda: Plan(doses=[1000]), r"list of Dose records"),
        (lambda: Plan(intakes=1000), r"list of DailyIntake records"),
        (lambda: Plan(doses=[Dose(1, 0.0)] * 4001), r"doses_in_plan.*0 to 4000"),
        (lambda: Plan(intakes=[DailyIntake(1)] * 201), r"intakes_in_plan.*0 to 200"),
    ],
)
def test_impossible_plans_are_refused_with_the_reason(make, says):
    with pytest.raises(InputError, match=says):
        make()


@pytest.mark.parametrize(
    "plan",
    [
        lambda: Plan.single(600_000) + Plan.single(600_000, day=27.9) + Plan.single(600_000, day=14),
        lambda: Plan.daily(60_000) + Plan.single(1000, day=100),
        lambda: Plan.daily(40_000, start=3) + Plan.daily(40_000, start=20),
        lambda: Plan.weekly(450_000, times=4),
    ],
)
def test_many_doses_cannot_add_up_to_what_one_may_not_be(plan):
    with pytest.raises(InputError, match=r"monthly_total.*0 to 1680000 IU"):
        plan()


@pytest.mark.parametrize(
    "plan",
    [
        lambda: Plan.daily(60_000),
        lambda: Plan.daily(60_000, start=0.1),
        lambda: Plan.daily(60_000, stop=10) + Plan.daily(60_000, start=10),
        lambda: Plan.single(600_000) + Plan.single(600_000, day=28) + Plan.single(600_000, day=56),
        lambda: Plan.single(0),
    ],
)
def test_the_largest_plans_are_accepted(plan):
    assert isinstance(plan(), Plan)


def test_numbers_of_numpy_are_numbers():
    assert Plan.single(np.float64(1000)).doses == Plan.single(np.int64(1000)).doses == (Dose(1000.0),)


def test_checked_keeps_the_ends_of_the_range():
    assert checked("gland", 0) == 0.0
    assert checked("gland", 3) == 3.0
    assert default("calcium_intake") == 1000.0
