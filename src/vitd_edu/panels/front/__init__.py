"""The small front-end widgets of the kit, each a page of JavaScript beside its traits."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from vitd_edu.figures import palette

HERE = Path(__file__).parent


@cache
def script(name: str) -> str:
    """Return the module of one widget: the shared part, then its own."""
    return (HERE / "common.js").read_text(encoding="utf-8") + (HERE / f"{name}.js").read_text(encoding="utf-8")


@cache
def style() -> str:
    """Return the style sheet of all panels: palette and scales, common rules, then those of single panels."""
    single = sorted(HERE.glob("*_panel.css"))
    return palette.style_sheet() + "".join(path.read_text(encoding="utf-8") for path in (HERE / "style.css", *single))


class Front(anywidget.AnyWidget):
    """What the widgets share: a short representation, and news that can wait for others (``in_one_message``)."""

    _held: set[str] | None = None

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"

    def send_state(self, key: str | Iterable[str] | None = None) -> None:
        """Tell the browser of traits, or remember that it has to be told."""
        if self._held is None:
            super().send_state(key)
        else:
            self._held.update([key] if isinstance(key, str) else self.keys if key is None else key)

    def waits(self) -> bool:
        """Hold what there is to tell, and say whether that was not so already."""
        if self._held is not None or self.comm is None:
            return False
        self._held = set()
        return True

    def speak(self) -> dict[str, Any]:
        """Hold nothing any more, and return what the browser has to be told."""
        held, self._held = self._held, None
        return self.news(held) if held and self.comm is not None else {}

    def news(self, names: Iterable[str]) -> dict[str, Any]:
        """Return these traits as the browser takes them."""
        return {"state": self.get_state(names)}


class LevelSlider(Front):
    """A level as a native range input with label, unit, reference bands and a number box; all values in SI.

    ``typed`` carries what was written into the number box, as text; whoever owns the widget reads it, then either sets
    ``value`` and empties ``typed``, or sets ``error`` and leaves the text where the learner can mend it.
    """

    _esm = script("level_slider")
    label = traitlets.Unicode().tag(sync=True)
    unit = traitlets.Unicode().tag(sync=True)
    si_per_unit = traitlets.Float(1.0).tag(sync=True)
    decimals = traitlets.Int(2).tag(sync=True)
    si_decimals = traitlets.Int(2).tag(sync=True)
    step = traitlets.Float(0.01).tag(sync=True)
    coarse_step = traitlets.Float(0.1).tag(sync=True)
    lower = traitlets.Float().tag(sync=True)
    upper = traitlets.Float(1.0).tag(sync=True)
    scale = traitlets.Enum(["linear", "log"], "linear").tag(sync=True)
    value = traitlets.Float().tag(sync=True)
    typed = traitlets.Unicode().tag(sync=True)
    error = traitlets.Unicode().tag(sync=True)
    bands: "traitlets.List[Any]" = traitlets.List().tag(sync=True)
    bodies: "traitlets.List[Any]" = traitlets.List().tag(sync=True)
    body = traitlets.Unicode().tag(sync=True)


class LiveSentence(Front):
    """One sentence in a persistent polite live region: seen at once, spoken after a pause.

    ``frame`` counts redraws, so that the panel knows that its answer is fresh even where the sentence stays the same.
    It also carries what ``in_one_message`` holds: ``listening`` says whether a browser is there to take it, and
    ``new_listener`` is called where another comes, which may have missed some.
    """

    _esm = script("live_sentence")
    _css = style()
    text = traitlets.Unicode().tag(sync=True)
    frame = traitlets.Int(0).tag(sync=True)
    listening = False
    new_listener: Callable[[], None] | None = None

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        self.on_msg(self._hear)

    def _hear(self, _: Any, said: Any, __: Any) -> None:
        if said == "listening":
            again, self.listening = self.listening, True
            if again and self.new_listener is not None:
                self.new_listener()


class Sheet(Front):
    """HTML parts by name, redrawn in place: focus, open folds and scroll positions are kept."""

    _esm = script("sheet")
    parts: "traitlets.Dict[str, str]" = traitlets.Dict().tag(sync=True)
    _told: Mapping[str, str] | None = None

    def send_state(self, key: str | Iterable[str] | None = None) -> None:
        """Tell the browser of traits, or remember that it has to be told; without names everything, come what may."""
        if key is None or self._held is None:
            self._told = None
        super().send_state(key)

    def news(self, names: Iterable[str]) -> dict[str, Any]:
        """Return only the parts that differ from what the browser was told last, where it has all the others."""
        told, self._told = self._told, self.parts
        if told is None or told.keys() != self.parts.keys():
            return super().news(names)
        return {"parts": {name: html for name, html in self.parts.items() if html != told[name]}}


class Checklist(Front):
    """Items folded by kind, each marked ``"present"``, ``"absent"`` or not at all."""

    _esm = script("checklist")
    label = traitlets.Unicode().tag(sync=True)
    groups: "traitlets.List[Any]" = traitlets.List().tag(sync=True)
    value: "traitlets.Dict[str, str]" = traitlets.Dict().tag(sync=True)


class CaseCode(Front):
    """The code of the present scenario, to copy; ``typed`` carries one that was pasted, ``error`` what is wrong."""

    _esm = script("case_code")
    code = traitlets.Unicode().tag(sync=True)
    typed = traitlets.Unicode().tag(sync=True)
    error = traitlets.Unicode().tag(sync=True)


class Picture(Front):
    """A picture with its words: a still part that is decoded before it is shown, and strokes over it.

    ``png`` is the still part. ``looks``, ``counts``, ``corners`` and ``words`` are a ``figures.strokes.Drawing``, which
    the browser draws over it. ``density`` and ``theme`` are told by the browser; whoever draws follows them.
    """

    _esm = script("picture")
    png = traitlets.Bytes().tag(sync=True)
    looks: "traitlets.List[Any]" = traitlets.List().tag(sync=True)
    counts: "traitlets.List[int]" = traitlets.List().tag(sync=True)
    corners = traitlets.Bytes().tag(sync=True)
    words: "traitlets.List[Any]" = traitlets.List().tag(sync=True)
    alt = traitlets.Unicode().tag(sync=True)
    width = traitlets.Int(800).tag(sync=True)
    height = traitlets.Int(300).tag(sync=True)
    density = traitlets.Float(1.0).tag(sync=True)
    theme = traitlets.Enum(["light", "dark"], "light").tag(sync=True)


@contextmanager
def in_one_message(sentence: LiveSentence, widgets: Iterable[Front]) -> Iterator[None]:
    """Tell the browser in one message what changes in several widgets, so that all of it shows in one frame.

    A message for each would cost the server and the browser about a millisecond apiece. Until a browser has said that
    it listens, each widget speaks for itself.

    Args:
        sentence: Carries the news.
        widgets: Whose changes wait for the end of the block.
    """
    quiet = [widget for widget in widgets if widget.waits()] if sentence.listening else []
    try:
        yield
    finally:
        told = {widget.model_id: news for widget in quiet if (news := widget.speak())}
        if told:
            sentence.send(told)
