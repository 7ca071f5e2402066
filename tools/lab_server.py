"""Run a JupyterLab of its own for the tests, the bench and the screenshots, and leave nothing behind."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from vitd_edu.cli import lab_arguments, lab_environment

START_SECONDS = 90
STOP_SECONDS = 20
LOOK_EVERY_SECONDS = 0.1

OPEN_TO_THIS_MACHINE = (
    "--IdentityProvider.token=",
    "--ServerApp.password=",
    "--ServerApp.port_retries=0",
    "--no-browser",
)
# Tests ask JupyterLab itself about cells and kernels, rather than guess from the page.
ASKABLE = "--LabApp.expose_app_in_browser=True"


class ServerError(RuntimeError):
    """The server ended, or did not answer in time; the message holds what it printed."""


@dataclass(frozen=True)
class Server:
    """A server that answers; what it and its kernels print goes to ``log``."""

    url: str
    process: psutil.Process
    log: Path


def free_port() -> int:
    """Return a port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], folder: Path, scratch: Path, port: int, ready: str) -> Iterator[Server]:
    """Run a server in a process of its own, wait until it answers, and end it with all its children.

    Args:
        command: What to run.
        folder: Working directory.
        scratch: Takes the server's output, and Jupyter's settings in place of the user's own.
        port: The port that the command was told.
        ready: The path on the server that must answer.

    Raises:
        ServerError: It ended or did not answer in time.
    """
    scratch.mkdir(parents=True, exist_ok=True)
    log = scratch / "server.log"
    with log.open("wb") as output:
        child = subprocess.Popen(
            command,
            cwd=folder,
            env=_environment(scratch),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_for_answer(url + ready, child, log)
        yield Server(url, psutil.Process(child.pid), log)
    finally:
        stop(child)


@contextmanager
def running_lab(folder: Path, scratch: Path, *arguments: str) -> Iterator[Server]:
    """Run JupyterLab on a folder as ``vitd-edu lab`` would, without a token.

    Args:
        folder: Becomes the server's root.
        scratch: As in ``running``.
        arguments: Further arguments for JupyterLab.
    """
    port = free_port()
    extra = [*OPEN_TO_THIS_MACHINE, ASKABLE, f"--port={port}", *arguments]
    command = [sys.executable, "-m", "jupyterlab", *lab_arguments(folder, extra)]
    with running(command, folder, scratch, port, "/lab") as server:
        yield server


def stop(child: subprocess.Popen[bytes]) -> None:
    """End a process, kindly first, and then whatever it leaves behind."""
    family = _family(child.pid)
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait(STOP_SECONDS)
    for process in family:
        if process.is_running():
            try:
                process.kill()
            except psutil.NoSuchProcess:
                continue
    psutil.wait_procs(family, timeout=STOP_SECONDS)


def _family(pid: int) -> list[psutil.Process]:
    """Return the living descendants of a process."""
    try:
        return list(psutil.Process(pid).children(recursive=True))
    except psutil.NoSuchProcess:
        return []


def _environment(scratch: Path) -> Mapping[str, str]:
    """Return this environment with Jupyter's folders moved, so that no setting of the user reaches in."""
    moved = {
        "JUPYTER_CONFIG_DIR": scratch / "config",
        "JUPYTER_RUNTIME_DIR": scratch / "runtime",
        "JUPYTERLAB_WORKSPACES_DIR": scratch / "workspaces",
        "IPYTHONDIR": scratch / "ipython",
    }
    inherited = {name: value for name, value in os.environ.items() if name != "JUPYTER_CONFIG_PATH"}
    return {**inherited, **lab_environment({}), **{name: str(path) for name, path in moved.items()}}


def _wait_for_answer(url: str, child: subprocess.Popen[bytes], log: Path) -> None:
    """Return once the server answers with success."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if child.poll() is not None:
            raise ServerError(f"The server ended with code {child.returncode}:\n{log.read_text(errors='replace')}")
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(LOOK_EVERY_SECONDS)
    raise ServerError(f"{url} did not answer within {START_SECONDS} s:\n{log.read_text(errors='replace')}")


def kernels(server: Server) -> list[dict[str, object]]:
    """Return what the server says about its kernels."""
    with urllib.request.urlopen(f"{server.url}/api/kernels", timeout=5) as answer:
        return list(json.load(answer))
