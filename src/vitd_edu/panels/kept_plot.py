"""A plot with axes: one matplotlib figure kept for the life of a panel, of which only what moves is drawn again."""

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import FigureCanvasBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from vitd_edu.figures import palette, strokes
from vitd_edu.panels.front import Picture

DOTS_PER_INCH = 100.0
Build = Callable[[Figure, Mapping[str, str]], Sequence[Artist]]
Update = Callable[[Sequence[Artist]], None]


class KeptPlot:
    """Draws into a ``Picture``: axes once, as dots; at each move only strokes; all anew when theme or density change.

    Args:
        picture: Where to show it; its width and height in CSS pixels fix the size.
        build: Draws axes into an empty figure with the colors of the theme, and returns the artists that will move.
    """

    def __init__(self, picture: Picture, build: Build) -> None:
        self.picture = picture
        self._build = build
        self._shown: tuple[Update, str] | None = None
        self._prepare()
        picture.observe(self._follow, ["density", "theme"])

    def show(self, update: Update, alt: str) -> None:
        """Let a function set the data of the moving artists, then show the new frame and its words together."""
        self._shown = (update, alt)
        update(self._artists)
        drawn = strokes.drawing(self._figure, self._artists, self.picture.density)
        with self.picture.hold_sync():  # one message, so that axes, strokes and words never belong to another frame
            self.picture.png, self.picture.alt = self._still, alt
            self.picture.looks, self.picture.counts = drawn.looks, drawn.counts
            self.picture.corners, self.picture.words = drawn.corners, drawn.words

    def close(self) -> None:
        """Stop following the picture; the figure is no one else's and goes with this plot."""
        self.picture.unobserve(self._follow, ["density", "theme"])

    def _prepare(self) -> None:
        """Draw the still part for the present theme and density, and keep it."""
        inches = (self.picture.width / DOTS_PER_INCH, self.picture.height / DOTS_PER_INCH)
        theme = palette.DARK if self.picture.theme == "dark" else palette.LIGHT
        self._figure = Figure(figsize=inches, dpi=DOTS_PER_INCH * self.picture.density, facecolor=theme["ground"])
        canvas = FigureCanvasAgg(self._figure)
        self._artists = self._build(self._figure, theme)
        for artist in self._artists:
            artist.set_animated(True)
        canvas.draw()
        still = io.BytesIO()
        Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB").save(still, "PNG")  # the ground is opaque
        self._still = still.getvalue()
        FigureCanvasBase(self._figure)  # in the place of the other, whose dots are not needed any more

    def _follow(self, _: Any) -> None:
        self._prepare()
        if self._shown is not None:
            self.show(*self._shown)
