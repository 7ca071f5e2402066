"""Nothing piles up: closing a panel closes all of it, and a cell that runs again closes its old panel."""

import gc

import matplotlib.pyplot as plt
import pytest
from ipywidgets.widgets.widget import _instances as open_widgets
from jupyter_client.manager import start_new_kernel

import vitd_edu as vd


def test_a_hundred_explorers_leave_nothing_behind():
    before, figures = set(open_widgets), plt.get_fignums()
    for _ in range(100):
        vd.explorer().close()
    assert set(open_widgets) == before
    assert plt.get_fignums() == figures


PANELS = [getattr(vd, name) for name, room in vars(vd)["_LATER"].items() if room.startswith("panels.")]


@pytest.mark.parametrize("open_panel", PANELS, ids=lambda opener: opener.__name__)
def test_a_panel_leaves_nothing_behind(open_panel):
    before, figures = set(open_widgets), plt.get_fignums()
    for _ in range(3):
        open_panel().close()
    gc.collect()
    assert set(open_widgets) == before
    assert plt.get_fignums() == figures


def test_closing_twice_is_harmless_and_a_linked_panel_goes_on():
    one = vd.explorer()
    other = vd.explorer(levels=one.levels)
    one.close()
    one.close()
    other.dials["calcium"].value = 1.8
    assert "1.80 mmol/L" in other.sentence.text
    other.close()


@pytest.fixture
def kernel():
    manager, client = start_new_kernel(startup_timeout=60)
    yield client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def run(client, code, cell):
    """Run code as a front end does that names its cells, and return what it printed."""
    content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
    message = client.session.msg("execute_request", content, metadata={"cellId": cell})
    client.shell_channel.send(message)
    printed = ""
    while True:
        reply = client.get_iopub_msg(timeout=60)
        if reply["parent_header"].get("msg_id") != message["header"]["msg_id"]:
            continue
        assert reply["msg_type"] != "error", reply["content"]
        if reply["msg_type"] == "stream" and reply["content"]["name"] == "stdout":
            printed += reply["content"]["text"]
        if reply["msg_type"] == "status" and reply["content"]["execution_state"] == "idle":
            return printed


def test_a_cell_that_runs_again_closes_its_old_panels(kernel):
    run(kernel, "import vitd_edu as vd; from ipywidgets.widgets.widget import _instances", "imports")
    counts = set()
    for _ in range(4):
        run(kernel, "one, other = vd.explorer(), vd.explorer()", "panels")
        counts.add(run(kernel, "print(len(_instances))", "count"))
    assert len(counts) == 1
    run(kernel, "third = vd.explorer()", "another cell")
    assert run(kernel, "print(len(_instances))", "count") not in counts
