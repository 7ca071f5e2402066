"""The EMG that spikes would give: a wave for each spike, and the same made audible, never loud."""

import io
import wave

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vitd_edu.physiology.inputs import InputError, checked
from vitd_edu.physiology.membrane import constant

FULL_SWING = 32767  # largest number of 16 bits


def emg(spikes: ArrayLike, duration: float, strengths: ArrayLike = 1.0) -> NDArray[np.float64]:
    """Return the EMG of motor units: for each spike a wave of three phases about the spike's time.

    The shape of the wave (a Gaussian bent twice) is drawn to look and sound like a motor unit's; it is not computed
    from a muscle.

    Args:
        spikes: Times of the spikes [ms], shape (spikes,).
        duration: How long [ms], 1-10 000.
        strengths: Height of each wave, a number or shape (spikes,).

    Returns:
        The EMG, 8000 samples a second, shape (samples,); a single spike of strength 1 has a peak of 1.

    Raises:
        InputError: The duration is out of range, or a spike's time is not a number.
    """
    times = np.atleast_1d(np.asarray(spikes, dtype=np.float64))
    if not np.isfinite(times).all():
        raise InputError("spikes: a value is not a number. Give times in ms.")
    samples_per_ms = constant("emg_sample_rate") / 1000.0
    width = constant("muscle_potential_width") * samples_per_ms
    reach = round(5.0 * width)
    signal = np.zeros(round(checked("sound_duration", duration) * samples_per_ms) + 2 * reach + 1)
    around = np.arange(-reach, reach + 1)
    for time, strength in np.broadcast(times, np.asarray(strengths, dtype=np.float64)):
        nearest = round(time * samples_per_ms)
        if 0 <= nearest < signal.size - 2 * reach:
            x = ((nearest + around - time * samples_per_ms) / width) ** 2
            signal[nearest : nearest + around.size] += strength * (1.0 - x) * np.exp(-0.5 * x)
    return signal[reach : signal.size - reach - 1]


def sound(signal: NDArray[np.float64]) -> bytes:
    """Return an EMG as a sound: WAV, one channel, 16 bits, 8000 samples a second.

    A wave of height 1 swings to a quarter of the largest possible. Where waves pile up higher the whole sound is made
    softer, so that it is never louder than that and never distorted.

    Args:
        signal: EMG as ``emg`` gives it, shape (samples,).

    Raises:
        InputError: A sample is not a number.
    """
    if not np.isfinite(signal).all():
        raise InputError("signal: a sample is not a number.")
    loudest = max(1.0, float(np.abs(signal).max(initial=0.0)))
    levels = np.rint(signal * (constant("emg_volume") * FULL_SWING / loudest)).astype("<i2")
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(round(constant("emg_sample_rate")))
        written.writeframes(levels.tobytes())
    return file.getvalue()


def emg_sound(spikes: ArrayLike, duration: float) -> bytes:
    """Return the sound of the EMG of one motor unit, as WAV bytes.

    Args:
        spikes: Times of the spikes [ms], shape (spikes,).
        duration: How long [ms], 1-10 000.
    """
    return sound(emg(spikes, duration))
