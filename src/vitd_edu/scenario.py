"""What a learner has set: levels, pH, how fast they came about, and findings; with a short code to share it."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self

from vitd_edu import units
from vitd_edu.knowledge import tables

Onset = Literal["acute", "chronic"]
LEVELS = ("vitamin_d", "calcium", "magnesium", "ph")
LETTERS: Mapping[str, str] = {"D": "vitamin_d", "C": "calcium", "M": "magnesium", "P": "ph"}
DEFAULT_CODE = "healthy"
OTHER_CODES: Mapping[str, str] = {  # by how they begin
    "living": "the body lab",
    "magnesium": "the magnesium view",
    "workup": "the differential",
    "courses": "the two courses",
    "screening": "the base rates",
    "claims": "the evidence table",
    "case": "the case clinic",
    "test": "the blood tests",
    "planner": "the planner",
}


class ScenarioError(ValueError):
    """A scenario that cannot be: an unknown finding, an unknown onset, or a finding both present and absent."""


class CaseCodeError(ScenarioError):
    """A case code that cannot be read; the message names the part and what was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """What is set: three blood levels, pH, onset, and findings that are there or were asked for and are not.

    Attributes:
        vitamin_d: 25(OH)D, 2-650 nmol/L, kept to 0.1.
        calcium: Albumin-adjusted total calcium, 1.0-4.2 mmol/L, kept to 0.001.
        magnesium: Serum magnesium, 0.10-5.0 mmol/L, kept to 0.001.
        findings: Identifiers of findings that are present.
        absent: Identifiers of findings that were asked for and are not there. All others are unknown and move nothing.
        ph: pH of the blood, 7.0-7.8, kept to 0.01.
        onset: ``"acute"`` for levels reached within hours or days, ``"chronic"`` for a fall over weeks or months.

    Raises:
        LevelError: A level is not a number or outside its range; the message names the likely slip.
        ScenarioError: A finding or the onset is unknown, or a finding is both present and absent.
    """

    vitamin_d: float = 75.0
    calcium: float = 2.4
    magnesium: float = 0.85
    findings: frozenset[str] = field(default_factory=frozenset)
    absent: frozenset[str] = field(default_factory=frozenset)
    ph: float = 7.4
    onset: Onset = "acute"

    def __post_init__(self) -> None:
        for name in LEVELS:
            object.__setattr__(self, name, units.check_level(name, getattr(self, name)))
        object.__setattr__(self, "findings", checked_findings("findings", self.findings))
        object.__setattr__(self, "absent", checked_findings("absent", self.absent))
        both = sorted(self.findings & self.absent)
        if both:
            raise ScenarioError(f"Marked both present and absent: {', '.join(both)}. Choose one of the two.")
        if self.onset not in ("acute", "chronic"):
            raise ScenarioError(
                f"onset: {self.onset!r} is unknown. Give 'acute' (hours or days) or 'chronic' (weeks or months)."
            )

    @property
    def measured(self) -> frozenset[str]:
        """Levels that were measured, so that they speak for or against a cause: all of them."""
        return frozenset(LEVELS)

    @classmethod
    def conventional(
        cls,
        vitamin_d: float = 30.0,
        calcium: float = 9.6,
        magnesium: float = 2.1,
        *,
        findings: Iterable[str] = (),
        absent: Iterable[str] = (),
        ph: float = 7.4,
        onset: Onset = "acute",
    ) -> Self:
        """Make a scenario from US units: 25(OH)D in ng/mL, calcium and magnesium in mg/dL."""
        given = {"vitamin_d": vitamin_d, "calcium": calcium, "magnesium": magnesium}
        levels = {name: units.check_level(name, value, "us") for name, value in given.items()}
        return cls(**levels, findings=frozenset(findings), absent=frozenset(absent), ph=ph, onset=onset)

    @classmethod
    def from_preset(cls, preset: str) -> Self:
        """Make the scenario of a row of ``data/presets.csv``.

        Raises:
            ScenarioError: No preset has this identifier.
        """
        row = tables.presets().get(preset)
        if row is None:
            raise ScenarioError(f"No preset is called {preset!r}. Known: {', '.join(tables.presets())}.")
        return cls(
            vitamin_d=row.vitamin_d,
            calcium=row.calcium,
            magnesium=row.magnesium,
            ph=row.ph,
            onset=row.onset,
            findings=frozenset(row.findings),
            absent=frozenset(row.absent),
        )

    @property
    def code(self) -> str:
        """Short text that restores this scenario: ``D25_C1.75_M0.55_+tingling``, or ``healthy`` for the defaults."""
        default = Scenario()
        parts = [
            f"{letter}{getattr(self, name):.10g}"
            for letter, name in LETTERS.items()
            if getattr(self, name) != getattr(default, name)
        ]
        parts += ["chronic"] if self.onset == "chronic" else []
        parts += [f"+{finding}" for finding in sorted(self.findings)]
        parts += [f"-{finding}" for finding in sorted(self.absent)]
        return "_".join(parts) or DEFAULT_CODE

    @classmethod
    def from_code(cls, code: str) -> Self:
        """Read a case code; ``Scenario.from_code(s.code) == s`` for every scenario.

        Capital or small letters and stray spaces do not matter.

        Raises:
            CaseCodeError: A part of the code cannot be read, or is given twice.
            LevelError: A level is outside its range.
            ScenarioError: A finding is unknown.
        """
        text = tidied(code)
        if not text:
            raise CaseCodeError("The case code is empty. A code looks like D25_C1.75_M0.55_+tingling.")
        if (lab := OTHER_CODES.get(text.split("_")[0])) is not None:
            raise CaseCodeError(f"Case code {text!r} is one of {lab}, not of a scenario: paste it there.")
        given: dict[str, Any] = {}
        for part in [] if text == DEFAULT_CODE else text.split("_"):
            name, value = _read_part(part, text)
            if name in given:
                raise CaseCodeError(f"Case code {text!r}: {part!r} {_again(name)}")
            given[name] = value
        marked = {sign: frozenset(name[1:] for name in given if name[0] == sign) for sign in "+-"}
        told = {name: value for name, value in given.items() if name[0] not in marked}
        return cls(**told, findings=marked["+"], absent=marked["-"])


