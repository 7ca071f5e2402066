"""What the nerve does over a second, in words; apart from the plots, so that saying it needs no matplotlib."""

import numpy as np

from vitd_edu.nerve_activity import NerveActivity
from vitd_edu.physiology.nerve import Trace
from vitd_edu.physiology.spontaneous import PAUSE, SHOWN

MOST_FORCE = 10.5  # twitches; the top of every picture of the force: no junction that holds lets more through (tested)


def describe(activity: NerveActivity) -> str:
    """Say the trace and the force in words."""
    spikes = activity.trace.spikes.size
    counted = "a lone spike" if spikes == 1 else f"{spikes} lone spikes"
    named = {
        "quiet": "The nerve stays silent for the whole second",
        "fasciculation": f"The nerve fires {counted} in a second, as in a twitch",
        "cramp": f"The nerve fires in bursts, {spikes} spikes in a second, as in a cramp",
        "tetany": f"The nerve fires {_train(activity.trace)}, {spikes} spikes in a second, as in a spasm",
    }[activity.kind]
    if not activity.passes:
        by_calcium = activity.prediction.shift_mv > 0
        beyond = " (people have had spasms at such calcium: here the model overstates)" if by_calcium else ""
        return f"{named}; the junction passes nothing on, so the muscle stays slack{beyond}."
    peak = float(activity.force.max(initial=0.0))
    pull = "the muscle stays slack" if peak < 0.05 else f"its motor unit pulls as hard as {peak:.1f} single twitches"
    return f"{named}; {pull}."


def _train(trace: Trace) -> str:
    """Say whether a train, once begun, goes on to the end: at a few levels chance stops it for a while."""
    silences = np.diff(trace.spikes, append=SHOWN)
    return "in a long train that stops for a while" if silences.max(initial=0.0) > PAUSE else "without a pause"
