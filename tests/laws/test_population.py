"""Laws of a round of testing: who is counted where, whatever is set."""

import dataclasses
import math

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from vitd_edu.clinic.population import people
from vitd_edu.screening import SEASONS, TESTS, Screening, condition, crowd_of, positives, screen

prevalences = st.floats(0.01, 90)
calcium_cut_offs, vitamin_d_cut_offs = st.floats(1.6, 2.8), st.floats(4, 200)
screenings = st.builds(
    Screening,
    test=st.sampled_from(TESTS),
    prevalence=prevalences,
    vitamin_d=vitamin_d_cut_offs,
    calcium=calcium_cut_offs,
    season=st.sampled_from(SEASONS),
    crowd=st.sampled_from([1_000, 10_000]),
    seed=st.integers(0, 30),
)


@given(screenings)
def test_everybody_is_counted_once(screening):
    counts = screen(screening).counts
    assert sum(counts) == screening.crowd
    assert min(counts) >= 0
    assert counts.ill + counts.well == counts.positive + counts.negative == screening.crowd
    assert counts.ill == math.floor(screening.prevalence / 100 * screening.crowd + 0.5) or (
        abs(counts.ill - screening.prevalence / 100 * screening.crowd) <= 0.5 + 1e-6
    )


@given(screenings)
def test_the_counts_are_those_of_the_people(screening):
    crowd = crowd_of(screening)
    ill, positive = condition(screening, crowd), positives(screening, crowd)
    groups = (ill & positive, ill & ~positive, ~ill & positive, ~ill & ~positive)
    assert screen(screening).counts == tuple(int(group.sum()) for group in groups)


@given(screenings, prevalences)
@example(Screening(), 18.0)
def test_a_positive_result_means_more_where_the_condition_is_commoner(screening, other):
    few, many = sorted([screening.prevalence, other])
    rare = screen(dataclasses.replace(screening, prevalence=few))
    common = screen(dataclasses.replace(screening, prevalence=many))
    assert (rare.counts.measures.positive_value or 0) <= (common.counts.measures.positive_value or 0)
    if None not in (rare.counts.measures.negative_value, common.counts.measures.negative_value):
        assert rare.counts.measures.negative_value >= common.counts.measures.negative_value
    assert rare.formula.positive_value <= common.formula.positive_value + 1e-12
    assert rare.formula.sensitivity == common.formula.sensitivity


@given(screenings, calcium_cut_offs, vitamin_d_cut_offs)
@example(Screening(test="calcium", calcium=1.8), 2.3, 50)
def test_a_higher_cut_off_trades_specificity_for_sensitivity(screening, calcium, vitamin_d):
    lower = dataclasses.replace(
        screening, calcium=min(calcium, screening.calcium), vitamin_d=min(vitamin_d, screening.vitamin_d)
    )
    upper = dataclasses.replace(
        screening, calcium=max(calcium, screening.calcium), vitamin_d=max(vitamin_d, screening.vitamin_d)
    )
    for strict, loose in ((screen(lower).counts.measures, screen(upper).counts.measures),
                          (screen(lower).formula, screen(upper).formula)):  # fmt: skip
        assert strict.specificity is None or strict.specificity >= loose.specificity
        assert strict.sensitivity is None or strict.sensitivity <= loose.sensitivity


@given(screenings)
def test_the_same_seed_draws_the_same_people(screening):
    assert screen(screening) == screen(Screening.from_code(screening.code))
    once, again = people(500, seed=screening.seed), people(500, seed=screening.seed)
    assert all(np.array_equal(getattr(once, name), getattr(again, name)) for name in ("vitamin_d", "calcium", "twitch"))


@given(st.sampled_from(TESTS), st.floats(1, 60), calcium_cut_offs, vitamin_d_cut_offs, st.integers(0, 60))
def test_what_is_counted_agrees_with_the_formula_of_bayes(test, prevalence, calcium, vitamin_d, seed):
    screening = Screening(
        test=test, prevalence=prevalence, calcium=calcium, vitamin_d=vitamin_d, seed=seed, crowd=100_000
    )
    counts, formula = screen(screening).counts, screen(screening).formula
    for some, of_them, expected in (
        (counts.found, counts.ill, formula.sensitivity),
        (counts.cleared, counts.well, formula.specificity),
    ):
        error = math.sqrt(max(of_them * expected * (1 - expected), 1))
        assert abs(some - of_them * expected) <= 5.5 * error
    if counts.positive > 200:
        value = formula.positive_value
        error = math.sqrt(max(value * (1 - value) / counts.positive, 1e-6))
        assert abs(counts.measures.positive_value - value) <= 5.5 * error + 1 / counts.positive


@given(prevalences, prevalences, st.integers(0, 20))
def test_a_rising_prevalence_makes_well_people_ill_and_leaves_the_others(one, other, seed):
    few, many = (people(2_000, seed=seed, low_calcium=value) for value in sorted([one, other]))
    assert not (few.low_calcium & ~many.low_calcium).any()
    same = few.low_calcium == many.low_calcium
    assert np.array_equal(few.calcium[same], many.calcium[same])
    assert np.array_equal(few.twitch[same], many.twitch[same])
    assert np.array_equal(few.vitamin_d, many.vitamin_d)
