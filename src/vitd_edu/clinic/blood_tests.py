"""Blood and other tests: what a result says by each body that sets limits, and what it cannot say."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from vitd_edu import units
from vitd_edu.case_codes import elsewhere
from vitd_edu.knowledge import bands, lab_tables, tables
from vitd_edu.knowledge.lab_tables import LabReading
from vitd_edu.knowledge.records import ReferenceBand
from vitd_edu.physiology.inputs import InputError
from vitd_edu.physiology.membrane import constant
from vitd_edu.scenario import tidied
from vitd_edu.units import UnitSystem


@dataclass(frozen=True, slots=True)
class Result:
    """A result that was read.

    Attributes:
        reading: What was measured, a row of ``data/lab_readings.csv``.
        value: The value, SI; None where the result is words.
        bands: The band it lies in by each body, the default body first; None where a body sets no band there.
        level: ``"low"``, ``"borderline"``, ``"normal"`` or ``"high"`` by the default body, ``"abnormal"`` for words.
        words: One sentence: value in both unit systems, band, and whose band it is.
    """

    reading: LabReading
    value: float | None
    bands: Mapping[str, ReferenceBand | None]
    level: str
    words: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A result to be read: a value in SI or, for an EMG, the key of its words; albumin [g/L] for a total calcium.

    Without anything given it is a usual calcium.

    Raises:
        InputError: There is no such reading or no such words, or albumin is given with something else.
        LevelError: A number is outside its accepted range.
    """

    PREFIX: ClassVar[str] = "test"

    test: str = "calcium"
    value: float | str = 2.4
    albumin: float | None = None

    def __post_init__(self) -> None:
        row = reading(self.test)
        if row.analyte is not None:
            object.__setattr__(self, "value", units.check_level(row.analyte, self.value))
        if self.albumin is not None and self.test != "total_calcium":
            raise InputError("Albumin corrects total calcium only.")
        if self.albumin is not None:
            object.__setattr__(self, "albumin", units.check_level("albumin", self.albumin))
        read_result(self.test, self.value)

    @property
    def code(self) -> str:
        """Short text that restores the sample: ``test_calcium_1.75``, with albumin ``test_total_calcium_1.95_A26``."""
        value = self.value if isinstance(self.value, str) else f"{self.value:.10g}"
        return f"{self.PREFIX}_{self.test}_{value}" + ("" if self.albumin is None else f"_A{self.albumin:.10g}")

    @classmethod
    def from_code(cls, code: str) -> Self:
        """Read a code; ``Sample.from_code(s.code) == s`` for every sample.

        Capital or small letters and stray spaces do not matter.

        Raises:
            InputError: The code cannot be read.
            LevelError: A number in it is outside its range.
        """
        text = tidied(code)
        known = "|".join(sorted(lab_tables.readings(), key=len, reverse=True))
        found = re.fullmatch(rf"{cls.PREFIX}_({known})_([0-9.]+|[a-z][a-z-]*)(?:_A([0-9.]+))?", text)
        if found is None:
            raise InputError(elsewhere(text, cls.PREFIX, "calcium_1.75"))
        words = reading(found[1]).analyte is None
        albumin = _number(found[3]) if found[3] else None
        return cls(found[1], found[2] if words else _number(found[2]), albumin)

    @property
    def result(self) -> Result:
        """The result, read."""
        return read_result(self.test, self.value)

    @property
    def adjusted(self) -> float | None:
        """Calcium adjusted for albumin [mmol/L]; None where it cannot be computed."""
        if self.albumin is None or not isinstance(self.value, float):
            return None
        return adjusted_calcium(self.value, self.albumin)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise InputError(f"{text!r:.40} is not a number. A code looks like test_calcium_1.75.") from None


def reading(test: str) -> LabReading:
    """Return a row of ``data/lab_readings.csv``.

    Raises:
        InputError: There is no such reading; the message names all of them.
    """
    row = lab_tables.readings().get(test) if isinstance(test, str) else None
    if row is None:
        known = ", ".join(lab_tables.readings())
        raise InputError(f"No test is called {test!r:.40}. Known: {known}.")
    return row


