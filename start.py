#!/usr/bin/env python3
"""Start here. This file needs nothing but Python 3.11 or newer.

    python3 start.py lab      opens JupyterLab on the lessons
    python3 start.py tests    runs every test

It makes an environment of its own in .venv, puts nox in it, and hands over to nox (see noxfile.py). What follows the
first word is passed on: python3 start.py lab -- --no-browser --port 8899.
"""
# Python of any age must be able to read this file, so that an old one can be told so in one clear line: nothing here
# is newer than Python 3.6, and types are written as text.

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
HERE = Path(__file__).resolve().parent
USAGE = "Usage: python3 start.py lab | tests [-- further arguments]"


def complaint(version: "tuple[int, ...]") -> str:
    """Return what keeps this Python from making an environment, in one line; empty where nothing does."""
    if version < OLDEST:
        found = ".".join(map(str, version[:2]))
        return f"vitd-edu needs Python 3.11 or newer, and this is Python {found}. Newer ones: https://www.python.org"
    if not all(importlib.util.find_spec(module) for module in ("venv", "ensurepip")):
        return (
            "This Python lacks its module for making environments. On Debian or Ubuntu: apt-get install python3-venv. "
            "Elsewhere: install Python from https://www.python.org"
        )
    return ""


def venv_python(venv: Path) -> Path:
    """Return where the environment's own Python lies."""
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def works(python: Path, module: str) -> bool:
    """Say whether this Python runs, is new enough, and has the module in working order."""
    question = f"import sys, {module}; sys.exit(sys.version_info < {OLDEST})"
    try:
        return subprocess.run([str(python), "-c", question], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def prepare(venv: Path) -> Path:
    """Make the environment, or mend it, until it has nox; return its Python."""
    python = venv_python(venv)
    if works(python, "nox"):
        return python
    if not works(python, "pip"):
        print(f"Making an environment in {venv} ...", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(venv)], check=True)
    print("Installing nox ...", flush=True)
    # Installed again even where a half-made environment says that it is there.
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--force-reinstall"]
    subprocess.run([*pip, "--constraint", str(HERE / "constraints.txt"), "nox"], check=True)
    return python


def nox_call(python: Path, arguments: "list[str]") -> "list[str]":
    """Return the call of nox: the first argument names the session, the others are for what it runs."""
    session, rest = arguments[0], arguments[1:]
    if rest[:1] == ["--"]:
        rest = rest[1:]
    call = [str(python), "-m", "nox", "--noxfile", str(HERE / "noxfile.py"), "--session", session]
    return [*call, "--", *rest] if rest else call


def hand_over(call: "list[str]") -> int:
    """Run nox, in this program's place where the system can do that; return its exit code."""
    if os.name == "posix":
        os.execv(call[0], call)
    child = subprocess.Popen(call)
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            # The child has heard Ctrl-C too. It ends its own children first; leaving now would strand them.
            continue


def main(arguments: "list[str]") -> int:
    """Do what the first word says; return the exit code."""
    if not arguments or arguments[0].startswith("-"):
        print(USAGE)
        return 0 if arguments[:1] in (["-h"], ["--help"]) else 2
    trouble = complaint(sys.version_info[:3])
    if trouble:
        print(trouble, file=sys.stderr)
        return 1
    venv = HERE / ".venv"
    try:
        python = prepare(venv)
    except subprocess.CalledProcessError:
        print(f"No environment could be made; the lines above say why. Try again, or delete {venv}.", file=sys.stderr)
        return 1
    return hand_over(nox_call(python, arguments))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
