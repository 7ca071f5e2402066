"""300 ms of axon beside SciPy, NEURON and Brian2: time as a ratio, and how far spike times are from converged ones.

All solve the Hodgkin-Huxley equations of ``vitd_edu.physiology.nerve`` for one patch of membrane, 6.3 degrees Celsius,
10 µA/cm2 from the start, gates settled at -65 mV, and keep the voltage. Peers: ``pip install scipy neuron brian2 cython``;
one that is not installed is passed over, and the output says so.

``python benchmarks/axon.py``              compare; arguments name peers to leave out, such as ``brian2-numpy``
``python benchmarks/axon.py --expected``   print the spike times for ``tests/expected/axon_spikes.csv`` (needs SciPy and NEURON)
"""

import math
import sys
import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np

from vitd_edu.physiology.nerve import SAMPLE, simulate, upward_crossings

DURATION = 300.0  # ms
CURRENT = 10.0  # µA/cm2
START = -65.0  # mV
STEPS = (0.025, 0.0025)  # ms
ROUNDS = 5
SLOW = 2.0  # s; what takes longer is run once
EXPECTED = Path(__file__).parents[1] / "tests" / "expected" / "axon_spikes.csv"

Runner = Callable[[], tuple[float, np.ndarray]]  # -> seconds, spike times [ms]


def main() -> None:
    """Run what is installed and print the ratios, or the expected spike times."""
    if "--expected" in sys.argv:
        print_expected()
        return
    converged = np.loadtxt(EXPECTED, delimiter=",", skiprows=6)[:, 1]
    print("300 ms of axon; time beside ours at the same step (LSODA chooses its own steps), worst error of a spike time")
    for step in STEPS:
        runners = {"vitd-edu": ours(step)} | installed_peers(step, set(sys.argv[1:]))
        times = race(runners)
        base = times["vitd-edu"][0]
        for name, (seconds, spikes) in times.items():
            print(f"step {step:<6} ms  {name:<26} {1000 * seconds:9.1f} ms  {seconds / base:8.1f} x  {error(spikes, converged)}")


def race(runners: dict[str, Runner]) -> dict[str, tuple[float, np.ndarray]]:
    """Run all in turns and keep the best time of each, so that a busy moment of the machine hits none alone."""
    best = {}
    for turn in range(ROUNDS):
        for name, run in runners.items():
            if turn and best[name][0] > SLOW:
                continue
            seconds, spikes = run()
            best[name] = (min(seconds, best[name][0]) if turn else seconds, spikes)
    return best


def error(spikes: np.ndarray, converged: np.ndarray) -> str:
    """Say how far spike times are from converged ones."""
    if spikes.size != converged.size:
        return f"{spikes.size} spikes instead of {converged.size}"
    return f"{np.abs(spikes - converged).max():.5f} ms"


def installed_peers(step: float, left_out: set[str]) -> dict[str, Runner]:
    """Return the peers that are installed; say which are not."""
    peers = {
        "scipy": ("scipy", lambda: scipy_lsoda()),
        "neuron": ("neuron", lambda: neuron_psolve(step)),
        "brian2-numpy": ("brian2", lambda: brian(step, "numpy")),
        "brian2-cython": ("cython", lambda: brian(step, "cython")),
    }
    found = {}
    for name, (package, make) in peers.items():
        try:
            known = version(package) if name != "brian2-cython" else f"{version('brian2')} + {version('cython')}"
        except PackageNotFoundError:
            print(f"{name}: passed over, {package} is not installed")
            continue
        if name in left_out:
            print(f"{name}: passed over, as asked")
            continue
        found[f"{name} {known}"] = make()
    return found


def ours(step: float) -> Runner:
    """Return our own axon; the first run builds the tables, which later runs share."""

    def run() -> tuple[float, np.ndarray]:
        started = time.perf_counter()
        trace = simulate(DURATION, current=CURRENT, held_at=START, step=step)
        return time.perf_counter() - started, trace.spikes

    run()
    return run


def slopes(v: float, m: float, h: float, n: float) -> tuple[float, float, float, float]:
    """Return the right-hand side in scalar mathematics, which is quicker than arrays for four numbers."""
    x, y = (v + 40.0) / 10.0, (v + 55.0) / 10.0
    opening_m = x / -math.expm1(-x) if x else 1.0
    opening_n = 0.1 * y / -math.expm1(-y) if y else 0.1
    return (
        CURRENT - 120.0 * m * m * m * h * (v - 50.0) - 36.0 * n**4 * (v + 77.0) - 0.3 * (v + 54.4),
        opening_m * (1.0 - m) - 4.0 * math.exp(-(v + 65.0) / 18.0) * m,
        0.07 * math.exp(-(v + 65.0) / 20.0) * (1.0 - h) - h / (1.0 + math.exp(-(v + 35.0) / 10.0)),
        opening_n * (1.0 - n) - 0.125 * math.exp(-(v + 65.0) / 80.0) * n,
    )


def settled() -> list[float]:
    """Return the start: gates settled at -65 mV."""
    opening, closing = np.array(slopes(START, 0.0, 0.0, 0.0)[1:]), -np.array(slopes(START, 1.0, 1.0, 1.0)[1:])
    return [START, *(opening / (opening + closing)).tolist()]


