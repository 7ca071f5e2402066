"""The arrows of the causal map as functions: each modeled arrow is the model's own answer to a change of its cause.

A point holds the value of every node that can be a cause: levels, the action of parathyroid hormone, the gate shift and
the arms of weakness. An arrow reads the point and returns its effect. The map lights an arrow by comparing the effect
of the present cause, everything else as in health, with health; a test takes the derivative and compares it with the
sign in ``data/mechanisms.csv``.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from vitd_edu.clinic import symptoms
from vitd_edu.knowledge import tables
from vitd_edu.physiology import bone, glands, gut, junction, kidney, membrane, minerals
from vitd_edu.physiology.membrane import constant
from vitd_edu.scenario import Scenario

Point = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Arrow:
    """A modeled arrow.

    Attributes:
        cause: Key of the point that is its cause.
        effect: Returns the effect at a point.
        noticeable: Change of the effect from which the map lights it.
    """

    cause: str
    effect: Callable[[Point], float]
    noticeable: float


def _ionized(point: Point) -> float:
    return float(membrane.ionized_calcium(point["calcium"], point["ph"]))


def _hormone(point: Point) -> float:
    """Return parathyroid hormone beside health: what glands of usual mass would release now."""
    now = minerals.parathyroid_hormone(_ionized(point), point["magnesium"])
    return float(now / _healthy_hormone())


@cache
def _healthy_hormone() -> float:
    calcium, magnesium, ph = (tables.analytes()[name].healthy for name in ("calcium", "magnesium", "ph"))
    return float(minerals.parathyroid_hormone(membrane.ionized_calcium(calcium, ph), magnesium))


def _absorbed(point: Point) -> float:
    active = gut.active_vitamin_d(gut.raw_material(point["vitamin-d"], point["magnesium"]), point["pth"])
    return float(gut.absorbed_fraction(active, gut.toxic_effect(point["vitamin-d"])))


def _bone_gives(point: Point) -> float:
    return float(bone.bone_turnover(point["pth"], bone.bone_access_target(point["vitamin-d"])))


def _urine(point: Point) -> float:
    return float(kidney.urine_calcium(_ionized(point), point["pth"]))


def _shift(point: Point) -> float:
    return float(membrane.gate_shift(point["calcium"], point["magnesium"], point["ph"]))


def _release(point: Point) -> float:
    magnesium = constant("magnesium_ionized_fraction") * point["magnesium"]
    return float(junction.release(_ionized(point), magnesium))


def _probability(symptom: str, driver: str, value: float) -> float:
    """Return the probability of a symptom that one driver gives."""
    quantities = dict.fromkeys(tables.drivers(), 0.0) | {driver: value}
    return float(dict(symptoms.driven_probabilities(quantities)[symptom])[driver])


ARROWS: Mapping[str, Arrow] = {
    "vitamin-d-to-absorption": Arrow("vitamin-d", _absorbed, 0.03),
    "pth-to-absorption": Arrow("pth", _absorbed, 0.03),
    "vitamin-d-to-bone": Arrow("vitamin-d", lambda point: float(bone.bone_access_target(point["vitamin-d"])), 0.1),
    "calcium-to-pth": Arrow("calcium", _hormone, 0.25),
    "magnesium-to-pth": Arrow("magnesium", _hormone, 0.25),
    "pth-to-bone": Arrow("pth", lambda point: -_bone_gives(point), 0.3),
    "pth-to-urine-calcium": Arrow("pth", _urine, 0.5),
    "pth-to-calcium": Arrow("pth", lambda point: _bone_gives(point) - _urine(point), 0.5),
    "calcium-to-excitability": Arrow("calcium", _shift, 0.3),
    "magnesium-to-excitability": Arrow("magnesium", _shift, 0.3),
    "ph-to-excitability": Arrow("ph", _shift, 0.3),
    "excitability-to-movements": Arrow(
        "excitability", lambda point: float(membrane.excitability_score(point["excitability"])), 3.0
    ),
    "excitability-to-symptoms": Arrow(
        "excitability", lambda point: _probability("tingling", "excitability", point["excitability"]), 0.1
    ),
    "calcium-to-release": Arrow("calcium", _release, 0.15),
    "magnesium-to-release": Arrow("magnesium", _release, 0.15),
    "vitamin-d-to-weakness": Arrow(
        "vitamin-d", lambda point: float(symptoms.low_vitamin_d_weakness(point["vitamin-d"])), 0.1
    ),
    "calcium-to-weakness": Arrow("calcium", lambda point: float(symptoms.high_calcium_weakness(point["calcium"])), 0.1),
    "magnesium-to-weakness": Arrow(
        "magnesium", lambda point: float(symptoms.high_magnesium_weakness(point["magnesium"])), 0.1
    ),
    "weakness-to-symptoms": Arrow(
        "weakness", lambda point: _probability("proximal-weakness", "low-vitamin-d", point["weakness"]), 0.1
    ),
}


def point_of(scenario: Scenario, effective_shift: float, weakness: float) -> dict[str, float]:
    """Return the values of all causes in a scenario.

    Args:
        scenario: Levels and pH.
        effective_shift: Gate shift that nerves still feel [mV].
        weakness: Strongest arm of weakness, 0-1.
    """
    point = {
        "vitamin-d": scenario.vitamin_d,
        "calcium": scenario.calcium,
        "magnesium": scenario.magnesium,
        "ph": scenario.ph,
        "excitability": effective_shift,
        "weakness": weakness,
    }
    secreted = _hormone(point) * _healthy_hormone()
    return point | {"pth": float(glands.hormone_action(secreted, glands.hormone_answer(scenario.magnesium)))}


@cache
def healthy_point() -> Point:
    """Return the values of all causes in health."""
    return point_of(Scenario(), 0.0, 0.0)


def push(arrow: str, point: Point) -> int:
    """Return which way a modeled arrow pushes its effect at a point: +1 up, -1 down, 0 where it is not noticeable.

    Args:
        arrow: Identifier of a modeled mechanism.
        point: Values of all causes, from ``point_of``.
    """
    return _push_of(arrow, point[ARROWS[arrow].cause])


@lru_cache(maxsize=256)
def _push_of(arrow: str, cause: float) -> int:
    """Return the push of an arrow's cause by itself; kept, since a dial leaves most causes where they are."""
    modeled, healthy = ARROWS[arrow], healthy_point()
    change = modeled.effect({**healthy, modeled.cause: cause}) - modeled.effect(healthy)
    return 0 if abs(change) < modeled.noticeable else int(math.copysign(1, change))
