"""The gates against voltage: where they settle in health, and where they settle now."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import FigureBase
from matplotlib.lines import Line2D

from vitd_edu.figures import small_plots
from vitd_edu.figures.axes import TICK_POINTS, plain_axes
from vitd_edu.physiology.gates import settled
from vitd_edu.prediction import Prediction

WIDTH, HEIGHT = small_plots.WIDTH, 300
VOLTAGE = np.linspace(-100.0, 20.0, 241)
GATES = {"m": ("Sodium gate opens (m)", "band-high"), "h": ("Sodium gate ready (h)", "accent")}


def build(figure: FigureBase, colors: Mapping[str, str]) -> Sequence[Artist]:
    """Draw the axes and the curves of health (dotted), and return the curves that will move."""
    axes = figure.subplots()
    figure.subplots_adjust(left=0.115, right=0.97, top=0.88, bottom=0.15)
    plain_axes(axes, colors)
    axes.set(xlim=(-100, 20), ylim=(-0.02, 1.02))
    axes.set_xlabel("Membrane voltage, mV", color=colors["ink"], fontsize=small_plots.POINTS)
    axes.set_ylabel("Share of gates", color=colors["ink"], fontsize=small_plots.POINTS)
    lines = []
    for gate, (label, color) in GATES.items():
        axes.plot(VOLTAGE, settled(VOLTAGE)[gate], color=colors[color], linestyle=":", linewidth=1.4)
        lines.append(Line2D([], [], color=colors[color], linewidth=2.2, label=label))
        lines[-1].set_linestyle("-" if gate == "m" else "--")
        axes.add_line(lines[-1])
    axes.axvline(-65.0, color=colors["edge"], linewidth=0.8)
    axes.text(-63, 0.93, "rest", color=colors["quiet-ink"], fontsize=TICK_POINTS)
    axes.text(18, 0.5, "Dotted: in health", color=colors["quiet-ink"], fontsize=TICK_POINTS, ha="right")
    legend = axes.legend(
        loc="lower center", bbox_to_anchor=(0.5, 0.985), frameon=False, fontsize=small_plots.POINTS, ncols=2
    )
    for text in legend.get_texts():
        text.set_color(colors["ink"])
    return lines


def update(artists: Sequence[Artist], prediction: Prediction) -> None:
    """Move the curves by the effective gate shift."""
    now = settled(VOLTAGE + prediction.effective_shift_mv)
    for artist, gate in zip(artists, GATES, strict=True):
        if isinstance(artist, Line2D):
            artist.set_data(VOLTAGE, now[gate])


def describe(prediction: Prediction) -> str:
    """Say the gate curves in words."""
    shift = prediction.effective_shift_mv
    if abs(shift) < 0.05:
        return "Gates against voltage: the curves lie on those of health."
    side, meaning = ("left", "nearer to rest") if shift > 0 else ("right", "farther from rest")
    return (
        f"Gates against voltage: both curves have moved {abs(shift):.1f} mV to the {side} of those of health, "
        f"so the sodium gates open {meaning}."
    )
