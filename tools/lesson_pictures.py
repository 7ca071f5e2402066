"""Draw the opening pictures of the lessons anew: ``python -m tools.lesson_pictures``; names after it choose some.

Each lesson's first cell shows its picture; the alternative text there is what the drawing returns, and a test compares.
"""

import io
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from PIL import Image

from tools import lesson_drawings as drawings
from tools import lesson_drawings_clinic as clinic
from vitd_edu.figures.palette import LIGHT

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "notebooks" / "pictures"
WIDTH, HEIGHT, DENSITY, COLORS = 11.0, 3.8, 150, 192
STYLE: dict[Any, Any] = {
    "font.size": 10.5,
    "font.family": "DejaVu Sans",
    "text.color": LIGHT["ink"],
    "axes.edgecolor": LIGHT["line"],
    "axes.labelcolor": LIGHT["quiet-ink"],
    "axes.titlesize": 11.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titlecolor": LIGHT["ink"],
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": LIGHT["quiet-ink"],
    "ytick.color": LIGHT["quiet-ink"],
    "xtick.major.size": 0,
    "ytick.major.size": 0,
}
PICTURES: Mapping[str, Callable[[Figure], str]] = {
    "00": drawings.start_here,
    "01": drawings.calcium_holds,
    "02": drawings.firing_alone,
    "03": drawings.calcium_waits,
    "04": clinic.the_plane,
    "05": clinic.clue_by_clue,
    "06": clinic.up_and_down,
    "07": clinic.where_levels_lie,
    "08": clinic.how_sure,
}


def drawn(lesson: str) -> tuple[bytes, str]:
    """Return the picture of a lesson as PNG, and in words."""
    # Set inside a context, so that nobody's figures change by an import of this script.
    with mpl.rc_context(STYLE):
        layout = ConstrainedLayoutEngine(w_pad=0.12, h_pad=0.1)
        figure = Figure(figsize=(WIDTH, HEIGHT), dpi=DENSITY, layout=layout, facecolor=LIGHT["ground"])
        FigureCanvasAgg(figure)
        words = PICTURES[lesson](figure)
        written = io.BytesIO()
        figure.savefig(written, format="png")
    small = io.BytesIO()
    Image.open(written).convert("RGB").quantize(COLORS).save(small, "PNG", optimize=True)
    return small.getvalue(), words


def main(wanted: list[str]) -> None:
    """Draw the pictures of these lessons; of all where none is named."""
    FOLDER.mkdir(exist_ok=True)
    for lesson in wanted or PICTURES:
        png, words = drawn(lesson)
        path = FOLDER / f"{lesson}.png"
        path.write_bytes(png)
        print(f"{path.relative_to(ROOT)}: {len(png) / 1000:.0f} kB\n  {words}")


if __name__ == "__main__":
    main(sys.argv[1:])
