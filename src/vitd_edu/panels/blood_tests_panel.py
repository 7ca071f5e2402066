"""Blood tests: pick one, type a value, and see where it falls by each body and what it cannot tell."""

from collections.abc import Mapping
from typing import Any

import ipywidgets

from vitd_edu import units
from vitd_edu.clinic import blood_tests as lab
from vitd_edu.clinic.blood_tests import Sample
from vitd_edu.figures import blood_test_table, render
from vitd_edu.knowledge import lab_tables, tables
from vitd_edu.panels import parts, typed
from vitd_edu.panels.base import Panel
from vitd_edu.panels.front import Sheet

USUAL_WORD = "normal"


class BloodTests(Panel):
    """The view of blood tests; its state is a ``Sample``."""

    def __init__(self, shared: parts.Shared) -> None:
        super().__init__(shared, {})

    def _predict(self, state: Sample) -> Sample:
        return state

    def _presets(self) -> Mapping[str, parts.Case]:
        return {
            row.id: parts.Case(row.name, Sample(row.reading, _value(row), row.albumin), row.story)
            for row in lab_tables.presets().values()
        }

    def _read_code(self, code: str) -> Sample:
        return Sample.from_code(code)

    def _make_more_controls(self) -> None:
        self.reset.tooltip = "Back to a usual calcium"
        names = [(row.name, name) for name, row in lab_tables.readings().items()]
        self.test = ipywidgets.Dropdown(options=names, value=self.state.test, description="Test")
        self.value = ipywidgets.Text(continuous_update=False, description="Value")
        self.albumin = ipywidgets.Text(continuous_update=False, description="Albumin", placeholder="not given")
        self.words = ipywidgets.Dropdown(description="Result")
        self.result, self.all_tests = Sheet(), Sheet()
        self.footer = Sheet(parts={"footer": render.fill("blood_test_footer.html")})

    def _layout(self) -> list[ipywidgets.Widget]:
        asked = parts.boxed([self.test, self.value, self.words, self.albumin], "vd-lab-ask")
        return [self._top_bar(), self.sentence, asked, self.alerts, self.result, self.all_tests, self.footer]

    def _listen(self) -> None:
        super()._listen()
        self.test.observe(self._guarded(lambda change: self._pick(change.new)), "value")
        self.value.observe(self._guarded(lambda change: self._type(change.new)), "value")
        self.albumin.observe(self._guarded(lambda change: self._type_albumin(change.new)), "value")
        self.words.observe(self._guarded(lambda change: self._choose_words(change.new)), "value")

    def _pick(self, test: str) -> None:
        """Turn to another test, at a usual value."""
        if not self._syncing:
            analyte = lab.reading(test).analyte
            self.shared.state = Sample(test, tables.analytes()[analyte].healthy if analyte else USUAL_WORD)

    def _type(self, text: str) -> None:
        analyte = lab.reading(self.state.test).analyte
        if not self._syncing and analyte is not None:
            self._set(value=typed.read_number(analyte, text, self.system))

    def _type_albumin(self, text: str) -> None:
        if not self._syncing:
            self._set(albumin=typed.read_number("albumin", text, self.system) if text.strip() else None)

    def _choose_words(self, word: str | None) -> None:
        if not self._syncing and word is not None:
            self._set(value=word)

    def _speak_units(self) -> None:
        super()._speak_units()
        self._trouble = ""
        self._sync()

    def _sync_more(self) -> None:
        sample, analyte = self.state, lab.reading(self.state.test).analyte
        self.test.value = sample.test
        for widget, there in (
            (self.value, analyte is not None),
            (self.words, analyte is None),
            (self.albumin, sample.test == "total_calcium"),
        ):
            widget.layout.display = None if there else "none"
        if analyte is None:
            self.words.options = [(name, key) for key, name in lab.words_of(sample.test).items()]
            self.words.value = sample.value
        else:
            self.value.description = f"Value, {units.unit(analyte, self.system)}"
            self._write(self.value, analyte, sample.value)
        self.albumin.description = f"Albumin, {units.unit('albumin', self.system)}"
        self._write(self.albumin, "albumin", sample.albumin)

    def _write(self, box: ipywidgets.Text, analyte: str, level: Any) -> None:
        """Put a level into a box; a text that cannot be read stays where it can be mended, until the state moves on."""
        if not self._trouble:
            box.value = (
                "" if level is None else units.show(analyte, level, self.system).split()[-1 if analyte == "ph" else 0]
            )

    def _redraw(self, change: Any) -> None:
        self._trouble = ""
        super()._redraw(change)

    def _sentence(self) -> str:
        result = self.state.result
        named = {band.label for band in result.bands.values() if band is not None}
        disagree = f" The bodies call it by {len(named)} names." if len(named) > 1 else ""
        return f"{result.words}{disagree} It cannot tell: {result.reading.cannot_tell}"

    def _explain(self) -> str:
        return self._sentence()

    def _alerts(self, story: str) -> str:
        return render.fill("alerts.html", flags=(), notes=self._notes(), trouble=self._trouble, story=story)

    def _notes(self) -> tuple[str, ...]:
        """Ask whether a value was meant in the other unit."""
        analyte = lab.reading(self.state.test).analyte
        question = units.unit_question(analyte, self.state.value, self.system) if analyte is not None else None
        return (question,) if question else ()

    def _draw(self) -> list[tuple[Sheet, dict[str, str]]]:
        sample, system = self.prediction, self.system
        return [
            (self.result, {"result": blood_test_table.draw(sample, system)}),
            (self.all_tests, {"tests": blood_test_table.draw_all(sample.test, system)}),
        ]


def _value(row: lab_tables.LabPreset) -> float | str:
    if row.value is not None:
        return row.value
    return (row.word or "").partition(".")[2]


def blood_tests(test: Sample | str | None = None, *, joined: Any = None) -> BloodTests:
    """Open the view of blood tests.

    Args:
        test: A sample, or its code such as ``"test_calcium_1.75"``; a usual calcium where it is None.
        joined: The ``shared`` state of another such view, so that both move together.

    Raises:
        InputError: The code cannot be read.
        ScenarioError: It is neither a sample nor a code.
    """
    start = parts.begun(test, Sample, "test")
    return BloodTests(parts.shared(start or (None if joined else Sample()), joined))
