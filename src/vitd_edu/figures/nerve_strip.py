"""The nerve over a second, small: a stroke for each spike, and the force of the motor unit under them."""

import numpy as np

from vitd_edu.figures.render import fill
from vitd_edu.nerve_activity import FORCE_EVERY, NerveActivity, nerve_activity
from vitd_edu.physiology.spontaneous import SHOWN
from vitd_edu.prediction import Prediction
from vitd_edu.words import nerve as nerve_words

WIDTH, SPIKES, FORCE = 400.0, 26.0, 44.0
SHOW_EVERY = 5  # milliseconds between two points of the force


def draw(prediction: Prediction) -> str:
    """Return the strip as an SVG picture with its words below."""
    activity = nerve_activity(prediction)
    strokes = [WIDTH * float(spike) / SHOWN for spike in activity.trace.spikes]
    return fill(
        "nerve_strip.svg",
        size=(WIDTH, SPIKES, FORCE),
        strokes=strokes,
        force=_force_line(activity),
        description=nerve_words.describe(activity),
    )


def _force_line(activity: NerveActivity) -> str:
    """Return the force as the points of a line under the spikes."""
    force = activity.force[::SHOW_EVERY]
    x = activity.trace.time[:: FORCE_EVERY * SHOW_EVERY] * (WIDTH / SHOWN)
    y = SPIKES + FORCE - 2.0 - force * ((FORCE - 4.0) / nerve_words.MOST_FORCE)
    return " ".join(f"{a:.1f},{b:.1f}" for a, b in zip(x.tolist(), np.asarray(y).tolist(), strict=True))


def describe(prediction: Prediction) -> str:
    """Say the strip in words."""
    return nerve_words.describe(nerve_activity(prediction))