def tidied(code: object) -> str:
    """Return a code as it would be written by the kit; empty for what is no text.

    Capital or small letters, spaces around the parts and spaces in place of the underscores are all the same: a level
    gets its capital letter, everything else small ones.
    """
    if not isinstance(code, str):
        return ""
    text = re.sub(r"\s*_\s*", "_", code.strip().lower())
    text = re.sub(r"(?<![^\s_])([a-z+-])\s+", r"\1", text)
    return "_".join(
        re.sub(r"^[a-z](?=[\d.,-])", lambda letter: letter[0].upper(), part) for part in re.split(r"\s+|_", text)
    )


def _read_part(part: str, code: str) -> tuple[str, float | str | bool]:
    """Return what a part of a code sets, and the value."""
    if part in ("acute", "chronic"):
        return "onset", part
    if part[:1] in ("+", "-"):
        return part, True
    match = re.fullmatch(r"([A-Z])([0-9]+(?:\.[0-9]+)?)", part)
    if match is None or match[1] not in LETTERS:
        raise CaseCodeError(
            f"Case code {code!r}: the part {part!r} cannot be read. Expected D, C, M or P with a number (D25, C1.75), "
            f"'chronic', or + or - with a finding (+tingling).{_unit_hint(part)}"
        )
    return LETTERS[match[1]], float(match[2])


def _again(name: str) -> str:
    """Say that a part of a code was given before."""
    if name[0] in "+-":
        return "is given twice. Give it once."
    return f"sets {name} a second time. " + ("Choose acute or chronic." if name == "onset" else "Give it once.")


def _unit_hint(part: str) -> str:
    """Say what to do where a unit, or a decimal comma, stands in a code."""
    if re.fullmatch(r"[A-Z][0-9]+,[0-9]+", part):
        return f" Write a decimal point: {part.replace(',', '.')}."
    match = re.fullmatch(r"([A-Z]?)([0-9.]*)([a-zµ]+/[a-z]+)", part)
    if match is None:
        return ""
    said = " A code holds no units: its numbers are in nmol/L for vitamin D, mmol/L for calcium and magnesium."
    name = LETTERS.get(match[1], "")
    if name and units.unit(name, "us").lower() == match[3] and re.fullmatch(r"[0-9]+(\.[0-9]+)?", match[2]):
        number = float(units.kept(name, units.to_si(name, float(match[2]), "us")))
        said += f" {match[2]} {units.unit(name, 'us')} is {match[1]}{number:.10g}."
    return said


def checked_findings(name: str, given: object) -> frozenset[str]:
    """Return findings as a frozen set, or say which one is unknown and what it may have meant."""
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise ScenarioError(f'{name}: give a set of findings, such as {{"tingling"}}, not {given!r}.')
    found = frozenset(given)
    known = tables.findings()
    for finding in sorted(found - known.keys(), key=str):
        close = difflib.get_close_matches(str(finding), known, n=1)
        hint = f" Did you mean {close[0]!r}?" if close else " The table findings.csv lists them all."
        raise ScenarioError(f"{name}: no finding is called {finding!r}.{hint}")
    return found
