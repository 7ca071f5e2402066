"""What moves in a plot, taken down as strokes and words: a browser draws them over the still part of the picture.

Matplotlib draws its lines into a renderer that keeps their corners instead of filling dots. A move then costs a few
kilobytes and no compression, and is as sharp as the screen.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_hex, to_rgba
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Transform
from numpy.typing import NDArray

POINTS_PER_INCH = 72.0
PARTS_OF_A_PIXEL = 16  # corners are told to a sixteenth of a pixel
LIFT = -32768  # in place of a corner: the pen is lifted
FURTHEST = 32767
LARGEST = FURTHEST // PARTS_OF_A_PIXEL  # CSS pixels
CAPS = {"butt": "butt", "round": "round", "projecting": "square"}  # as matplotlib and as a canvas call them
BOLD_FROM = 600


class Drawing(NamedTuple):
    """Strokes and words over the still part of a picture; lengths in CSS pixels from the upper left corner.

    Attributes:
        looks: For each stroke its ``color`` and ``width``, ``dashes`` and how far into them it begins (``offset``),
            ``cap`` and ``join`` as a canvas calls them, the color that fills it (``face``, maybe empty), whether its
            parts are ``closed``, and the rectangle that cuts it off (``clip``: left, top, width, height).
        counts: For each stroke its number of corners.
        corners: All corners one after the other, each two little-endian integers of two bytes, in sixteenths of a
            pixel; -32768 lifts the pen.
        words: For each text its ``text``, ``left``, ``top`` of the base line, ``size``, ``bold``, ``color``, ``align``.
    """

    looks: list[dict[str, Any]]
    counts: list[int]
    corners: bytes
    words: list[dict[str, Any]]


class _Notes(RendererBase):
    """Takes down paths, in the order in which they are drawn."""

    def __init__(self, figure: Figure, density: float) -> None:
        super().__init__()
        self._dots_per_point = figure.dpi / POINTS_PER_INCH
        self._density = density
        _, _, self._across, self._down = figure.bbox.bounds
        # Before lines are snapped to dots, as matplotlib does when it draws dots.
        self._from_the_top = Affine2D().scale(1.0, -1.0).translate(0.0, self._down)
        self.looks: list[dict[str, Any]] = []
        self.corners: list[NDArray[np.int16]] = []

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Return the size [dots]."""
        return self._across, self._down

    def points_to_pixels(self, points: Any) -> Any:
        """Return a length [dots] from points."""
        return points * self._dots_per_point

    def draw_path(
        self, gc: GraphicsContextBase, path: Path, transform: Transform, rgbFace: Any = None  # noqa: N803 - given by name
    ) -> None:  # fmt: skip
        """Take a path down."""
        filled = rgbFace is not None
        seen = path.cleaned(
            transform=transform + self._from_the_top,
            remove_nans=True,
            clip=None if filled else (0.0, 0.0, self._across, self._down),
            simplify=not filled,
            stroke_width=gc.get_linewidth() * self._dots_per_point,
            snap=gc.get_snap(),
        )
        corners, closed = self._corners(seen)
        if len(corners):
            face = _color(rgbFace) if filled else ""
            self.looks.append({**self._look(gc), "face": face, "closed": closed, "clip": self._clip(gc)})
            self.corners.append(corners)

    def _look(self, gc: GraphicsContextBase) -> dict[str, Any]:
        """Return how a line is drawn; lengths in CSS pixels."""
        pixels = self._dots_per_point / self._density
        offset, pattern = gc.get_dashes()
        return {
            "color": _color(gc.get_rgb()),
            "width": round(gc.get_linewidth() * pixels, 2),
            "dashes": np.round(np.ravel(() if pattern is None else pattern) * pixels, 2).tolist(),
            "offset": round(float(offset or 0.0) * pixels, 2),
            "cap": CAPS[gc.get_capstyle()],
            "join": gc.get_joinstyle(),
        }

    def _corners(self, path: Path) -> tuple[NDArray[np.int16], bool]:
        """Return the corners of a path as they are told, and whether its last one is joined to its first."""
        places = np.asarray(path.vertices, dtype=float)
        codes = np.full(len(places), Path.LINETO) if path.codes is None else np.asarray(path.codes)
        drawn = (codes == Path.MOVETO) | (codes == Path.LINETO)
        told = np.clip(np.rint(places[drawn] / self._density * PARTS_OF_A_PIXEL), -FURTHEST, FURTHEST).astype("<i2")
        begins = codes[drawn] == Path.MOVETO
        moved = begins | np.any(np.diff(told, axis=0, prepend=told[:1] + 1), axis=1)  # else the corner before it again
        lifts = np.flatnonzero(begins[moved])
        return np.insert(told[moved], lifts[lifts > 0], LIFT, axis=0), bool(np.any(codes == Path.CLOSEPOLY))

    def _clip(self, gc: GraphicsContextBase) -> list[float]:
        cut = gc.get_clip_rectangle()
        left, low, across, down = (0.0, 0.0, self._across, self._down) if cut is None else cut.bounds
        return [round(float(each) / self._density, 2) for each in (left, self._down - low - down, across, down)]


def drawing(figure: Figure, artists: Iterable[Artist], density: float) -> Drawing:
    """Take down what some artists of a figure draw.

    Args:
        figure: Whose artists they are; its resolution fits the density.
        artists: Lines, and texts of one line that stand upright on their base line.
        density: Dots of the figure in a CSS pixel, each way.

    Raises:
        ValueError: The picture is wider or higher than 2047 CSS pixels, or a text is turned, has several lines, or
            hangs from something else than its base line.
    """
    largest = max(figure.bbox.width, figure.bbox.height) / density
    if largest > LARGEST:
        raise ValueError(f"strokes: a picture of {largest:.0f} pixels is over {LARGEST}.")
    notes, words = _Notes(figure, density), []
    for artist in artists:
        if isinstance(artist, Text):
            words += _word(artist, notes, density)
        else:
            artist.draw(notes)
    told = b"".join(corners.tobytes() for corners in notes.corners)
    return Drawing(notes.looks, [len(corners) for corners in notes.corners], told, words)


def _color(color: Any) -> str:
    """Return a color as a canvas takes it, with how much shines through where something does."""
    return to_hex(color, keep_alpha=to_rgba(color)[3] < 1.0)


def _word(text: Text, notes: _Notes, density: float) -> list[dict[str, Any]]:
    """Return a text as it is told; nothing where there is none."""
    if not (text.get_visible() and text.get_text()):
        return []
    if text.get_rotation() or "\n" in text.get_text() or text.get_verticalalignment() != "baseline":
        raise ValueError(f"strokes: {text.get_text()!r} is turned, has several lines, or is not on its base line.")
    across, up = text.get_transform().transform(text.get_unitless_position())
    weight = text.get_fontweight()
    return [
        {
            "text": text.get_text(),
            "left": round(float(across) / density, 2),
            "top": round(float(notes.get_canvas_width_height()[1] - up) / density, 2),
            "size": round(notes.points_to_pixels(text.get_fontsize()) / density, 2),
            "bold": weight == "bold" or (isinstance(weight, int) and weight >= BOLD_FROM),
            "color": _color(text.get_color()),
            "align": text.get_horizontalalignment(),
        }
    ]
