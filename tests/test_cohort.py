"""predict_many: shapes, blocks, laziness, and inputs that cannot be."""

import dask
import dask.array as da
import numpy as np
import pytest

from vitd_edu import Scenario, cohort, predict, predict_many
from vitd_edu.knowledge import tables
from vitd_edu.scenario import LEVELS, ScenarioError

NUMBERS = ("score", "shift_mv", "effective_shift_mv", "strengths", "weights", "valid")
FINDINGS = ("tingling", "cramps", "fasciculation", "worsening-over-months")


def population(size):
    """Return random people over the accepted ranges, some findings marked, the same at every run."""
    random = np.random.default_rng(7)
    levels = {
        name: random.uniform(tables.analytes()[name].accepted_lower, tables.analytes()[name].accepted_upper, size)
        for name in LEVELS
    }
    marks = {finding: random.integers(-1, 2, size) for finding in FINDINGS}
    return {**levels, "onset": random.random(size) < 0.5, "findings": marks}


def person(people, place):
    marks = {finding: mark[place] for finding, mark in people["findings"].items()}
    return Scenario(
        **{name: people[name][place] for name in LEVELS},
        onset="chronic" if people["onset"][place] else "acute",
        findings={finding for finding, mark in marks.items() if mark > 0},
        absent={finding for finding, mark in marks.items() if mark < 0},
    )


def lazily(people, chunk):
    lazy = {name: da.from_array(people[name], chunks=chunk) for name in (*LEVELS, "onset")}
    return {**lazy, "findings": {name: da.from_array(mark, chunks=chunk) for name, mark in people["findings"].items()}}


@pytest.fixture
def compute_nothing():
    def refuse(*_args, **_kwargs):
        raise AssertionError("predict_many computed a lazy array")

    with dask.config.set(scheduler=refuse):
        yield


def test_more_people_than_a_block_agree_with_each_alone_to_the_last_bit():
    size = 2 * cohort.BLOCK + 5
    people = population(size)
    many = predict_many(**people)
    edges = [0, 1, cohort.BLOCK - 1, cohort.BLOCK, 2 * cohort.BLOCK - 1, 2 * cohort.BLOCK, size - 1]
    for place in [*edges, *range(11, size, 1500)]:
        alone = predict(person(people, place))
        assert many.shift_mv[place] == alone.shift_mv
        assert many.effective_shift_mv[place] == alone.effective_shift_mv
        assert many.score[place] == alone.excitability
        weights = {cause.id: cause.weight for cause in alone.causes}
        assert dict(zip(many.cause_ids, many.weights[:, place], strict=True)) == weights
        strengths = {symptom.id: symptom.strength for symptom in alone.symptoms}
        assert dict(zip(many.symptom_ids, many.strengths[:, place], strict=True)) == strengths


def test_shapes_and_names():
    many = predict_many(np.full(5, 40.0), 2.4, 0.85, findings=["tingling"])
    assert many.symptom_ids == tuple(tables.symptoms())
    assert many.cause_ids == tuple(tables.causes())
    assert many.score.shape == many.shift_mv.shape == many.effective_shift_mv.shape == many.valid.shape == (5,)
    assert many.strengths.shape == (len(many.symptom_ids), 5)
    assert many.weights.shape == (len(many.cause_ids), 5)
    assert many.weights.sum(axis=0) == pytest.approx(1, abs=1e-12)


def test_findings_for_everybody_are_the_same_as_an_array_of_ones():
    one = predict_many([20, 40], 2.0, 0.8, findings={"tingling": 1, "cramps": np.array([1, 1])})
    two = predict_many([20, 40], 2.0, 0.8, findings=["cramps", "tingling"])
    assert np.array_equal(one.weights, two.weights)


def test_everybody_may_have_a_word_for_the_onset():
    words = ["acute", "chronic", "acute"]
    many = predict_many(75, [1.6, 1.6, 2.0], 0.85, onset=words)
    truths = predict_many(75, [1.6, 1.6, 2.0], 0.85, onset=[False, True, False])
    assert many.score.tolist() == truths.score.tolist()
    assert many.score[1] < many.score[0]


@pytest.mark.parametrize(("onset", "share"), [("acute", 1.0), ("chronic", 0.5), (True, 0.5), (False, 1.0)])
def test_onset_in_words_or_as_truth(onset, share):
    many = predict_many(75, [1.6, 2.4], 0.85, onset=onset)
    assert many.effective_shift_mv == pytest.approx(share * many.shift_mv)


def test_a_cohort_of_nobody_is_empty():
    many = predict_many(np.array([]), 2.4, 0.85)
    assert many.score.shape == (0,)
    assert many.weights.shape == (len(tables.causes()), 0)


def test_out_of_range_is_nan_and_masked():
    many = predict_many([75, np.nan, 75, 75, 1, 1e308], [2.4, 2.4, 9.4, np.inf, 2.4, 2.4], [0.85] * 6)
    assert many.valid.tolist() == [True, False, False, False, False, False]
    for name in NUMBERS[:-1]:
        array = getattr(many, name)
        assert np.array_equal(np.isnan(array), np.broadcast_to(~many.valid, array.shape)), name


def test_a_lazy_cohort_is_not_computed(compute_nothing):
    many = predict_many(**lazily(population(40), 7))
    for name in NUMBERS:
        assert isinstance(getattr(many, name), da.Array), name
    with pytest.raises(AssertionError, match="computed a lazy array"):
        many.score.compute()


def test_a_lazy_cohort_gives_the_same_numbers():
    people = population(100)
    computed = predict_many(**lazily(people, 33))
    expected = predict_many(**people)
    with dask.config.set(scheduler="synchronous"):
        for name in NUMBERS:
            assert np.array_equal(getattr(computed, name).compute(), getattr(expected, name)), name


def test_one_lazy_input_makes_the_cohort_lazy(compute_nothing):
    many = predict_many(da.from_array(np.linspace(10, 100, 30), chunks=10), 2.4, 0.85, findings=["cramps"])
    assert isinstance(many.weights, da.Array)
    assert isinstance(many.strengths, da.Array)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"findings": ["cramp"]}, "Did you mean 'cramps'?"),
        ({"findings": {"nothing": 1}}, "no finding is called 'nothing'"),
        ({"findings": "cramps"}, "no finding is called"),
        ({"onset": "slow"}, "onset: 'slow' is unknown"),
        ({"onset": ["acute", "slowly"]}, "onset: 'slowly' is unknown"),
        ({"onset": np.array(["chronic", 3], dtype=object)}, "onset: 3 is unknown"),
        ({"ph": np.full((2, 2), 7.4)}, "one axis"),
    ],
)
def test_what_cannot_be_is_refused(given, said):
    with pytest.raises(ScenarioError) as caught:
        predict_many(75, 2.4, 0.85, **given)
    assert said in str(caught.value)
