"""The two courses: what settles, what goes on, and what comes and goes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vitd_edu import settle
from vitd_edu.clinic.symptoms import low_vitamin_d_weakness
from vitd_edu.clinic.two_courses import WEEKS_PER_MONTH, disease_burden, twitch_burden
from vitd_edu.courses import Courses, compare
from vitd_edu.knowledge import tables
from vitd_edu.scenario import CaseCodeError, ScenarioError
from vitd_edu.words import courses as words

choices = st.builds(
    Courses,
    **{
        name: st.sampled_from([row.id for row in tables.living_choices().values() if row.field == name])
        for name in Courses.CHOICES
    },
)
quick = settings(deadline=None, max_examples=30)


@quick
@given(choices)
def test_what_is_corrected_settles_and_what_progresses_goes_on(courses):
    compared = compare(courses)
    start = courses.start
    assert (np.diff(compared.deficiency[: start + 1]) == 0).all()
    assert (np.diff(compared.deficiency[start:]) <= 1e-9).all()
    assert compared.deficiency[-1] < 0.15 * compared.deficiency[0]
    assert (np.diff(compared.disease) > 0).all()


@quick
@given(choices)
def test_no_tablet_touches_the_disease_or_the_twitch(courses):
    other = compare(Courses(pace=courses.pace))
    assert (compare(courses).disease == other.disease).all()
    assert (compare(courses).twitch == other.twitch).all()


@quick
@given(choices)
def test_burdens_stay_within_their_scale_and_a_code_brings_them_back(courses):
    compared = compare(courses)
    for _, course in words.lines_of(compared):
        assert course.shape == (53,)
        assert ((course >= 0) & (course <= 1)).all()
    assert Courses.from_code(courses.code) == courses


def test_the_disease_loses_what_was_measured_in_a_month():
    """VanEijk2025: 0.89 points a month on average, of the 48 of the scale."""
    lost = np.diff(disease_burden(np.array([0.0, WEEKS_PER_MONTH]), 0.89))[0] * 48
    assert lost == pytest.approx(0.89, abs=1e-9)
    assert compare(Courses()).disease[-1] - compare(Courses()).disease[0] == pytest.approx(0.22, abs=0.01)


def test_before_the_tablets_weakness_is_that_of_the_settled_body():
    body = settle(12)
    expected = float(low_vitamin_d_weakness(body.vitamin_d, body.bone_access))
    assert compare(Courses()).deficiency[0] == pytest.approx(expected, abs=1e-6)


def test_the_harmless_twitch_comes_and_goes_without_a_trend():
    weeks = np.arange(0.0, 105.0)
    twitch = twitch_burden(weeks)
    assert twitch.max() > 2 * twitch.mean() * 0.8 > twitch.min()
    assert abs(np.polyfit(weeks, twitch, 1)[0]) < 0.002


def test_by_chance_tablets_seem_to_help_or_to_harm():
    then, later = compare(Courses()).then_and_later(compare(Courses()).twitch)
    assert later < 0.5 * then
    quiet = compare(Courses(treatment_start="week-18"))
    then, later = quiet.then_and_later(quiet.twitch)
    assert later > 2 * then
    assert "the harmless twitch fades" in words.sentence(compare(Courses()))
    assert "the harmless twitch comes back" in words.sentence(quiet)


def test_the_sentence_speaks_either_unit():
    assert "25(OH)D rises from 12 nmol/L to" in words.sentence(compare(Courses()))
    assert "25(OH)D rises from 4.8 ng/mL to" in words.sentence(compare(Courses()), "us")


def test_a_slow_disease_goes_on_slowly():
    slow = compare(Courses(pace="slow-course"))
    assert "the disease goes on slowly" in words.sentence(slow)
    assert words.explain(compare(Courses()), slow).startswith("Now slow disease. From week 8 on")
    assert words.explain(slow, slow) == words.sentence(slow)


def test_what_cannot_be_is_refused():
    with pytest.raises(ScenarioError, match="week-8"):
        Courses(treatment_start="week-9")
    with pytest.raises(CaseCodeError, match="the two courses"):
        Courses.from_code("living")
    with pytest.raises(CaseCodeError, match="week-18"):
        Courses.from_code("courses_week-9")
