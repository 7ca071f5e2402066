"""The project's errands. ``python -m nox`` runs the tests; ``python -m nox -l`` lists the rest.

Each session keeps its environment under ``.nox`` and installs only when a dependency or a pin has changed. The
package is installed in place, so that a change of the code needs no new installation.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nox

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))  # the command "nox", unlike "python -m nox", does not look here by itself
PINS = HERE / "constraints.txt"
PEERS = HERE / "benchmarks" / "peers.txt"
BENCHMARKS = ("models", "panels", "labs", "clinic")  # scripts of benchmarks/, in the order in which they run
RACES = ("axon", "body")  # those that need somebody else's simulators

nox.needs_version = ">=2025.2.9"
nox.options.sessions = ["tests"]
nox.options.reuse_venv = "yes"
nox.options.default_venv_backend = "virtualenv"


@nox.session
def lab(session: nox.Session) -> None:
    """Open JupyterLab on the lessons; arguments after -- go to JupyterLab."""
    install(session, "lab")
    command = ["vitd-edu", "lab", "--", *session.posargs]
    if os.name == "posix":
        # JupyterLab takes nox's place, so that Ctrl-C or an end from outside reaches it, and it can end its kernels.
        session.log(" ".join(command))
        os.environ["PATH"] = os.pathsep.join([session.bin, os.environ["PATH"]])
        os.execvp(command[0], command)
    session.run(*command, interrupt_timeout=10, terminate_timeout=5)


@nox.session
def tests(session: nox.Session) -> None:
    """Run every check and every test; with arguments after --, only pytest with those."""
    install(session, "lab", "test", "dev")
    if not session.posargs:
        check_style(session)
    from tools.chromium import find_chromium

    if not find_chromium():
        # Playwright's own, where it can be fetched; the browser tests say what to do where it cannot.
        session.run("playwright", "install", "chromium", success_codes=range(256))
    session.run("pytest", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Look at style and types alone."""
    install(session, "lab", "test", "dev")
    check_style(session)


@nox.session
def screenshots(session: nox.Session) -> None:
    """Take the pictures of docs/screenshots anew."""
    install(session, "lab", "test")
    session.run("python", "-m", "tools.screenshots", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure how quickly the kit answers, each number beside its target; after --, only the benchmarks named."""
    chosen = session.posargs or (*BENCHMARKS, *RACES)
    here = [name for name in chosen if name not in RACES]
    if here:
        install(session, "lab", "test")
    for name in here:
        session.run("python", "-m", f"benchmarks.{name}")
    races = [name for name in chosen if name in RACES]
    if races:
        session.notify("race", races)


@nox.session(default=False)
def race(session: nox.Session) -> None:
    """Race against other simulators, which need an older NumPy and so an environment of their own; bench calls this."""
    with installing(session, "vitd-edu with its peers", PEERS) as needed:
        if needed:
            session.install("--constraint", str(PEERS), "--editable", ".")
            for peer in filter(None, PEERS.read_text(encoding="utf-8").splitlines()):
                if not peer.startswith("#"):
                    # One by one: a peer without a wheel for this system is left out, and the report says so.
                    session.install("--constraint", str(PEERS), "--only-binary=:all:", peer, success_codes=range(256))
    for name in session.posargs or RACES:
        session.run("python", "-m", f"benchmarks.{name}")


@nox.session
def constraints(session: nox.Session) -> None:
    """Write constraints.txt anew: the newest releases that run on the very oldest Python that the kit supports."""
    report = Path(session.create_tmp()) / "report.json"
    # Asking for 3.11.0 by name, because some releases refuse the earlier ones of a series that they otherwise support.
    oldest = ("--python-version", "3.11.0", "--only-binary=:all:", "--target", session.create_tmp())
    dry = ("--dry-run", "--ignore-installed", "--quiet", "--report", str(report))
    session.run("python", "-m", "pip", "install", *dry, *oldest, ".[lab,test,dev]")
    chosen = [each["metadata"] for each in json.loads(report.read_text(encoding="utf-8"))["install"]]
    pins = (f"{each['name']}=={each['version']}" for each in chosen if each["name"] != "vitd-edu")
    header = "# What the tests run with, on every Python from 3.11.0. Made by: python -m nox -s constraints"
    PINS.write_text("\n".join([header, *sorted(pins, key=str.lower)]) + "\n", encoding="utf-8")


def check_style(session: nox.Session) -> None:
    """Run the linter, the formatter's check and the type checker."""
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")


def install(session: nox.Session, *extras: str) -> None:
    """Install the kit in place with some of its extras, unless exactly that has been done before."""
    what = f".[{','.join(extras)}]"
    with installing(session, what, PINS) as needed:
        if needed:
            session.install("--constraint", str(PINS), "--editable", what)


@contextmanager
def installing(session: nox.Session, what: str, pins: Path) -> Iterator[bool]:
    """Say whether something is still to be installed, and remember that it is once that has gone well."""
    inputs = [what.encode(), pins.read_bytes(), (HERE / "pyproject.toml").read_bytes(), os.fsencode(HERE)]
    wanted = hashlib.sha256(b"\0".join(inputs)).hexdigest()
    stamp = Path(session.virtualenv.location) / "vitd-edu-installed"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        session.log(f"{what} is already installed.")
        yield False
        return
    yield True
    stamp.write_text(wanted, encoding="utf-8")
