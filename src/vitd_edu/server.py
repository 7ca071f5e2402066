"""A server extension that sends every kernel message to the browser at once.

By default the operating system may hold a small message back while an earlier one is not yet acknowledged (Nagle's
algorithm), and the browser in turn delays its acknowledgment. Turning the delay off (``TCP_NODELAY``) on kernel
websockets removes a stall of about 40 ms, after which sliders visibly lagged and some twenty redraws a second were
the most that got through. Jupyter Server leaves the delay on; this extension turns it off for each kernel websocket
as it opens.

``vitd-edu lab`` and ``vitd-edu app`` switch this on for their own server. To have it on another Jupyter server, such
as a hub's: ``jupyter server extension enable vitd_edu.server``.

It changes one setting of the server, the class that connects a websocket to its kernel, to a subclass of whatever
class is set there. Should a later Jupyter Server have no such setting, a warning is logged and the server works as
before.
"""

import logging
from typing import Any

SETTING = "kernel_websocket_connection_class"

logger = logging.getLogger(__name__)


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Tell Jupyter Server that this module is an extension."""
    return [{"module": "vitd_edu.server"}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Turn the delay off on every kernel websocket that this server opens from now on."""
    try:
        settings = server.web_app.settings
        settings[SETTING] = prompt(settings[SETTING])
    except (AttributeError, KeyError, TypeError) as error:
        logger.warning("vitd-edu could not turn off the websocket delay (%r); sliders may answer late.", error)


def prompt(connection_class: type) -> type:
    """Return a subclass of a kernel connection class that sends without delay.

    Args:
        connection_class: What connects a websocket to its kernel on this server.
    """
    if getattr(connection_class, "sends_at_once", False):
        return connection_class

    class PromptConnection(connection_class):
        """The server's own connection, on a socket that does not hold small messages back."""

        sends_at_once = True

        def connect(self) -> Any:
            _send_at_once(getattr(self, "websocket_handler", None))
            return super().connect()

    return PromptConnection


def _send_at_once(websocket: Any) -> None:
    """Set ``TCP_NODELAY``; a socket that is already gone, or cannot, keeps its delay."""
    try:
        websocket.set_nodelay(True)
    except (AttributeError, AssertionError, OSError) as error:
        logger.warning("vitd-edu could not turn off the delay of a websocket (%r); sliders may answer late.", error)
