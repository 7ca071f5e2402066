"""What a kind of panel fills in; ``base.py`` does everything else."""

from abc import ABCMeta, abstractmethod
from collections.abc import Mapping
from typing import Any

import ipywidgets
from traitlets.traitlets import MetaHasTraits

from vitd_edu.panels import parts
from vitd_edu.panels.front import Sheet


class _PanelMeta(MetaHasTraits, ABCMeta):
    """Traitlets and abstract methods in one class: a widget that must fill in what is abstract."""


class Kind(ipywidgets.VBox, metaclass=_PanelMeta):
    """A kind of panel: its model, its ready-made states, its codes, its layout, its pictures and its words."""

    @abstractmethod
    def _predict(self, state: Any) -> Any:
        """Return what follows from a state."""

    @abstractmethod
    def _presets(self) -> Mapping[str, parts.Case]:
        """Return the ready-made states by identifier; the first is where Reset goes."""

    @abstractmethod
    def _read_code(self, code: str) -> Any:
        """Return the state of a case code, or raise what is wrong with it."""

    @abstractmethod
    def _layout(self) -> list[ipywidgets.Widget]:
        """Return the children, top to bottom."""

    @abstractmethod
    def _draw(self) -> list[tuple[Sheet, dict[str, str]]]:
        """Return what each sheet is to show for ``self.prediction``, all but the sentence and the alerts."""

    @abstractmethod
    def _sentence(self) -> str:
        """Say the state on show in one sentence."""

    @abstractmethod
    def _explain(self) -> str:
        """Say in one sentence what changed since ``self._before``, and why."""

    @abstractmethod
    def _alerts(self, story: str) -> str:
        """Return alerts, the story of a preset and ``self._trouble`` as HTML."""

    def _make_more_controls(self) -> None:
        """Make controls beyond those that every panel has."""

    def _sync_more(self) -> None:
        """Put the state into those controls."""
