"""What the kit costs a kernel: memory, and the time of its import."""

import statistics
import subprocess
import sys
from contextlib import ExitStack

import psutil
from jupyter_client.manager import KernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from benchmarks.report import Line, at_most

PAIRS, IMPORTS = 3, 9
MEMORY_MIB, IMPORT_SECONDS = 20, 0.25

BASE = "import matplotlib.pyplot, numpy, ipywidgets"
OPENED = "import vitd_edu\nfrom IPython.display import display\ndisplay(vitd_edu.explorer())"
TIMED = """
import time
import numpy, matplotlib, ipywidgets
start = time.perf_counter()
{statement}
print(time.perf_counter() - start)
"""


def _proportional_mib(pid: int) -> float:
    """Return the memory of a process in MiB; where the system tells, what is shared is divided among the sharers."""
    memory = psutil.Process(pid).memory_full_info()
    return float(getattr(memory, "pss", memory.uss)) / 2**20


def _memory_of(*codes: str) -> list[float]:
    """Run each code in a kernel of its own, all alive at once so that they share alike; return their memory in MiB."""
    with ExitStack() as stack:
        running = []
        for code in codes:
            manager = KernelManager()
            manager.start_kernel()
            stack.callback(manager.shutdown_kernel, now=True)
            client = manager.blocking_client()
            client.start_channels()
            stack.callback(client.stop_channels)
            client.wait_for_ready(timeout=60)
            reply = client.execute_interactive(code, timeout=120, output_hook=lambda message: None)
            if reply["content"]["status"] != "ok":
                raise RuntimeError("\n".join(reply["content"]["traceback"]))
            if not isinstance(manager.provisioner, LocalProvisioner) or manager.provisioner.pid is None:
                raise RuntimeError("The kernel answers, but nobody says which process it is.")
            running.append(manager.provisioner.pid)
        return [_proportional_mib(pid) for pid in running]


def memory() -> list[Line]:
    """Measure what opening the explorer adds to a kernel, by itself and where the kernel plots as well."""
    alone, beside = [], []
    for _ in range(PAIRS):
        base, only, both = _memory_of(BASE, OPENED, f"{BASE}\n{OPENED}")
        alone.append(only - base)
        beside.append(both - base)
    than = "over one with numpy, matplotlib.pyplot, ipywidgets"
    return [
        at_most(f"memory of a kernel with the explorer open, {than}", statistics.median(alone), MEMORY_MIB, "MiB"),
        at_most("  the same, having imported those three itself as well", statistics.median(beside), MEMORY_MIB, "MiB"),
    ]


def _seconds(statement: str) -> float:
    """Return how long a statement takes in a fresh process, on top of NumPy, matplotlib and ipywidgets."""
    command = [sys.executable, "-c", TIMED.format(statement=statement)]
    times = [float(subprocess.run(command, check=True, capture_output=True, text=True).stdout) for _ in range(IMPORTS)]
    return statistics.median(times)


def imports() -> list[Line]:
    """Measure the import, and the import with the panels, which are loaded when one is first asked for."""
    than = "on top of numpy, matplotlib, ipywidgets"
    return [
        at_most(f"import vitd_edu, {than}", _seconds("import vitd_edu"), IMPORT_SECONDS, "s", 3),
        at_most(
            "  the same with the panels: from vitd_edu import explorer",
            _seconds("from vitd_edu import explorer"),
            IMPORT_SECONDS,
            "s",
            3,
        ),
    ]
