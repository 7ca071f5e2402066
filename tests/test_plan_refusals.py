"""What no plan can be, and codes that cannot be read, are refused in words."""

import re

import pytest

from vitd_edu.courses import Courses
from vitd_edu.knowledge.planner_tables import foods
from vitd_edu.physiology.homeostasis import UnsettledError
from vitd_edu.physiology.inputs import InputError
from vitd_edu.plan_checks import unliveable
from vitd_edu.planned import follow
from vitd_edu.planning import DayPlan
from vitd_edu.scenario import CaseCodeError, ScenarioError
from vitd_edu.units import LevelError


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"daily_dose": 5_000_000}, LevelError), ({"vitamin_d": 0.5}, LevelError),
        ({"regimen": "homeopathy"}, ScenarioError),
        ({"plate": (("unicorn", 1),)}, InputError), ({"plate": (("milk", 40),)}, InputError),
        ({"plate": (("milk", 1), ("milk", 2))}, InputError), ({"person": "over-70"}, ScenarioError),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(more, error):
    with pytest.raises(error):
        DayPlan(**more)


@pytest.mark.parametrize(
    ("more", "error", "words"),
    [
        ({"plate": "egg"}, InputError, "give pairs of a food and its servings"),
        ({"plate": None}, InputError, "give pairs of a food and its servings"),
        ({"plate": (("egg", 1, 1),)}, InputError, "give pairs of a food and its servings"),
        ({"plate": ((3, 1),)}, InputError, "no food is called 3"),
        ({"plate": ((["egg"], 1),)}, InputError, "no food is called"),
        ({"plate": (("egg", 1.5),)}, InputError, "1.5 servings of egg are no whole number"),
        ({"plate": (("egg", True),)}, InputError, "are no whole number"),
        ({"plate": (("egg", 0),)}, InputError, "outside 1 to 12"),
        ({"plate": tuple((food, 1) for food in list(foods())[:13])}, InputError, "up to 12 foods"),
        ({"plate": (("milk", 2), ("egg", 1), ("milk", 3))}, InputError, "milk may be named only once"),
        ({"daily_dose": 2000}, ScenarioError, "Choose 'own-dose' to take it"),
        ({"daily_dose": 2000, "regimen": "loading"}, ScenarioError, "2000 IU a day would not be taken"),
        ({"daily_dose": True}, LevelError, "not a number"), ({"daily_dose": "much"}, LevelError, "not a number"),
        ({"daily_dose": float("nan")}, LevelError, "not a level"), ({"daily_dose": 10**400}, LevelError, "not a level"),
        ({"daily_dose": 50_000}, LevelError, "Was it meant for a week or a month"),
        ({"regimen": None}, ScenarioError, "loading"), ({"person": ["x"]}, ScenarioError, "woman-71"),
    ],
)  # fmt: skip
def test_odd_inputs_are_refused_in_words(more, error, words):
    with pytest.raises(error, match=re.escape(words)):
        DayPlan(**more)


@pytest.mark.parametrize("code", ["planner_nonsense", "planner_99x-milk", "living", "D25", "", "planner_aafp_loading"])
def test_a_code_that_cannot_be_read_says_why(code):
    with pytest.raises((CaseCodeError, InputError)) as caught:
        DayPlan.from_code(code)
    assert len(str(caught.value)) > 20


@pytest.mark.parametrize("code", ["planner_U2000", "planner_U1000", "planner_loading_U2000"])
def test_a_code_with_a_dose_that_is_not_taken_is_refused(code):
    with pytest.raises(ScenarioError, match=r"would not be taken.*'own-dose'"):
        DayPlan.from_code(code)
    assert DayPlan.from_code("planner_own-dose_U1000") == DayPlan(regimen="own-dose")


def test_a_code_that_cannot_be_read_names_kinds_and_one_example_of_each():
    with pytest.raises(CaseCodeError) as caught:
        DayPlan.from_code("planner_laoding")
    message = str(caught.value)
    for part in ("Did you mean 'loading'?", "(D20)", "(2x-milk)", "regimen, form", "such as aafp"):
        assert part in message
    assert len(message) < 350
    with pytest.raises(InputError, match="milk may be named only once"):
        DayPlan.from_code("planner_2x-milk_3x-milk")


def test_a_code_without_dials_names_its_few_choices():
    with pytest.raises(CaseCodeError, match=r"'zzz' cannot be read\. Expected one of: "):
        Courses.from_code("courses_zzz")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (
            {"vitamin_d": 2, "plate": (("banana", 1),)},
            ["so little calcium (6 mg a day)", "under 0.30 mmol/L (1.2 mg/dL) by week 31", "Put more calcium on the"],
        ),
        (
            {"vitamin_d": 2, "demand": "growth", "plate": (("milk", 2),)},
            ["so little calcium (300 mg a day) and a great need of calcium", "before the year begins", "choose less"],
        ),
    ],
)
def test_where_nobody_lives_is_said_in_words_of_the_plan(more, words):
    with pytest.raises(UnsettledError) as refused:
        follow(DayPlan(**more))
    message = str(refused.value)
    for part in (*words, "nobody lives there"):
        assert part in message
    for word in ("gland", "magnesium", "absorbed", "habit", "outside 0.3"):
        assert word not in message


def test_too_much_calcium_is_refused_in_words_of_the_plan_too():
    refused = str(unliveable(UnsettledError("", too_low=False, day=70.0), calcium=12_000, need=""))
    assert refused.startswith("With so much vitamin D, and 12 000 mg of calcium a day, ionized calcium would rise over")
    assert "over 3.00 mmol/L (12.0 mg/dL) by week 10" in refused
    assert refused.endswith("Take less of it or stop it sooner.")
