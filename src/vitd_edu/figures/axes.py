"""How every plot with axes looks: calm, in the theme's colors, without changing matplotlib's own settings."""

from collections.abc import Mapping

from matplotlib.axes import Axes

TICK_POINTS = 9.0  # size of type: 12.5 pixels on screen, as plots are drawn for the width at which they are shown


def plain_axes(axes: Axes, colors: Mapping[str, str]) -> None:
    """Give axes the theme's ground, ink and thin lines, and no box."""
    axes.set_facecolor(colors["ground"])
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(colors["edge"])
    axes.tick_params(colors=colors["quiet-ink"], labelsize=TICK_POINTS)
    axes.grid(color=colors["line"], linewidth=0.5, alpha=0.6)
