"""The axon on show: a tuned, uneven current makes it fire by itself, and its trace bears the name of a movement.

The bare axon of a squid rests quietly until calcium is far lower than any patient's. So that it can stand for a human
motor nerve near its trigger, a standing current holds it close to firing, and now and then a chance event comes along:
a brief jolt on top of a slow swell. Jolt, swell and standing current are tuned so that

- the jolt reaches threshold where fasciculations begin (single spikes),
- the swell keeps firing going while it lasts where cramps begin (bursts),
- the standing current alone keeps firing going where spasms begin (a train that goes on; at a few shifts chance stops
  it for a while).

That the trace agrees with the movement the kit predicts is therefore by design and proves nothing about nerves. What
the model does show by itself is that one shift of the gates is enough to lead from one pattern to the next.
"""

from functools import lru_cache

import numpy as np

from vitd_edu.physiology.currents import (
    SAMPLE,
    Samples,
    covered,
    noise_draws,
    sample_interval,
    samples_in,
    seed_of_noise,
)
from vitd_edu.physiology.inputs import checked
from vitd_edu.physiology.membrane import constant
from vitd_edu.physiology.nerve import Trace, simulate
from vitd_edu.physiology.resting import rest_voltage

SHOWN = 1000.0  # ms
# A quarter of the work, and the same movement at every shift (tested); spikes move by two pixels at most, but for 2.85
# and 3.25 mV, where a long train pauses at one step and not at another.
SHOWN_STEP = 4.0 * SAMPLE  # ms
PAUSE = 60.0  # ms; a longer silence parts two bursts: the slowest train has intervals of 25 ms
BURST = 3  # spikes; fewer are single spikes or a doublet, as fasciculations have them
SUSTAINED = 500.0  # ms


def spontaneous_trace(
    effective_shift: float, duration: float = SHOWN, *, seed: int = 1, leak: float = 0.0, step: float = SHOWN_STEP
) -> Trace:
    """Return what the axon on show does by itself.

    Args:
        effective_shift: Gate shift that the nerve still feels after adaptation [mV], -20 to 20.
        duration: How long [ms], 1-10 000; patterns show in 1000 ms or more.
        seed: Seed of the chance events and the noise. With seed 1 the pattern changes within 0.02 mV of each movement's
            threshold, with another within about 0.2 mV.
        leak: Sodium leak (NALCN) [mS/cm²], 0-0.05.
        step: Time step [ms], as ``simulate`` takes it.

    Raises:
        InputError: An argument is not a number or out of its range.
    """
    current = standing_drive(duration, seed, step)
    held = rest_voltage(constant("standing_current"), effective_shift, leak)
    return simulate(duration, shift=effective_shift, current=current, leak=leak, held_at=held, step=step)


def standing_drive(duration: float, seed: int = 1, step: float = SHOWN_STEP) -> Samples:
    """Return the current into the axon on show [µA/cm²]: standing current, chance events and noise.

    Args:
        duration: How long [ms], 1-10 000.
        seed: Seed of the chance events and the noise.
        step: Time step of the axon that it will drive [ms]; the same draws and events at every step.

    Returns:
        The mean current of each sample of that axon's trace, shape (samples,); remembered, so it cannot be written to.
        All of it is tuned.
    """
    return _drive(checked("axon_duration", duration), seed_of_noise(seed), sample_interval(step))


@lru_cache(maxsize=8)
def _drive(duration: float, seed: int, interval: float) -> Samples:
    size = samples_in(duration, interval)
    noise = constant("standing_noise") * noise_draws(size, seed, interval)
    drive = constant("standing_current") + noise
    edges = np.arange(size + 1, dtype=np.float64) * interval
    middles = edges[:-1] + 0.5 * interval
    for start, strength in chance_events(duration, seed):
        jolt = covered(edges, start, constant("chance_jolt_width"))
        drive += strength * (constant("chance_jolt") * jolt + constant("chance_swell") * _swell(middles - start))
    drive.flags.writeable = False
    return drive


def chance_events(duration: float, seed: int = 1) -> list[tuple[float, float]]:
    """Return when the chance events come [ms] and how strong they are beside the first, which is the strongest.

    Args:
        duration: How long [ms].
        seed: Seed.
    """
    random = np.random.default_rng([seed, 1])  # another stream than the noise's
    events = []
    start, strength = constant("chance_first"), 1.0
    while start < duration:
        events.append((start, strength))
        start += random.uniform(constant("chance_shortest_wait"), constant("chance_longest_wait"))
        strength = random.uniform(constant("chance_weakest"), 1.0)
    return events


def trace_kind(trace: Trace) -> str:
    """Return the movement that a trace of 1000 ms or more looks like: quiet, fasciculation, cramp or tetany.

    Spikes less than 60 ms apart belong together. A train of 500 ms or more is tetany, three or more spikes are a burst
    (cramp), one or two are single spikes (fasciculation); the longest train names the trace.

    Args:
        trace: What the axon did.
    """
    if trace.spikes.size == 0:
        return "quiet"
    trains = np.split(trace.spikes, np.flatnonzero(np.diff(trace.spikes) > PAUSE) + 1)
    if max(train[-1] - train[0] for train in trains) >= SUSTAINED:
        return "tetany"
    return "cramp" if max(train.size for train in trains) >= BURST else "fasciculation"


def _swell(after: Samples) -> Samples:
    """Return a smooth rise before a jolt, a plateau after it and a smooth fall, 0-1; times [ms] count from the jolt.

    Its edges are smooth because a sudden change can stop a train by chance, at the one moment when it pushes the
    membrane back towards rest.
    """
    hold = constant("chance_swell_hold")
    corners = [-constant("chance_swell_rise"), 0.0, hold, hold + constant("chance_swell_fall")]
    return 0.5 - 0.5 * np.cos(np.pi * np.interp(after, corners, [0.0, 1.0, 1.0, 0.0]))
