"""The project's errands. ``python -m nox`` runs the tests; ``python -m nox -l`` lists the rest.

Each session keeps its environment under ``.nox`` and installs only when a dependency or a pin has changed. The
package is installed in place, so that a change of the code needs no new installation.
"""

import hashlib
import os
from pathlib import Path

import nox

from tools.chromium import find_chromium

HERE = Path(__file__).parent
PINS = HERE / "constraints.txt"

nox.needs_version = ">=2025.2.9"
nox.options.sessions = ["tests"]
nox.options.reuse_venv = "yes"
nox.options.default_venv_backend = "virtualenv"


@nox.session
def lab(session: nox.Session) -> None:
    """Open JupyterLab on the lessons; arguments after -- go to JupyterLab."""
    install(session, "lab")
    # After Ctrl-C JupyterLab gets time to end its kernels before nox ends it.
    session.run("vitd-edu", "lab", "--", *session.posargs, interrupt_timeout=10, terminate_timeout=5)


@nox.session
def tests(session: nox.Session) -> None:
    """Run every check and every test; with arguments after --, only pytest with those."""
    install(session, "lab", "test", "dev")
    if not session.posargs:
        check_style(session)
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
    session.run("python", "tools/screenshots.py", *session.posargs)


@nox.session(reuse_venv=False)
def constraints(session: nox.Session) -> None:
    """Write constraints.txt anew from the newest releases; run it with the oldest Python that the project supports."""
    session.install("--editable", ".[lab,test,dev]")
    frozen = session.run("python", "-m", "pip", "freeze", "--exclude-editable", silent=True)
    pins = [line for line in str(frozen).splitlines() if "==" in line and " @ " not in line]
    header = ["# What the tests ran with. Made by: python -m nox -s constraints"]
    PINS.write_text("\n".join([*header, *pins]) + "\n", encoding="utf-8")


def check_style(session: nox.Session) -> None:
    """Run the linter, the formatter's check and the type checker."""
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")


def install(session: nox.Session, *extras: str) -> None:
    """Install the kit in place with some of its extras, unless exactly that has been done before."""
    what = f".[{','.join(extras)}]"
    inputs = [what.encode(), PINS.read_bytes(), (HERE / "pyproject.toml").read_bytes(), os.fsencode(HERE)]
    wanted = hashlib.sha256(b"\0".join(inputs)).hexdigest()
    stamp = Path(session.virtualenv.location) / "vitd-edu-installed"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        session.log(f"{what} is already installed.")
        return
    session.install("--constraint", str(PINS), "--editable", what)
    stamp.write_text(wanted, encoding="utf-8")
