"""Red flags of a body over time are those that a prediction raises from its levels, with their weeks."""

import numpy as np
import pytest

from vitd_edu import Scenario, predict, units
from vitd_edu.body import LEVELS
from vitd_edu.clinic import red_flags
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.planner_tables import planner_presets
from vitd_edu.living import Living, live
from vitd_edu.panels.living_parts import living_cases
from vitd_edu.planned import follow
from vitd_edu.planning import DayPlan
from vitd_edu.repletion import Repletion, replete
from vitd_edu.words.course_flags import MOST, of_course, of_plan, of_repletion

PLANS = (
    *(row.code for row in planner_presets().values()),
    "planner_D12_growth_1x-banana", "planner_D12_growth", "planner_own-dose_U35000", "planner_D600",
)  # fmt: skip
COURSES = {code: follow(DayPlan.from_code(code)).course for code in PLANS}
COURSES |= {name: live(case.state).course for name, case in living_cases().items()}


def levels_at(course, at):
    return {name: float(units.kept(name, getattr(course, name)[at])) for name in LEVELS}


def raised_by_prediction(levels):
    """What ``predict`` raises; levels that no scenario takes are asked of the rules that it goes by."""
    try:
        return {flag.id for flag in predict(Scenario(**levels)).red_flags}
    except units.LevelError:
        return {flag.id for flag in red_flags.raised(frozenset(), levels)}


def told(flags):
    return [(one.flag.id, one.flag.action, one.when) for one in flags]


@pytest.mark.parametrize("name", COURSES)
def test_no_moment_raises_more_than_its_course_does(name):
    """Nor does the course raise more; only that calcium is high is not said beside that it is very high."""
    course = COURSES[name]
    moments = range(0, course.day.size, max(course.day.size // 60, 1))
    found = set().union(*(raised_by_prediction(levels_at(course, at)) for at in moments))
    for series in LEVELS:
        ends = getattr(course, series).argmin(), getattr(course, series).argmax()
        found |= set().union(*(raised_by_prediction(levels_at(course, int(at))) for at in ends))
    if "very-high-calcium" in found:
        found -= {"high-calcium"}
    assert {one.flag.id for one in of_course(course)} == found
    assert len(found) <= MOST


@pytest.mark.parametrize(
    ("code", "flags"),
    [
        ("planner_D12_growth_1x-banana", [("very-low-calcium", "emergency", "from the start on")]),
        ("planner_D12_growth", [("very-low-calcium", "emergency", "from the start on")]),
        ("planner_D12_aafp_growth_1x-milk", [("very-low-calcium", "emergency", "from the start to week 20")]),
        (
            "planner_own-dose_U35000",
            [
                ("very-high-calcium", "emergency", "from week 6 on, in a person in whom vitamin D does much"),
                ("high-calcium", "urgent", "from week 35 on"),
                ("vitamin-d-too-high", "urgent", "from week 4 on"),
            ],
        ),
        ("planner_own-dose_U10000", []),
        ("planner_D80_lat-0_minutes-60_and-legs_skin-1", []),
        ("planner", []),
    ],
)
def test_a_plan_raises_its_flags_and_says_when(code, flags):
    assert told(of_plan(follow(DayPlan.from_code(code)))) == flags


@pytest.mark.parametrize("name", COURSES)
def test_the_weeks_are_those_in_which_the_limit_is_passed(name):
    course = COURSES[name]
    for flag, when in of_course(course):
        level = units.kept(flag.analyte, getattr(course, flag.analyte))
        beyond = level < flag.below if flag.below is not None else level > flag.above
        weeks = course.weeks[np.flatnonzero(beyond)]
        assert when.startswith("from the start") == bool(beyond[0])
        assert when.endswith(" on") == bool(beyond[-1])
        for word in [word for word in when.split() if word.isdigit()]:
            assert min(abs(weeks - int(word))) < 0.51 or f"day {word}" in when


def test_the_first_days_are_told_as_days():
    assert told(of_course(live(Living(glands="no-glands", span="12-weeks")).course)) == [
        ("very-low-calcium", "emergency", "from day 2 on")
    ]


def test_magnesium_that_is_lost_raises_its_flags_while_it_is_lost():
    flags = told(of_repletion(replete(Repletion())))
    assert flags == [
        ("very-low-calcium", "emergency", "from week 13 on, while magnesium is lost"),
        ("very-low-magnesium", "emergency", "from week 6 on, while magnesium is lost"),
    ]
    assert told(of_repletion(replete(Repletion(given="both")))) == flags
    assert of_repletion(replete(Repletion(magnesium_loss="kept"))) == ()


def test_what_comes_up_only_afterwards_is_told_in_days():
    lost = replete(Repletion(magnesium_loss="kept"))
    toxic = live(Living(vitamin_d=600, span="12-weeks")).course
    later = lost._replace(
        repletion=Repletion(magnesium_loss="kept", given="both"), after={**lost.after, "both": toxic}
    )  # fmt: skip
    said = tables.living_choices()["both"].said
    assert all(when.startswith("from day ") and when.endswith(f"once {said}") for _, when in of_repletion(later))
    assert {one.flag.id for one in of_repletion(later)} == {"very-high-calcium", "vitamin-d-too-high"}
