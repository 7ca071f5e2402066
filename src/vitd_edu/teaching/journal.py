"""A learner's answers, one JSON object a line, in a file of their own folder. Nothing is sent anywhere.

Each line is written by one call to a descriptor that only appends, and flushed to the disk before the learner hears
"kept". A line that a crash cut short is passed over when the file is read, and the next one has a line of its own.
"""

import json
import os
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from vitd_edu.physiology.inputs import InputError

NOBODY = "me"
ALIAS_FILE = ".vitd-edu-alias"
LONGEST_ALIAS = 30
_unwritten: list["Entry"] = []  # answers that could not be written yet; they last as long as the kernel


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer.

    Attributes:
        time: When, in UTC, ISO 8601.
        lesson, question, part: What was asked.
        given: What was answered, as ``verdicts.judge`` takes it.
        right: Whether it was right; None for a prediction, which is not judged.
        misconceptions: Identifiers of the misconceptions behind it.
        version: Version of the kit.
    """

    time: str
    lesson: str
    question: str
    part: str
    given: tuple[str, ...]
    right: bool | None
    misconceptions: tuple[str, ...]
    version: str


def entry(
    question: str, part: str, given: Sequence[str], right: bool | None, misconceptions: Sequence[str] = ()
) -> Entry:
    """Return an entry made now."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Entry(now, question[:2], question, part, tuple(given), right, tuple(misconceptions), version("vitd-edu"))


def alias(folder: Path | None = None) -> str:
    """Return the name under which answers are kept in a folder; ``"me"`` at first."""
    try:
        return checked_alias(((folder or Path.cwd()) / ALIAS_FILE).read_text(encoding="utf-8")) or NOBODY
    except (OSError, UnicodeDecodeError, InputError):
        return NOBODY


def checked_alias(text: str) -> str:
    """Return a name that can be part of a file's name.

    Raises:
        InputError: It is too long, or holds something else than letters, digits, hyphens and underscores.
    """
    name = re.sub(r"\s+", "-", text.strip())
    if len(name) > LONGEST_ALIAS or not re.fullmatch(r"[\w-]*", name):
        raise InputError(
            f"Name: {text.strip()!r:.60} cannot be part of a file's name. Use up to {LONGEST_ALIAS} letters, digits, "
            "hyphens or underscores; an alias will do."
        )
    return name


def rename(text: str, folder: Path | None = None) -> str:
    """Keep the answers under a name from now on, with those given so far without one; say what happened.

    Raises:
        InputError: The name cannot be part of a file's name.
    """
    place, name = folder or Path.cwd(), checked_alias(text) or NOBODY
    old, new = path(place), place / _file_name(name)
    if old == new:
        return f"Your answers are kept in {new.name}."
    known, somebody = new.exists(), old.name != _file_name(NOBODY)
    moves = old.exists() and not known and not somebody
    try:
        _remember(name, place)
        if moves:
            old.rename(new)
    except OSError as error:
        with suppress(OSError):  # where even this fails, the answers are still in the file that is named
            _remember(old.stem.removeprefix("journal-"), place)
        return f"The name could not be kept ({error.strerror or error}). Your answers stay in {old.name}."
    if trouble := unreadable(place):
        return trouble
    if known:
        return f"Welcome back, {name}: your answers are in {new.name}. Those in {old.name} stay there."
    if somebody:  # the old file may belong to somebody else who uses this folder
        return f"Your answers are kept in {new.name} from now on. Those in {old.name} stay there."
    return f"Your answers are kept in {new.name} from now on, those given so far with them."


def _remember(name: str, place: Path) -> None:
    """Write the name down, whole or not at all: on a full disk the old one must not be lost."""
    fresh = place / f"{ALIAS_FILE}.new"
    try:
        fresh.write_text(name, encoding="utf-8")
        fresh.replace(place / ALIAS_FILE)
    finally:
        fresh.unlink(missing_ok=True)


def path(folder: Path | None = None) -> Path:
    """Return the journal of a folder; of the one in which the notebook runs where it is None."""
    place = folder or Path.cwd()
    return place / _file_name(alias(place))


def _file_name(name: str) -> str:
    return f"journal-{name}.jsonl"


def keep(kept: Entry, folder: Path | None = None) -> str:
    """Write an entry, through to the disk; return what went wrong, in words, or an empty text.

    An entry that cannot be written is remembered as long as the kernel lives, and written before the next one.
    """
    _unwritten.append(kept)
    try:
        while _unwritten:
            _append(path(folder), (json.dumps(asdict(_unwritten[0]), ensure_ascii=False) + "\n").encode())
            del _unwritten[0]
    except OSError as error:
        return (
            f"Your answer could not be written to {_file_name(alias(folder))} ({error.strerror or error}). "
            "The lesson goes on, and the answer is remembered until the kernel stops. Is the disk full, or the folder "
            "read-only?"
        )
    return ""


def _append(file: Path, line: bytes) -> None:
    # O_APPEND: two notebooks that write at once write one after the other, never into each other. (On a network folder
    # the system does not promise this; each learner of a hub has a folder of their own.)
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o644)
    try:
        end = os.lseek(handle, 0, os.SEEK_END)
        if end:
            os.lseek(handle, end - 1, os.SEEK_SET)
            if os.read(handle, 1) != b"\n":
                line = b"\n" + line
        if os.write(handle, line) != len(line):
            raise OSError(28, "No space left on the disk")
        os.fsync(handle)
    finally:
        os.close(handle)


def entries(folder: Path | None = None) -> tuple[Entry, ...]:
    """Return every entry that can be read, oldest first, and those that could not be written."""
    try:
        lines = path(folder).read_bytes().split(b"\n")
    except OSError:
        lines = []
    read = (_read(line) for line in lines if line.strip())
    return (*(found for found in read if found is not None), *_unwritten)


def unreadable(folder: Path | None = None) -> str:
    """Say, in words, that the journal is there and cannot be read; an empty text where all is well."""
    file = path(folder)
    try:
        file.read_bytes()
    except FileNotFoundError:
        return ""
    except OSError as error:
        return f"{file.name} is there but cannot be read ({error.strerror or error}), so nothing counts as done yet."
    return ""


def _read(line: bytes) -> Entry | None:
    """Return the entry of a line; None for one that a crash cut short or somebody edited beyond recognition."""
    try:
        values = json.loads(line.decode())
        made = Entry(**{field.name: values[field.name] for field in fields(Entry)})
        made = replace(made, given=tuple(made.given), misconceptions=tuple(made.misconceptions))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    texts = (made.time, made.lesson, made.question, made.part, made.version, *made.given, *made.misconceptions)
    return made if all(isinstance(text, str) for text in texts) and made.right in (True, False, None) else None


def last(question: str, folder: Path | None = None) -> Entry | None:
    """Return the latest answer to a question, or None."""
    return next((found for found in reversed(entries(folder)) if found.question == question), None)


def tries(question: str, folder: Path | None = None) -> int:
    """Return how often a question was answered."""
    return sum(found.question == question for found in entries(folder))
