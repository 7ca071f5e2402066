"""A cell that is run again closes the panels of its last run: nothing piles up in the kernel or in the browser."""

from typing import Any

from IPython.core.getipython import get_ipython

_opened: dict[str, tuple[str, list[Any]]] = {}


def opened(panel: Any) -> None:
    """Remember that the running cell has opened a panel, and close those that an earlier run of it had opened.

    Outside a notebook, or where the front end does not name its cells, nothing is remembered.
    """
    asked_by = getattr(getattr(get_ipython(), "kernel", None), "get_parent", None)
    request = asked_by() if asked_by else {}
    cell, run = request.get("metadata", {}).get("cellId"), request.get("header", {}).get("msg_id")
    if not cell or not run:
        return
    last_run, panels = _opened.get(cell, ("", []))
    if last_run != run:
        for old in panels:
            old.close()
        panels = []
    _opened[cell] = (run, [*panels, panel])
