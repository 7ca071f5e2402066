"""The causal map: what pushes what, lit by the present scenario, each arrow with its sign, reason and source."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from vitd_edu import arrows as arrows_of_model
from vitd_edu.figures.render import fill
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.records import Mechanism
from vitd_edu.prediction import Prediction
from vitd_edu.words.states import listed, lower_first

# Where the nodes stand. The map shows the main road and its magnesium and weakness branches; every other arrow of
# data/mechanisms.csv is told in words below it.
PLACES: Mapping[str, tuple[float, float]] = {
    "vitamin-d": (76, 150),
    "absorption": (240, 112),
    "bone": (226, 34),
    "pth": (404, 34),
    "calcium": (428, 156),
    "magnesium": (220, 286),
    "ph": (316, 340),
    "excitability": (546, 286),
    "weakness": (412, 236),
    "movements": (730, 286),
    "symptoms": (730, 186),
}
LABELS = {
    "vitamin-d": "Vitamin D",
    "absorption": "Gut absorption",
    "pth": "PTH",
    "calcium": "Blood calcium",
    "magnesium": "Magnesium",
    "excitability": "Excitability",
}
HALF_WIDTH, HALF_HEIGHT = 66.0, 20.0
LIT_MV = 0.3
HEAD = 9.0
PTH_UP, PTH_DOWN = 1.25, 0.75  # action of the hormone beside health from which the map calls it up or down
# Nodes that answer the levels, each with an arrow of the model whose effect is that node.
ANSWERS = {"absorption": "vitamin-d-to-absorption", "bone": "pth-to-bone"}


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow of the map: its mechanism, its curve and head, and which way it pushes now (+1, -1 or 0)."""

    mechanism: Mechanism
    path: str
    head: str
    middle: tuple[float, float]
    push: int


def states(prediction: Prediction) -> dict[str, int]:
    """Return for each node whether it is low (-1), usual (0) or high (+1).

    Levels are those that are set. What the glands release, what the gut absorbs and what bone gives is the model's
    answer to these levels at this moment; calcium and magnesium stay where they are held.
    """
    sides = {"low": -1, "borderline": -1, "normal": 0, "high": 1, "none": 0}
    found = {}
    for node, name in (("vitamin-d", "vitamin_d"), ("calcium", "calcium"), ("magnesium", "magnesium"), ("ph", "ph")):
        band = prediction.bands[name]
        found[node] = 0 if band is None else sides[band.level]
    shift = prediction.effective_shift_mv
    found["excitability"] = 0 if abs(shift) < LIT_MV else int(math.copysign(1, shift))
    found["movements"] = int(prediction.movement != "quiet")
    found["weakness"] = int(max(prediction.weakness.values()) > 0.1)
    found["symptoms"] = int(any(symptom.strength > 0 for symptom in prediction.symptoms))
    point, healthy = _point(prediction), arrows_of_model.healthy_point()
    action = point["pth"] / healthy["pth"]  # what the hormone does: very low magnesium blunts it
    found["pth"] = int(action > PTH_UP) - int(action < PTH_DOWN)
    for node, arrow in ANSWERS.items():
        modeled = arrows_of_model.ARROWS[arrow]
        change = modeled.effect(point) - modeled.effect(healthy)
        found[node] = 0 if abs(change) < modeled.noticeable else int(math.copysign(1, change))
    return found


def _point(prediction: Prediction) -> arrows_of_model.Point:
    weakness = max(prediction.weakness.values())
    return arrows_of_model.point_of(prediction.scenario, prediction.effective_shift_mv, weakness)


def pushes(prediction: Prediction) -> dict[str, int]:
    """Return which way each arrow pushes its effect now: +1 up, -1 down, 0 not lit.

    An arrow with a model is lit by what the model says its cause does by itself. One without a model is lit when its
    cause is off its usual range, by its sign.
    """
    return _pushes(prediction, states(prediction))


def _pushes(prediction: Prediction, now: Mapping[str, int]) -> dict[str, int]:
    point = _point(prediction)
    return {
        row.id: arrows_of_model.push(row.id, point)
        if row.model
        else now.get(row.cause, 0) * (1 if row.sign == "+" else -1)
        for row in tables.mechanisms()
    }