def read_result(test: str, value: object, system: UnitSystem = "si") -> Result:
    """Read one result.

    Args:
        test: Reading of ``data/lab_readings.csv``, such as ``"calcium"`` or ``"emg"``.
        value: The number, in the unit of the unit system; of an EMG the key of its words, such as ``"normal"``.
        system: Unit system of ``value``.

    Raises:
        InputError: There is no such reading, or no such words.
        LevelError: The value is no number or outside the accepted range of ``data/analytes.csv``.
    """
    row = reading(test)
    if row.analyte is None:
        return _read_words(row, value)
    level = units.check_level(row.analyte, value, system)
    return read_level(row.analyte, level, system)


def read_level(analyte: str, level: float, system: UnitSystem = "si") -> Result:
    """Read a level that is known to be possible; the unit system says which unit is named first."""
    row = lab_tables.readings()[analyte]
    found = {body: bands.band_of(analyte, level, body) for body in bands.bodies(analyte)}
    body, band = next(iter(found.items()))
    words = f"{row.name} {in_both_units(analyte, level, system)}: {_said(band)} by {_the(body)}."
    return Result(row, level, found, band.level if band is not None else "unnamed", words)


def in_both_units(analyte: str, level: float, system: UnitSystem = "si") -> str:
    """Say a level in both unit systems: ``1.75 mmol/L (7.0 mg/dL)``; only once where the units are the same.

    Of a pH only the number is said: the name of the reading before it holds the rest.
    """
    other: UnitSystem = "us" if system == "si" else "si"
    first, second = (units.show(analyte, level, one).removeprefix("pH ") for one in (system, other))
    return first if first == second else f"{first} ({second})"


def adjusted_calcium(total: float, albumin: float) -> float:
    """Return calcium adjusted for albumin [mmol/L].

    The rule was drawn from groups of people. It misclassifies many who are very ill, old or have kidney disease; there
    ionized calcium has to be measured.

    Args:
        total: Total calcium as measured [mmol/L], 0.8-5.
        albumin: Albumin [g/L], 5-70.

    Raises:
        LevelError: One of the two is no number or outside its accepted range.
    """
    measured, carrier = units.check_level("total_calcium", total), units.check_level("albumin", albumin)
    return measured + constant("albumin_correction") * (constant("albumin_reference") - carrier)


def adjusted_words(total: float, albumin: float, system: UnitSystem = "si") -> str:
    """Say what the albumin rule makes of a total calcium, and that it cannot be where no living person has it.

    Args:
        total: Total calcium as measured [mmol/L].
        albumin: Albumin [g/L].
        system: Unit system that is named first.
    """
    level, row = adjusted_calcium(total, albumin), tables.analytes()["calcium"]
    beside = f"With albumin {in_both_units('albumin', albumin, system)}"
    if row.accepted_lower <= level <= row.accepted_upper:
        return f"{beside}: {read_level('calcium', level, system).words}"
    lower, upper = (units.show("calcium", bound, system) for bound in (row.accepted_lower, row.accepted_upper))
    return (
        f"{beside} the rule gives an adjusted calcium of {in_both_units('calcium', level, system)}. That cannot be: "
        f"from {lower} to {upper} is what this kit takes to be possible in a living person. One of the two numbers is "
        "wrong, or the rule does not hold here."
    )


def words_of(test: str) -> Mapping[str, str]:
    """Return the results in words of a test: their names by key."""
    return {word.id.partition(".")[2]: word.name for word in lab_tables.words().values() if word.test == test}


def _read_words(row: LabReading, value: object) -> Result:
    known = {word.id.partition(".")[2]: word for word in lab_tables.words().values() if word.test == row.test}
    word = known.get(str(value))
    if word is None:
        raise InputError(f"{row.name} ({row.id}): no result is called {value!r:.40}. Known: {', '.join(known)}.")
    return Result(row, None, {}, word.level, f"{row.name}: {word.name}. {word.words}")


def _said(band: ReferenceBand | None) -> str:
    if band is None:
        return "in no band"
    return band.label if band.label == band.level else f"{band.level} ({band.label})"


def _the(body: str) -> str:
    return "the common laboratory range" if body == tables.analytes()["calcium"].default_body else body
