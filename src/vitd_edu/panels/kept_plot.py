"""A plot with axes: one matplotlib figure kept for the life of a panel, of which only what moves is drawn again."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from vitd_edu.figures import palette, png
from vitd_edu.panels.front import Picture

DOTS_PER_INCH = 100.0
Build = Callable[[Figure, Mapping[str, str]], Sequence[Artist]]
Update = Callable[[Sequence[Artist]], None]


class KeptPlot:
    """Draws into a ``Picture``: axes once, moving artists at each move, everything anew when theme or density change.

    Args:
        picture: Where to show it; its width and height in CSS pixels fix the size.
        build: Draws axes into an empty figure with the colors of the theme, and returns the artists that will move.
    """

    def __init__(self, picture: Picture, build: Build) -> None:
        self.picture = picture
        self._build = build
        self._update: Update | None = None
        self._prepare()
        picture.observe(self._follow, ["density", "theme"])

    def show(self, update: Update, alt: str) -> None:
        """Let a function set the data of the moving artists, then show the new frame and its words together."""
        self._update = update
        update(self._artists)
        frame = self._frame()
        with self.picture.hold_sync():  # one message, so that the words never belong to another frame
            self.picture.alt = alt
            self.picture.png = frame

    def close(self) -> None:
        """Stop following the picture; the figure is no one else's and goes with this plot."""
        self.picture.unobserve(self._follow, ["density", "theme"])

    def _prepare(self) -> None:
        """Draw the still part for the present theme and density, and keep it."""
        inches = (self.picture.width / DOTS_PER_INCH, self.picture.height / DOTS_PER_INCH)
        theme = palette.DARK if self.picture.theme == "dark" else palette.LIGHT
        self._figure = Figure(figsize=inches, dpi=DOTS_PER_INCH * self.picture.density, facecolor=theme["ground"])
        self._canvas = FigureCanvasAgg(self._figure)
        self._artists = self._build(self._figure, theme)
        for artist in self._artists:
            artist.set_animated(True)
        self._canvas.draw()
        self._still = self._canvas.copy_from_bbox(self._figure.bbox)

    def _frame(self) -> bytes:
        """Return the still part with the moving artists on top, as PNG bytes."""
        self._canvas.restore_region(self._still)
        for artist in self._artists:
            owner = artist.axes or self._figure
            owner.draw_artist(artist)
        drawn = np.asarray(self._canvas.buffer_rgba())
        opaque = Image.frombuffer("RGBA", drawn.shape[1::-1], drawn, "raw", "RGBA", 0, 1).convert("RGB")
        return png.encode(np.asarray(opaque))

    def _follow(self, _: Any) -> None:
        self._prepare()
        if self._update is not None:
            self._update(self._artists)
            self.picture.png = self._frame()
