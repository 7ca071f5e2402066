"""Case codes of states that are no scenario: a word that names the lab, then only what differs from its default."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from vitd_edu import units
from vitd_edu.knowledge import tables
from vitd_edu.scenario import OTHER_CODES, CaseCodeError, Scenario, ScenarioError, tidied

DIAL = re.compile(r"([A-Z])([0-9]+(?:\.[0-9]+)?)")
MOST_LISTED = 16  # choices that a message names one by one


@dataclass(frozen=True, slots=True)
class Coded:
    """A frozen state of dials and choices that checks itself and has a short code.

    Attributes:
        PREFIX: The word that its codes begin with.
        EXAMPLE: A part of a code, to show in messages.
        LETTERS: Its dials by the letter in a code.
        CHOICES: Its fields that hold an identifier of ``data/living_choices.csv``.
        MORE_PARTS: What else its codes may hold, in words for messages.
    """

    PREFIX: ClassVar[str]
    EXAMPLE: ClassVar[str]
    LETTERS: ClassVar[Mapping[str, str]]
    CHOICES: ClassVar[tuple[str, ...]]
    MORE_PARTS: ClassVar[str] = ""

    def __post_init__(self) -> None:
        for name in self.LETTERS.values():
            object.__setattr__(self, name, units.check_level(name, getattr(self, name)))
        for name in self.CHOICES:
            check_choice(name, getattr(self, name))

    @property
    def code(self) -> str:
        """Case code, fit for a link: the word alone for the defaults; ``from_code`` reads it back."""
        return "_".join([self.PREFIX, *self.code_parts()])

    def code_parts(self) -> list[str]:
        """Return the parts of the code that follow its first word."""
        usual = type(self)()
        dials = [
            f"{letter}{getattr(self, name):.10g}"
            for letter, name in self.LETTERS.items()
            if getattr(self, name) != getattr(usual, name)
        ]
        chosen = [getattr(self, name) for name in self.CHOICES if getattr(self, name) != getattr(usual, name)]
        return dials + chosen

    @classmethod
    def from_code(cls, code: str) -> Self:
        """Read a case code.

        Raises:
            CaseCodeError: The code belongs elsewhere, or a part of it cannot be read or is given twice.
            LevelError: A dial is outside its range.
        """
        text = tidied(code)
        first, *parts = text.split("_")
        if first != cls.PREFIX:
            raise CaseCodeError(elsewhere(text, cls.PREFIX, cls.EXAMPLE))
        given: dict[str, Any] = {}
        for part in parts:
            name, value = cls._read_part(part, text)
            if name in given:
                raise CaseCodeError(f"Case code {text!r}: {part!r} sets {name} a second time.")
            given[name] = value
        return cls(**given)

    @classmethod
    def _read_part(cls, part: str, code: str) -> tuple[str, Any]:
        """Return the field that a part of a code sets, and the value."""
        row = tables.living_choices().get(part)
        if row is not None and row.field in cls.CHOICES:
            return row.field, part
        match = DIAL.fullmatch(part)
        if match is None or match[1] not in cls.LETTERS:
            raise CaseCodeError(f"Case code {code!r}: the part {part!r} cannot be read. {cls._expected(part)}")
        return cls.LETTERS[match[1]], float(match[2])

    @classmethod
    def _expected(cls, part: str) -> str:
        """Say what the parts of a code are: all of them where they are few, else their kinds with an example."""
        known = [name for name, row in tables.living_choices().items() if row.field in cls.CHOICES]
        close = difflib.get_close_matches(part, known, n=1)
        choices = f"one of: {', '.join(known)}"
        if len(known) > MOST_LISTED:
            choices = f"{cls.MORE_PARTS}a choice of {', '.join(cls.CHOICES)}, such as {cls.EXAMPLE}"
        expected = [cls._dial_example(), choices] if cls.LETTERS else [choices]
        said = f"Expected {', or '.join(expected)}."
        return f"Did you mean {close[0]!r}? {said}" if close else said

    @classmethod
    def _dial_example(cls) -> str:
        """Say how a dial is written: the letters, and one with a number."""
        letter, name = next(iter(cls.LETTERS.items()))
        number = cls.EXAMPLE if DIAL.fullmatch(cls.EXAMPLE) else f"{letter}{getattr(cls(), name):.10g}"
        return f"{' or '.join(cls.LETTERS)} with a number ({number})"


def elsewhere(text: str, prefix: str, example: str) -> str:
    """Say where a code belongs that does not belong here.

    Args:
        text: The code, tidied.
        prefix: The word that the codes of this place begin with.
        example: The rest of such a code.
    """
    wanted = f"A code of {OTHER_CODES[prefix]} begins with {prefix!r}, such as {prefix}_{example}."
    if not text:
        return f"The case code is empty. {wanted}"
    first = text.split("_", maxsplit=1)[0]
    other = OTHER_CODES.get(first, "") if first != prefix else ""
    if not other and _is_scenario(text):
        other = "the symptom explorer"
    if not other:
        return f"Case code {text!r:.80} cannot be read. {wanted}"
    return f"Case code {text!r:.80} is one of {other}: paste it there. {wanted}"


def check_choice(name: str, value: object) -> None:
    """Raise a ``ScenarioError`` that lists what can be chosen, unless ``value`` is a choice of the field ``name``."""
    known = [row.id for row in tables.living_choices().values() if row.field == name]
    if value not in known:
        raise ScenarioError(f"{name}: {value!r} is unknown. Choose one of: {', '.join(known)}.")


def _is_scenario(text: str) -> bool:
    try:
        Scenario.from_code(text)
    except ValueError:  # a level or a part that cannot be: then it is no code of the explorer either
        return False
    return True