def scipy_lsoda() -> Runner:
    """Return SciPy's LSODA through ``odeint``, whose loop is compiled; ``solve_ivp`` is slower still."""
    from scipy.integrate import odeint

    times = np.arange(round(DURATION / SAMPLE) + 1) * SAMPLE

    def run() -> tuple[float, np.ndarray]:
        started = time.perf_counter()
        states = odeint(lambda y, _: slopes(*y.tolist()), settled(), times, rtol=1e-8, atol=1e-8, hmax=0.5)
        return time.perf_counter() - started, upward_crossings(states[:, 0])

    return run


def neuron_voltage(step: float) -> tuple[float, np.ndarray]:
    """Return NEURON's seconds and voltage: secondorder = 2, exact rates, driven by ParallelContext.psolve."""
    from neuron import h

    axon = h.Section(name="axon")
    axon.L = axon.diam = 100.0 / math.sqrt(math.pi)  # 10 000 µm2
    axon.cm = 1.0
    axon.insert("hh")
    axon(0.5).hh.el = -54.4
    h.usetable_hh, h.secondorder, h.celsius, h.dt = 0, 2, 6.3, step
    clamp = h.IClamp(axon(0.5))
    clamp.delay, clamp.dur, clamp.amp = 0.0, 1e9, CURRENT * axon(0.5).area() * 1e-5  # nA
    voltage = h.Vector()
    voltage.record(axon(0.5)._ref_v)
    context = h.ParallelContext()
    context.set_maxstep(10)
    h.finitialize(START)
    started = time.perf_counter()
    context.psolve(DURATION)
    return time.perf_counter() - started, np.array(voltage)


def neuron_psolve(step: float) -> Runner:
    """Return NEURON; spike times lie on the straight line between two of its steps."""

    def run() -> tuple[float, np.ndarray]:
        seconds, v = neuron_voltage(step)
        return seconds, straight_crossings(v, step)

    return run


def straight_crossings(v: np.ndarray, step: float) -> np.ndarray:
    """Return when a voltage that is known at every step rises through 0 mV [ms]."""
    before = np.flatnonzero((v[:-1] < 0.0) & (v[1:] >= 0.0))
    return (before - v[before] / (v[before + 1] - v[before])) * step


def brian(step: float, target: str) -> Runner:
    """Return Brian2 with its usual method for these equations (exponential Euler), compiled before the clock starts."""
    import brian2 as b

    b.BrianLogger.suppress_name("resolution_conflict")
    b.prefs.codegen.target = target
    b.defaultclock.dt = step * b.ms
    model = """
    dv/dt = (10.0 - 120.0*m**3*h*(v - 50.0) - 36.0*n**4*(v + 77.0) - 0.3*(v + 54.4))/ms : 1
    dm/dt = (1.0/exprel(-(v + 40.0)/10.0)*(1 - m) - 4.0*exp(-(v + 65.0)/18.0)*m)/ms : 1
    dh/dt = (0.07*exp(-(v + 65.0)/20.0)*(1 - h) - h/(1 + exp(-(v + 35.0)/10.0)))/ms : 1
    dn/dt = (0.1/exprel(-(v + 55.0)/10.0)*(1 - n) - 0.125*exp(-(v + 65.0)/80.0)*n)/ms : 1
    """
    axon = b.NeuronGroup(1, model, method="exponential_euler")
    monitor = b.StateMonitor(axon, "v", record=True)
    network = b.Network(axon, monitor)
    axon.v, axon.m, axon.h, axon.n = settled()
    network.store()
    network.run(2 * step * b.ms)

    def run() -> tuple[float, np.ndarray]:
        b.prefs.codegen.target = target
        network.restore()
        started = time.perf_counter()
        network.run(DURATION * b.ms)
        return time.perf_counter() - started, straight_crossings(np.asarray(monitor.v[0]), step)

    return run


def print_expected() -> None:
    """Print NEURON's spike times, and converged ones from an eighth-order method at 1e-12."""
    from scipy.integrate import solve_ivp

    def rising(_: float, y: np.ndarray) -> float:
        return float(y[0])

    rising.direction = 1.0  # type: ignore[attr-defined]
    settings = {"method": "DOP853", "rtol": 1e-12, "atol": 1e-12, "max_step": 0.5, "events": rising}
    converged = solve_ivp(lambda _, y: slopes(*y), (0.0, DURATION), settled(), **settings).t_events[0]
    print(f"# Spike times [ms] of the Hodgkin-Huxley axon: {CURRENT:g} uA/cm2 from 0 ms, gates settled at {START:g} mV, 6.3 C.")
    print(f"# neuron_ms: NEURON {version('neuron')}, hh with el_hh = -54.4, usetable_hh = 0, secondorder = 2, dt = 0.0025 ms;")
    print("# upward crossing of 0 mV on the straight line between two steps.")
    print(f"# converged_ms: SciPy {version('scipy')}, solve_ivp, DOP853, rtol = atol = 1e-12, same equations.")
    print("# Made by: python benchmarks/axon.py --expected")
    print("neuron_ms,converged_ms")
    for pair in zip(straight_crossings(neuron_voltage(0.0025)[1], 0.0025), converged, strict=True):
        print(",".join(f"{spike:.6f}" for spike in pair))


if __name__ == "__main__":
    main()
