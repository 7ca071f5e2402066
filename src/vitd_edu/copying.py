"""Write the lessons into a learner's folder, and never over a learner's work.

A small list (``.vitd-edu-lessons.json``) keeps what was written there, as checksums. A lesson that still has its
checksum is untouched and may be brought up to date. A lesson that differs holds work: it stays, and a newer version
of the lesson is put beside it under a name of its own.
"""

import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from vitd_edu.locate import notebooks_directory

MANIFEST = ".vitd-edu-lessons.json"
LEFT_BEHIND = ("journal-",)

Outcome = Literal["written", "updated", "unchanged", "kept", "new version beside"]


@dataclass(frozen=True)
class Copied:
    """What became of one file of the lessons."""

    name: str
    outcome: Outcome
    beside: str = ""

    @property
    def sentence(self) -> str:
        """The outcome, said."""
        return {
            "written": f"{self.name}: written.",
            "updated": f"{self.name}: brought up to date; you had not changed it.",
            "unchanged": f"{self.name}: already there.",
            "kept": f"{self.name}: yours is kept as you changed it.",
            "new version beside": f"{self.name}: yours is kept as you changed it; the new version is {self.beside}.",
        }[self.outcome]


def copy_lessons(folder: Path, source: Path | None = None, release: str | None = None) -> tuple[Copied, ...]:
    """Write the lessons into a folder, keeping every file that a learner changed.

    Args:
        folder: Where to write; made if it is not there.
        source: Folder of the lessons; the kit's own where it is None.
        release: Version of the lessons, for the name of a file put beside; the kit's own where it is None.

    Returns:
        What became of each file, in reading order.

    Raises:
        NotADirectoryError: ``folder`` is a file.
    """
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(f"{folder} is a file, not a folder. Name a folder to write the lessons into.")
    folder.mkdir(parents=True, exist_ok=True)
    source = source or notebooks_directory()
    release = release or version("vitd-edu")
    given = _read_manifest(folder)
    copied = tuple(_copy_one(name, source, folder, given, release) for name in _names(source))
    _write_safely(folder / MANIFEST, json.dumps({"release": release, "files": given}, indent=2).encode())
    return copied


def _names(source: Path) -> Iterator[str]:
    """Yield the files of the lessons, without a learner's own files and hidden ones."""
    for path in sorted(source.rglob("*")):
        parts = path.relative_to(source).parts
        hidden = any(part.startswith((".", "__")) for part in parts)
        if path.is_file() and not hidden and not path.name.startswith(LEFT_BEHIND):
            yield "/".join(parts)


def _copy_one(name: str, source: Path, folder: Path, given: dict[str, str], release: str) -> Copied:
    """Bring one file to the folder; ``given`` is what was written there before and is kept up to date."""
    content = (source / name).read_bytes()
    target, offered = folder / name, _checksum(content)
    before, given[name] = given.get(name), offered
    if not target.exists():
        _write_safely(target, content)
        return Copied(name, "written")
    present = _checksum(target.read_bytes())
    if present == offered:
        return Copied(name, "unchanged")
    if present == before:
        _write_safely(target, content)
        return Copied(name, "updated")
    if before == offered:
        return Copied(name, "kept")
    beside = _put_beside(target, content, release)
    return Copied(name, "new version beside", beside.name)


def _put_beside(target: Path, content: bytes, release: str) -> Path:
    """Write ``content`` next to ``target`` under a free name that says what it is."""
    for number in range(1, 1000):
        ending = f"new-{release}" if number == 1 else f"new-{release}-{number}"
        beside = target.with_name(f"{target.stem}.{ending}{target.suffix}")
        if not beside.exists():
            _write_safely(beside, content)
            return beside
        if beside.read_bytes() == content:
            return beside
    raise FileExistsError(f"No free name is left beside {target.name}.")


def _read_manifest(folder: Path) -> dict[str, str]:
    """Return what was written before; an unreadable list counts as none, so that every file that differs is kept."""
    try:
        files = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    if not isinstance(files, dict):
        return {}
    return {str(name): str(checksum) for name, checksum in files.items()}


def _write_safely(target: Path, content: bytes) -> None:
    """Write the whole file or nothing: a crash half way leaves what was there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".vitd-edu-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        # A temporary file is private to its owner; a lesson should be as readable as any file made here.
        mask = os.umask(0)
        os.umask(mask)
        Path(temporary).chmod(0o666 & ~mask)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _checksum(content: bytes) -> str:
    return sha256(content).hexdigest()
