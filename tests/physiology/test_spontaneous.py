import itertools

import numpy as np
import pytest

from vitd_edu import Scenario, predict
from vitd_edu.physiology.inputs import InputError
from vitd_edu.physiology.membrane import movement
from vitd_edu.physiology.nerve import simulate
from vitd_edu.physiology.spontaneous import chance_events, spontaneous_trace, standing_drive, trace_kind

CALCIUM = (1.0, 1.2, 1.4, 1.5, 1.6, 1.7, 1.75, 1.8, 1.85, 1.9, 1.95, 2.0, 2.05, 2.1, 2.15, 2.2, 2.3, 2.4, 2.8, 3.5, 4.2)
MAGNESIUM = (0.1, 0.3, 0.5, 0.7, 0.85, 1.1, 2.0, 5.0)
ORDER = ("quiet", "fasciculation", "cramp", "tetany")


@pytest.mark.parametrize("magnesium", MAGNESIUM)
def test_the_trace_shows_the_movement_that_is_predicted(magnesium: float):
    for calcium in CALCIUM:
        prediction = predict(Scenario(calcium=calcium, magnesium=magnesium))
        trace = spontaneous_trace(prediction.effective_shift_mv)
        assert trace_kind(trace) == prediction.movement, (calcium, magnesium, prediction.effective_shift_mv)


def test_it_does_so_when_the_change_is_chronic_or_the_ph_is_high():
    for calcium, ph, onset in itertools.product((1.2, 1.6, 2.0, 2.4), (7.2, 7.4, 7.6, 7.8), ("acute", "chronic")):
        prediction = predict(Scenario(calcium=calcium, ph=ph, onset=onset))
        assert trace_kind(spontaneous_trace(prediction.effective_shift_mv)) == prediction.movement, (calcium, ph, onset)


@pytest.mark.parametrize("threshold", [1.2, 1.5, 2.2])
def test_the_pattern_changes_within_0_02_mv_of_each_threshold(threshold: float):
    for shift in (threshold - 0.02, threshold + 0.02):
        assert trace_kind(spontaneous_trace(shift)) == movement(shift)


@pytest.mark.parametrize("shift", [*np.linspace(-4.0, 2.4, 17), 3.0, 4.5, 6.0, 8.0, 11.0])
def test_the_wider_step_of_the_trace_on_show_changes_no_pattern(shift: float):
    shown, fine = spontaneous_trace(shift), spontaneous_trace(shift, step=0.025)
    assert trace_kind(shown) == trace_kind(fine)
    assert abs(shown.spikes.size - fine.spikes.size) <= 1
    paired = min(shown.spikes.size, fine.spikes.size)
    assert shown.spikes[:paired] == pytest.approx(fine.spikes[:paired], abs=4.0)  # of 1000 ms, in 500 pixels


@pytest.mark.parametrize("shift", [2.85, 3.25])
def test_where_a_long_train_pauses_at_one_step_only_it_stays_a_spasm(shift: float):
    shown, fine = spontaneous_trace(shift), spontaneous_trace(shift, step=0.025)
    assert trace_kind(shown) == trace_kind(fine) == "tetany"
    assert abs(shown.spikes.size - fine.spikes.size) < 15


def test_the_remembered_drive_lets_no_bad_seed_in():
    spontaneous_trace(1.0)
    for seed in (True, 1.0, [1]):
        with pytest.raises(InputError, match="seed"):
            spontaneous_trace(1.0, seed=seed)


@pytest.mark.parametrize("seed", range(2, 7))
def test_other_seeds_agree_away_from_the_thresholds(seed: int):
    for shift in (-3.0, 0.0, 0.98, 1.43, 1.75, 1.98, 2.42, 3.0, 5.0, 9.0):
        assert trace_kind(spontaneous_trace(shift, seed=seed)) == movement(shift), shift


def test_the_accepted_extremes_of_shift_are_quiet_and_tetanic():
    calmest = predict(Scenario(calcium=4.2, magnesium=5.0, ph=7.0)).effective_shift_mv
    wildest = predict(Scenario(calcium=1.0, magnesium=0.1, ph=7.8)).effective_shift_mv
    assert trace_kind(spontaneous_trace(calmest)) == "quiet"
    assert trace_kind(spontaneous_trace(wildest)) == "tetany"


def test_the_standing_drive_is_near_3_9_and_comes_from_its_seed():
    drive = standing_drive(1000)
    assert np.median(drive) == pytest.approx(3.9, abs=0.15)
    assert drive.tobytes() == standing_drive(1000).tobytes()
    assert standing_drive(1000, step=0.025).reshape(-1, 4).mean(axis=1) == pytest.approx(drive, abs=0.05)
    assert drive.tobytes() != standing_drive(1000, seed=2).tobytes()


def test_the_first_chance_event_is_the_strongest_and_none_crowds_the_next():
    events = chance_events(10_000)
    times, strengths = zip(*events, strict=True)
    assert strengths[0] == 1.0
    assert all(0.85 <= strength <= 1.0 for strength in strengths)
    assert all(600 <= wait <= 850 for wait in np.diff(times))


def test_without_its_standing_drive_the_axon_is_quiet_at_every_pattern():
    for shift in (0.0, 1.3, 1.8, 2.5):
        assert trace_kind(simulate(1000, shift=shift)) == "quiet"


def test_kinds_are_told_by_trains():
    shown = {
        len(spontaneous_trace(shift).spikes): trace_kind(spontaneous_trace(shift)) for shift in (0.5, 1.3, 1.8, 3.0)
    }
    assert tuple(shown[count] for count in sorted(shown)) == ORDER


@pytest.mark.parametrize("arguments", [(float("nan"),), (0.0, -5.0), (25.0,)])
def test_impossible_settings_are_refused(arguments: tuple[float, ...]):
    with pytest.raises(InputError, match="axon_"):
        spontaneous_trace(*arguments)
