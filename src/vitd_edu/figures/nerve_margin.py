"""The two sides of the puzzle: what it takes to set the nerve off, and what gets through to the muscle."""

from vitd_edu.figures.render import fill
from vitd_edu.nerve_activity import NerveActivity, threshold_at
from vitd_edu.physiology.membrane import constant


def draw(activity: NerveActivity) -> str:
    """Return the margin and the release as two labeled bars."""
    rest = threshold_at(0.0) or 0.0
    needed = activity.threshold or 0.0
    return fill(
        "nerve_margin.html",
        needed=activity.threshold,
        rest=rest,
        needed_share=min(needed / (1.5 * rest), 1.0),
        rest_share=1.0 / 1.5,
        release=activity.release,
        release_share=min(activity.release / 1.6, 1.0),
        fails_share=1.0 / constant("junction_safety_factor") / 1.6,
        passes=activity.passes,
        description=describe(activity),
    )


def describe(activity: NerveActivity) -> str:
    """Say margin and release in words."""
    rest = threshold_at(0.0) or 0.0
    if activity.threshold is None:
        set_off = "The nerve needs no shock at all to fire"
    else:
        set_off = (
            f"A shock of 1 ms must reach {activity.threshold:.1f} µA/cm² to set the nerve off ({rest:.1f} in health)"
        )
    through = "still enough for the muscle" if activity.passes else "too little for the muscle"
    return f"{set_off}; each spike releases {100 * activity.release:.0f} % of the usual messenger, {through}."
