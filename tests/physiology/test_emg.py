import io
import wave

import numpy as np
import pytest

from vitd_edu.physiology.emg import emg, emg_sound, sound
from vitd_edu.physiology.inputs import InputError


def samples(wav: bytes) -> np.ndarray:
    with wave.open(io.BytesIO(wav)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 8000)
        return np.frombuffer(file.readframes(file.getnframes()), dtype="<i2")


def test_each_spike_makes_a_wave_at_its_time():
    signal = emg([100.0, 600.06], 1000)
    assert signal.size == 8000
    assert signal[800] == pytest.approx(1)
    assert signal[4800] == pytest.approx(1, abs=0.01)
    assert np.abs(signal[1000:4600]).max() == 0
    assert signal.min() < -0.4


def test_spikes_at_the_edges_are_cut_and_those_outside_are_left_out():
    assert emg([0.0], 100)[0] == pytest.approx(1)
    assert not emg([-50.0, 150.0], 100).any()


def test_the_sound_is_16_bit_and_never_louder_than_a_quarter():
    single, crowd = samples(emg_sound([50.0], 200)), samples(emg_sound(np.full(30, 50.0), 200))
    assert single.size == 1600
    assert np.abs(single).max() == pytest.approx(8192, abs=2)
    assert np.abs(crowd).max() == pytest.approx(8192, abs=2)
    assert np.corrcoef(single, crowd)[0, 1] > 0.9999  # softer, not distorted


def test_no_spikes_make_a_silent_sound():
    assert not samples(emg_sound([], 100)).any()


def test_the_same_spikes_give_the_same_bytes():
    assert emg_sound([10.0, 30.0], 100) == emg_sound([10.0, 30.0], 100)


def test_impossible_settings_are_refused():
    with pytest.raises(InputError, match="sound_duration"):
        emg_sound([1.0], 0)
    with pytest.raises(InputError, match="spikes"):
        emg([np.nan], 100)
    with pytest.raises(InputError, match="signal"):
        sound(np.array([np.inf]))