def _curve(row: Mechanism, both_ways: bool) -> tuple[str, str, tuple[float, float]]:
    """Return an arrow from edge to edge of its nodes, bent aside where another runs the other way."""
    (x0, y0), (x1, y1) = PLACES[row.cause], PLACES[row.effect]
    x0, y0 = _edge(x0, y0, x1, y1)
    x1, y1 = _edge(*PLACES[row.effect], *PLACES[row.cause])
    length = math.hypot(x1 - x0, y1 - y0)
    bend = 16.0 if both_ways else 6.0
    cx, cy = (x0 + x1) / 2 - (y1 - y0) / length * bend, (y0 + y1) / 2 + (x1 - x0) / length * bend
    middle = ((x0 + 2 * cx + x1) / 4, (y0 + 2 * cy + y1) / 4)
    return f"M {x0:.1f} {y0:.1f} Q {cx:.1f} {cy:.1f} {x1:.1f} {y1:.1f}", _head(cx, cy, x1, y1), middle


def _head(from_x: float, from_y: float, x: float, y: float) -> str:
    """Return the head of an arrow that arrives from a point; drawn, since markers need names that a page has once."""
    angle = math.atan2(y - from_y, x - from_x)
    wings = [(x - HEAD * math.cos(angle + turn), y - HEAD * math.sin(angle + turn)) for turn in (0.45, -0.45)]
    return f"M {x:.1f} {y:.1f} " + " ".join(f"L {a:.1f} {b:.1f}" for a, b in wings) + " Z"


def _edge(x: float, y: float, towards_x: float, towards_y: float) -> tuple[float, float]:
    """Return where the line to another point leaves the box of a node, with a little room."""
    dx, dy = towards_x - x, towards_y - y
    scale = min((HALF_WIDTH + 3) / abs(dx) if dx else math.inf, (HALF_HEIGHT + 3) / abs(dy) if dy else math.inf)
    return x + dx * scale, y + dy * scale


@cache
def _curves() -> Mapping[str, tuple[str, str, tuple[float, float]]]:
    """Return the curve of each arrow that the map draws, by mechanism."""
    pairs = {(row.cause, row.effect) for row in tables.mechanisms()}
    drawn = [row for row in tables.mechanisms() if row.cause in PLACES and row.effect in PLACES]
    return {row.id: _curve(row, (row.effect, row.cause) in pairs) for row in drawn}


def arrows(prediction: Prediction) -> list[Arrow]:
    """Return the arrows that the map draws."""
    return _arrows(pushes(prediction))


def _arrows(push: Mapping[str, int]) -> list[Arrow]:
    return [Arrow(row, *_curves()[row.id], push[row.id]) for row in tables.mechanisms() if row.id in _curves()]


def draw(prediction: Prediction) -> str:
    """Return the causal map as an SVG picture with title and description, and every arrow in words."""
    now = states(prediction)
    push = _pushes(prediction, now)
    return _drawn(tuple(now.items()), tuple(push.items()), _described(push))


@lru_cache(maxsize=32)
def _drawn(state: tuple[tuple[str, int], ...], pushed: tuple[tuple[str, int], ...], description: str) -> str:
    """Return the picture, which a dial changes only now and then: drawn anew each time, it was a third of a redraw."""
    now, push = dict(state), dict(pushed)
    nodes = [
        {
            "id": node.id,
            "label": LABELS.get(node.id, node.name),
            "x": PLACES[node.id][0],
            "y": PLACES[node.id][1],
            "state": now.get(node.id),
        }
        for node in tables.mechanism_nodes().values()
        if node.id in PLACES
    ]
    names = {node.id: node.name for node in tables.mechanism_nodes().values()}
    rows = sorted(tables.mechanisms(), key=lambda row: push[row.id] == 0)
    return fill(
        "causal_map.html",
        nodes=nodes,
        arrows=_arrows(push),
        rows=[(row, push[row.id]) for row in rows],
        names=names,
        half=(HALF_WIDTH, HALF_HEIGHT),
        description=description,
    )


def describe(prediction: Prediction) -> str:
    """Say in words which arrows of the map are lit, and which way they push."""
    return _described(pushes(prediction))


def _described(push: Mapping[str, int]) -> str:
    names = {node.id: lower_first(node.name) for node in tables.mechanism_nodes().values()}
    said = [
        f"{names[arrow.mechanism.cause]} pushes {names[arrow.mechanism.effect]} {'up' if arrow.push > 0 else 'down'}"
        + ("" if arrow.mechanism.model else " (not modeled)")
        for arrow in _arrows(push)
        if arrow.push
    ]
    return f"Causal map. {listed(said)[:1].upper()}{listed(said)[1:]}." if said else "Causal map. Nothing pushes now."
