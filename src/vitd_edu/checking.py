"""Look whether everything that the lessons need is there and works."""

import platform
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

NEEDED = ("vitd-edu", "numpy", "matplotlib", "ipywidgets", "anywidget")
OPTIONAL = ("jupyterlab", "voila")
OLDEST_PYTHON = (3, 11)
KERNEL_SECONDS = 60
# What a broken or half-installed package, file or kernel is known to raise.
FAILURES = (ImportError, OSError, RuntimeError, LookupError, ValueError, AttributeError, TypeError)


@dataclass(frozen=True)
class Check:
    """One thing that was looked at."""

    what: str
    found: str
    fine: bool


def check_setup() -> tuple[Check, ...]:
    """Look at Python, the packages, the widgets, the kernel, the data and the lessons."""
    return (_python(), *_packages(), _widgets(), _kernel(), _data(), _lessons())


def in_words(checks: tuple[Check, ...]) -> str:
    """Return the checks as a short table, and a sentence that sums them up."""
    width = max(len(check.what) for check in checks)
    lines = [f"{check.what:<{width}}  {'fine   ' if check.fine else 'PROBLEM'}  {check.found}" for check in checks]
    problems = sum(not check.fine for check in checks)
    total = "All is well: you can start." if not problems else f"{problems} of {len(checks)} checks found a problem."
    return "\n".join([*lines, "", total])


def content_problems(folder: Path) -> tuple[str, ...]:
    """Return what is wrong in a data folder, one line per problem; an empty tuple means none.

    The kit's own reader always looks; ``frictionless`` looks as well where it is installed.

    Args:
        folder: Holds ``datapackage.json`` and its tables.
    """
    return (*_reader_problems(folder), *(_frictionless_problems(folder) if has_frictionless() else ()))


def has_frictionless() -> bool:
    """Say whether the second, more thorough look at the data is possible here."""
    return _version("frictionless") is not None


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _python() -> Check:
    found = f"{platform.python_version()} on {platform.system()}"
    return Check("Python", found, sys.version_info >= OLDEST_PYTHON)


def _packages() -> Iterator[Check]:
    for package in NEEDED:
        found = _version(package)
        yield Check(package, found or f"missing: pip install {package}", found is not None)
    for package in OPTIONAL:
        found = _version(package)
        yield Check(package, found or "not installed; only 'vitd-edu lab' and 'vitd-edu app' need it", fine=True)


def _widgets() -> Check:
    """A control can be made, and the page's side of ipywidgets is of the matching series."""

    def look() -> str:
        from ipywidgets import IntSlider

        IntSlider(value=1).close()
        page_side = _version("jupyterlab_widgets")
        if page_side is None or not page_side.startswith("3."):
            raise RuntimeError(
                f"jupyterlab_widgets is {page_side or 'missing'}, expected 3: pip install jupyterlab_widgets"
            )
        return f"a slider can be made; JupyterLab's side is {page_side}"

    return _tried("widgets", look)


def _kernel() -> Check:
    """A notebook's kernel starts and can import the kit."""

    def look() -> str:
        from jupyter_client.manager import start_new_kernel

        # What a kernel says on starting concerns servers, not learners.
        manager, client = start_new_kernel(startup_timeout=KERNEL_SECONDS, stderr=subprocess.DEVNULL)
        try:
            reply = client.execute_interactive("import vitd_edu", timeout=KERNEL_SECONDS, silent=True)
            if reply["content"]["status"] != "ok":
                raise RuntimeError(f"it cannot import vitd_edu: {reply['content'].get('evalue', '')}")
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)
        return "starts, and can import vitd_edu"

    return _tried("kernel", look)


def _data() -> Check:
    def look() -> str:
        from vitd_edu.knowledge.package import read_rows, schemas

        tables = schemas()
        rows = sum(len(read_rows(table)) for table in tables)
        return f"{len(tables)} tables, {rows} rows, all readable"

    return _tried("data", look)


def _lessons() -> Check:
    def look() -> str:
        from vitd_edu.locate import notebooks_directory

        return f"{len(list(notebooks_directory().glob('*.ipynb')))} notebooks, all there"

    return _tried("lessons", look)


def _tried(what: str, look: Callable[[], str]) -> Check:
    """Turn whatever goes wrong into a line of the table: this is the place where a broken set-up must be reported."""
    try:
        return Check(what, look(), fine=True)
    except FAILURES as error:
        return Check(what, f"{type(error).__name__}: {error}", fine=False)


def _reader_problems(folder: Path) -> Iterator[str]:
    from vitd_edu.knowledge.package import ContentError, read_rows, schemas
    from vitd_edu.knowledge.question_checks import question_problems

    try:
        tables = schemas(folder)
    except ContentError as error:
        yield str(error)
        return
    readable = True
    for table in tables:
        try:
            read_rows(table, folder)
        except ContentError as error:
            readable = False
            yield str(error)
    if readable:  # questions whose tables cannot be read cannot be looked at
        yield from question_problems(folder)


def _frictionless_problems(folder: Path) -> Iterator[str]:
    from frictionless import validate

    report = validate(str(folder / "datapackage.json"))
    for error in report.errors:
        yield f"Data package: {error.message}"
    for task in report.tasks:
        for error in task.errors:
            yield f"Table {task.name}: {error.message}"
