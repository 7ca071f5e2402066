"""Lives that nobody lives, said in words of a learner: what the model of the body refuses to follow, and why."""

from vitd_edu.physiology.homeostasis import HIGHEST, LOWEST, UnsettledError
from vitd_edu.units import show


def told(error: UnsettledError, so: str, at_first: str, advice: str) -> UnsettledError:
    """Return in words for a learner what the model of the body refuses to follow.

    Args:
        error: What it said.
        so: How somebody lives, as the beginning of a sentence.
        at_first: When it would be where no course has begun.
        advice: What to change, without capital and full stop.
    """
    when = at_first if error.day is None else f"by week {error.day / 7.0:.0f}"
    then = f"fall under {_both(LOWEST)}" if error.too_low else f"rise over {_both(HIGHEST)}"
    return UnsettledError(
        f"{so} ionized calcium would {then} {when}: nobody lives there, and the model says nothing. "
        f"{advice[0].upper()}{advice[1:]}.",
        too_low=error.too_low,
        day=error.day,
    )


def _both(ionized: float) -> str:
    """Say a level of ionized calcium in both unit systems."""
    return f"{ionized:.2f} mmol/L ({show('ionized_calcium', ionized, 'us')})"
