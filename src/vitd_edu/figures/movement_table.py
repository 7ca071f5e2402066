"""Twitch, cramp, spasm and jerk side by side: what one sees, feels and hears, and where each begins."""

import base64
from functools import cache

import numpy as np
from numpy.typing import NDArray

from vitd_edu.figures.render import fill
from vitd_edu.knowledge import tables
from vitd_edu.physiology import muscle
from vitd_edu.physiology.emg import emg_sound, sound
from vitd_edu.physiology.membrane import constant
from vitd_edu.physiology.myoclonus import illustrative_jerks
from vitd_edu.physiology.spontaneous import SHOWN, spontaneous_trace

SHOWN_MOVEMENTS = ("fasciculation", "cramp", "tetany", "myoclonus")
INSIDE_MV = 0.12  # how far past its threshold a movement is shown
WIDTH, HEIGHT = 220.0, 56.0


def as_source(wave: bytes) -> str:
    """Return WAV bytes as an address that a page can play."""
    return "data:audio/wav;base64," + base64.b64encode(wave).decode("ascii")


def _polyline(force: NDArray[np.float64], top: float) -> str:
    """Return a force over a second as the points of a line; a force of ``top`` reaches the upper edge."""
    x = np.linspace(0.0, WIDTH, force.size)
    y = HEIGHT - 3.0 - force / top * (HEIGHT - 8.0)
    return " ".join(f"{a:.1f},{b:.1f}" for a, b in zip(x[::4].tolist(), y[::4].tolist(), strict=True))


def _computed(movement: str, threshold: float) -> tuple[NDArray[np.float64], str]:
    """Return the force [twitches] and the sound of a movement that the axon makes."""
    spikes = spontaneous_trace(threshold + (2 if movement == "tetany" else 1) * INSIDE_MV, SHOWN).spikes
    force = muscle.force(np.arange(0.0, SHOWN), spikes, constant("contraction_time"))
    return force, as_source(emg_sound(spikes, SHOWN))


@cache
def _rows() -> tuple[dict[str, object], ...]:
    """Return the rows; the forces that the axon makes share one scale, a jerk is drawn on its own."""
    movements = [row for row in tables.movements() if row.id in SHOWN_MOVEMENTS]
    made = {row.id: _computed(row.id, row.threshold_mv) for row in movements if row.threshold_mv is not None}
    top = max(float(force.max()) for force, _ in made.values())
    jerks = illustrative_jerks(SHOWN)
    rows = []
    for row in movements:
        if row.id in made:
            force, wave = made[row.id]
            drawn = {"line": _polyline(force, top), "sound": wave, "peak": float(force.max())}
        else:
            line = _polyline(jerks.force, float(jerks.force.max()))
            drawn = {"line": line, "sound": as_source(sound(jerks.emg)), "peak": None}
        rows.append({"movement": row, **drawn})
    return tuple(rows)


@cache
def draw(kind: str) -> str:
    """Return the table as HTML; the row of the present trace is marked.

    Args:
        kind: What the present trace looks like, such as ``"cramp"``.
    """
    return fill("movement_table.html", rows=_rows(), kind=kind, size=(WIDTH, HEIGHT))


def describe(kind: str) -> str:
    """Say in words which of the movements the present trace looks like."""
    names = {row.id: row.name for row in tables.movements()}
    return f"The present trace looks like: {names[kind]}." if kind != "quiet" else "The present trace is quiet."
