"""The server extension turns the delay off on a live kernel websocket, and never breaks the server."""

import asyncio
import json
import logging
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest
from jupyter_server.serverapp import ServerApp
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
from tornado.httpclient import AsyncHTTPClient
from tornado.websocket import websocket_connect

from tools.lab_server import free_port
from vitd_edu.server import SETTING, _load_jupyter_server_extension, prompt


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> "asyncio.Queue[KernelWebsocketHandler]":
    """The kernel websockets that the server opens, as they open."""
    handlers: asyncio.Queue[KernelWebsocketHandler] = asyncio.Queue()
    original = KernelWebsocketHandler.open

    async def note(self: KernelWebsocketHandler, **arguments: str) -> None:
        await original(self, **arguments)
        handlers.put_nowait(self)

    monkeypatch.setattr(KernelWebsocketHandler, "open", note)
    return handlers


async def delay_is_off_on_a_live_websocket(folder: Path, opened: asyncio.Queue) -> bool:
    """Run a server with the extension, start a kernel, connect to it, and look at the server's end of the socket."""
    port = free_port()
    server = ServerApp(log_level=logging.CRITICAL)
    server.init_signal = lambda: None
    arguments = [f"--ServerApp.root_dir={folder}", f"--port={port}", "--IdentityProvider.token=", "--allow-root"]
    server.initialize([*arguments, "--ServerApp.jpserver_extensions=vitd_edu.server=True"], find_extensions=False)
    server.start_app()
    try:
        base = f"127.0.0.1:{port}/api/kernels"
        headers = {"Cookie": "_xsrf=x", "X-XSRFToken": "x", "Content-Type": "application/json"}
        fetched = await AsyncHTTPClient().fetch(f"http://{base}", method="POST", body="{}", headers=headers)
        kernel = json.loads(fetched.body)["id"]
        client = await websocket_connect(f"ws://{base}/{kernel}/channels?session_id=test")
        server_end = (await asyncio.wait_for(opened.get(), 30)).ws_connection.stream.socket
        off = server_end.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        client.close()
        return bool(off)
    finally:
        await server._cleanup()
        server.clear_instance()


def test_the_delay_is_off_on_a_live_kernel_websocket(tmp_path: Path, monkeypatch, opened):
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_DATA_DIR"):
        monkeypatch.setenv(name, str(tmp_path / name))
    # In a thread of its own, which no other test's event loop can disturb.
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(asyncio.run, delay_is_off_on_a_live_websocket(tmp_path, opened)).result(timeout=60)


class Connection:
    """What a server sets by default, as far as the extension sees it."""

    def __init__(self, websocket: object) -> None:
        self.websocket_handler = websocket

    def connect(self) -> str:
        return "connected"


def refuse(_: bool) -> None:
    raise OSError("the socket is gone")


@pytest.mark.parametrize("websocket", [None, object(), SimpleNamespace(set_nodelay=refuse)])
def test_a_websocket_that_cannot_do_it_still_connects_with_a_warning(websocket: object, caplog):
    assert prompt(Connection)(websocket).connect() == "connected"
    assert "could not turn off the delay" in caplog.text


def test_a_class_is_changed_only_once():
    once = prompt(Connection)
    assert issubclass(once, Connection)
    assert prompt(once) is once


@pytest.mark.parametrize("settings", [{}, {SETTING: None}, {SETTING: "not a class"}, None])
def test_a_server_without_the_setting_is_left_as_it_is_with_a_warning(settings: dict | None, caplog):
    before = dict(settings or {})
    _load_jupyter_server_extension(SimpleNamespace(web_app=SimpleNamespace(settings=settings)))
    assert "could not turn off the websocket delay" in caplog.text
    assert (settings or {}) == before


def test_a_server_of_another_kind_is_left_alone(caplog):
    _load_jupyter_server_extension(object())
    assert "could not turn off the websocket delay" in caplog.text
