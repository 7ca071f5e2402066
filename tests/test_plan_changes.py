"""Why calcium falls under a plan, and what is said of a change: by the name of the field, with what comes along."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vitd_edu.knowledge import tables
from vitd_edu.physiology.inputs import InputError
from vitd_edu.planned import follow
from vitd_edu.planning import DayPlan
from vitd_edu.words import plan_notes
from vitd_edu.words import planning as said

DEMANDS = ("adult", "some-need", "growth")
REGIMENS = ("no-regimen", "own-dose", "loading", "aafp", "harrison")
PLATES = ((), (("egg", 1),), (("milk", 1),), (("milk", 3),))
PLANS = st.builds(
    DayPlan,
    vitamin_d=st.floats(5, 60),
    demand=st.sampled_from(DEMANDS),
    regimen=st.sampled_from(REGIMENS),
    plate=st.sampled_from(PLATES),
)

# Calcium


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("planner_D12_growth_1x-egg", "calcium falls from 1.59 mmol/L to 1.09 mmol/L in week 52: too little is eaten."),
        (
            "planner_D12_aafp_growth_1x-milk",
            "calcium falls from 1.59 mmol/L to 1.31 mmol/L in week 2 before it rises to 2.21 mmol/L: hungry bone.",
        ),
        ("planner_D12_loading_growth", "before it rises to 2.17 mmol/L and ends at 1.73 mmol/L: hungry bone."),
        ("planner_D8_some-need_1x-milk", None),
        (
            "planner_D40_1x-egg",
            "calcium falls from 2.40 mmol/L to 2.02 mmol/L in week 2 and ends at 2.21 mmol/L: too little is eaten.",
        ),
        ("planner_D12_aafp_1x-milk", "in week 2 and ends at 2.33 mmol/L: too little is eaten while bone hardens."),
        ("planner_aafp", "calcium ends at 2.40 mmol/L (normal)."),
    ],
)
def test_a_fall_of_calcium_has_its_reason(code, words):
    planned = follow(DayPlan.from_code(code))
    sentence, hungry = said.sentence(planned), "Hungry bone" in dict(plan_notes.reasons(planned))
    assert ("hungry bone" in sentence) == hungry
    if words is None:
        assert not hungry
    else:
        assert sentence.endswith(words)


@settings(max_examples=60, deadline=None)
@given(PLANS)
def test_bone_is_hungry_only_where_it_heals(plan):
    try:
        planned = follow(plan)
    except InputError:
        return
    if not said.is_hungry(planned):
        return
    level, calcium = planned.course.vitamin_d, planned.course.calcium
    least = int(calcium.argmin())
    assert level[least] > level[0] + said.STILL
    assert calcium[least:].max() > calcium[least] + said.HUNGRY
    assert calcium[least] < calcium[0] - said.HUNGRY


# What has changed


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ({}, {"skin": "skin-6"}, "The skin type is now VI (very dark), though no sun is counted: 25"),
        ({"minutes": "minutes-30"}, {"skin": "skin-6"}, "The skin type is now VI (very dark): 25"),
        ({"minutes": "minutes-30"}, {"protection": "spf-30"}, "The sun is now met with sunscreen (SPF 30): 25"),
        ({"minutes": "minutes-30"}, {"area": "and-arms"}, "The sun now falls on face, hands and arms: 25"),
        ({"minutes": "minutes-30"}, {"month": "january"}, "The year now begins in January: 25"),
        ({"minutes": "minutes-30"}, {"latitude": "lat-0"}, "The place is now at the equator: 25"),
        ({"minutes": "minutes-30"}, {"latitude": "lat-50"}, "The place is now at a latitude of 50°: 25"),
        ({"minutes": "minutes-30"}, {"minutes": "minutes-10"}, "There are now 10 minutes of midday sun on most days: "),
        ({"minutes": "minutes-30"}, {"minutes": "minutes-0"}, "No sun is counted any more: 25"),
        ({}, {"minutes": "minutes-30"}, "There are now 30 minutes of midday sun at a latitude of 40°, from July on: "),
        ({}, {"minutes": "minutes-30", "skin": "skin-1"}, "from July on and the skin type is now I ("),
        ({}, {"build": "obese"}, "The build is now obese (35): 25"),
        ({}, {"person": "man-71"}, "The person is now “man, over 70”: 25"),
        ({"build": "obese"}, {"build": "lean", "person": "man-71"}, "over 70” and the build is now usual (22): 25"),
        (
            {}, {"demand": "growth"},
            "The extra need of calcium is now “fast growth”, eating 300 instead of 1000 mg of calcium a day: 25",
        ),
        (
            {"demand": "growth"}, {"demand": "adult"},
            "The extra need of calcium is now “none”, eating 1000 instead of 300 mg of calcium a day: 25",
        ),
        ({"demand": "growth"}, {"demand": "some-need"}, "The extra need of calcium is now “some”: 25"),
        (
            {"plate": (("milk", 3),)}, {"demand": "growth"},
            "now “fast growth”, after a life on 300 instead of 1000 mg of calcium a day: 25",
        ),
        ({"regimen": "own-dose"}, {"daily_dose": 2000}, "Now 2000 IU of D3 are taken a day: 25"),
    ],
)  # fmt: skip
def test_a_change_is_named_by_its_field(before, after, words):
    old = DayPlan(**{"vitamin_d": 40, **before})
    new = dataclasses.replace(old, **after)
    told = said.explain(follow(old), follow(new))
    assert words in told
    assert "another" not in told
    if words[0].isupper():
        assert told.startswith(words)


@pytest.mark.parametrize("field", DayPlan.CHOICES)
def test_each_choice_that_counts_is_told(field):
    base = DayPlan(vitamin_d=40, regimen="own-dose", minutes="minutes-30", stop="stop-12", form="with-d3")
    for row in tables.living_choices().values():
        if row.field == field and row.id not in (getattr(base, field), "as-described"):  # D3 is what is described
            changed = dataclasses.replace(base, **{field: row.id})
            assert len(said.changed_words(base, changed)) == 1, row.id


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"build": "obese"}, "; with obesity: 25"),
        (
            {"demand": "growth", "build": "overweight"},
            "; with overweight and a great need of calcium, as in fast growth: 25",
        ),
        ({}, "are taken a day: 25"),
    ],
)
def test_an_unusual_body_is_told(more, words):
    assert words in said.sentence(follow(DayPlan(regimen="own-dose", **more)))
