"""A plot whose axes change now and then: each set of axes is drawn once and kept, and turned to when it is needed."""

from collections.abc import Hashable
from typing import Any

from vitd_edu.panels.front import Picture
from vitd_edu.panels.kept_plot import Build, KeptPlot

MOST = 8  # sets of axes; each holds a figure and its still part


class KeptPlots(KeptPlot):
    """A kept plot with several sets of axes, one of which is on show.

    Args:
        picture: Where to show it.
        frame: What the first set of axes is known by.
        build: Draws it, as for ``KeptPlot``.
    """

    def __init__(self, picture: Picture, frame: Hashable, build: Build) -> None:
        self._sets: dict[Hashable, tuple[Build, tuple[Any, ...]]] = {}
        super().__init__(picture, build)
        self._frame_on_show = frame
        self._keep()

    def turn_to(self, frame: Hashable, build: Build) -> None:
        """Turn to a set of axes; it is drawn where it is new since theme or density changed. Shown by ``show``."""
        if frame == self._frame_on_show:
            return
        if frame in self._sets:
            self._build, drawn = self._sets.pop(frame)
            self._figure, self._artists, self._still = drawn
        else:
            self._build = build
            self._prepare()
        self._frame_on_show = frame
        self._keep()

    def _keep(self) -> None:
        """Remember the set on show as the newest, and let the oldest go."""
        self._sets.pop(self._frame_on_show, None)
        self._sets[self._frame_on_show] = (self._build, (self._figure, self._artists, self._still))
        while len(self._sets) > MOST:
            del self._sets[next(iter(self._sets))]

    def _follow(self, change: Any) -> None:
        self._sets.clear()
        super()._follow(change)
        self._keep()
