"""How quickly the axon runs: 300 ms beside SciPy, NEURON and Brian2, with the worst error of a spike time of each.

All solve the Hodgkin-Huxley equations of ``vitd_edu.physiology.nerve`` for one patch of membrane, 6.3 degrees Celsius,
10 µA/cm2 from the start, gates settled at -65 mV, and keep the voltage. ``python -m nox -s bench`` installs the peers
of ``benchmarks/peers.txt`` into an environment of their own; the report says which are not installed.

``python -m benchmarks.axon``             compare
``python -m benchmarks.axon --expected``  print tests/expected/axon_spikes.csv anew (needs SciPy and NEURON)
"""

import math
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.report import Line, at_most, table
from vitd_edu.physiology.currents import SAMPLE
from vitd_edu.physiology.nerve import simulate, upward_crossings

DURATION = 300.0  # ms
CURRENT = 10.0  # µA/cm2
START = -65.0  # mV
USUAL_STEP, FINE_STEP = 0.025, 0.0025  # ms
NEURON, NEAR_MS = "neuron by psolve", 0.1
TURNS = 15
TIGHT, LOOSE = 1e-8, 1e-6  # tolerances of LSODA; the loose one is about as exact as ours at the usual step
NOTES = """\
SciPy offers LSODA in two ways, and both are shown. solve_ivp, which SciPy recommends, steps in Python. odeint steps in
compiled code and calls Python for the slopes alone: against it ours is not ten times as quick. Tried: tables of the
gates, a second-order scheme, float operations on local names only. What is left is 12 000 steps of about 0.4
microseconds, the floor of plain Python; odeint takes a tenth as many, longer steps. At 1e-8 LSODA is far more exact
than the picture needs, so both are shown at 1e-6 as well, about as exact as ours at its usual step of 0.025 ms. (The
trace that learners see steps by 0.1 ms and is not raced.)
"""
SLOW = 0.5  # s; what takes longer runs only once
EXPECTED = Path(__file__).parents[1] / "tests" / "expected" / "axon_spikes.csv"

Spikes = NDArray[np.float64]
Runner = Callable[[], tuple[float, Spikes]]  # seconds, spike times [ms]


@dataclass(frozen=True, slots=True)
class Peer:
    """Somebody else's axon, and how many times quicker we mean to be.

    Attributes:
        name: What it is called in the report.
        packages: What has to be installed for it, the one whose release is told first.
        ready: Gets it ready at a step [ms]; gives None where it cannot run on this machine.
        quicker: How many times as long as ours it should take; None where that is not aimed at.
        as_exact: Whether our error should be no worse than its own.
    """

    name: str
    packages: tuple[str, ...]
    ready: Callable[[float], Runner | None]
    quicker: float | None
    as_exact: bool = False


def main() -> None:
    """Race at both steps and print what was measured beside the targets, or the expected spike times."""
    if "--expected" in sys.argv:
        print_expected()
        return
    for step in (USUAL_STEP, FINE_STEP):
        print(table(f"Axon, 300 ms in steps of {step:g} ms: time, times ours, worst error", compared(step)), flush=True)
    print(NOTES, flush=True)


def compared(step: float) -> list[Line]:
    """Race at a step; LSODA chooses its own steps: its targets stand beside the step that learners see."""
    converged = np.loadtxt(EXPECTED, delimiter=",", skiprows=6)[:, 1]
    there = {peer.name for peer in PEERS if installed(peer)}
    ready = {peer.name: peer.ready(step) for peer in PEERS if peer.name in there}
    results = race({"vitd-edu": ours(step)} | {name: run for name, run in ready.items() if run is not None})
    base, base_error = results["vitd-edu"][0], worst_error(results["vitd-edu"][1], converged)
    lines = [Line("vitd-edu", f"{1000 * base:.1f} ms, 1, {base_error:.5f} ms")]
    if NEURON in results:
        apart = worst_error(results["vitd-edu"][1], results[NEURON][1])
        lines.append(at_most(f"  worst distance from the spikes of {NEURON}", apart, NEAR_MS, "ms", 5))
    for peer in PEERS:
        if peer.name not in results:
            lines.append(Line(peer.name, "does not compile here" if peer.name in there else "not installed"))
            continue
        seconds, spikes = results[peer.name]
        said = f"{1000 * seconds:.1f} ms, {seconds / base:.1f}, {worst_error(spikes, converged):.5f} ms"
        raced = peer.quicker is not None and (step == USUAL_STEP or "lsoda" not in peer.name)
        as_exact = not peer.as_exact or base_error <= worst_error(spikes, converged)
        met = seconds / base >= (peer.quicker or 0.0) and as_exact if raced else None
        target = f"at least {peer.quicker:g} times ours" + ", our error no worse" * peer.as_exact if raced else ""
        lines.append(Line(f"{peer.name} {version(peer.packages[0])}", said, target, met))
    return lines


def race(runners: dict[str, Runner]) -> dict[str, tuple[float, Spikes]]:
    """Run all in turns and keep the best time of each, so that a busy moment of the machine hits none alone."""
    best: dict[str, tuple[float, Spikes]] = {}
    for turn in range(TURNS):
        for name, run in runners.items():
            if turn and best[name][0] > SLOW:
                continue
            seconds, spikes = run()
            best[name] = (min(seconds, best[name][0]) if turn else seconds, spikes)
    return best


def worst_error(spikes: Spikes, converged: Spikes) -> float:
    """Return how far the worst spike time is from the converged one [ms]; infinite where their number differs."""
    return float(np.abs(spikes - converged).max()) if spikes.size == converged.size else math.inf


def installed(peer: Peer) -> bool:
    """Say whether a peer's packages are there."""
    try:
        return all(version(package) for package in peer.packages)
    except PackageNotFoundError:
        return False


def ours(step: float) -> Runner:
    """Return our own axon; the first run builds the tables, which later runs share."""

    def run() -> tuple[float, Spikes]:
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


def scipy_odeint(tolerance: float) -> Runner:
    """Return SciPy's LSODA through ``odeint``, whose loop is compiled: the quickest way to use it."""
    from scipy.integrate import odeint

    settings = {"rtol": tolerance, "atol": tolerance, "hmax": 0.5}

    def run() -> tuple[float, Spikes]:
        started = time.perf_counter()
        states = odeint(lambda y, _: slopes(*y.tolist()), settled(), sample_times(), **settings)
        return time.perf_counter() - started, upward_crossings(states[:, 0])

    return run


def scipy_solve_ivp(tolerance: float) -> Runner:
    """Return SciPy's LSODA through ``solve_ivp``, the interface that SciPy recommends."""
    from scipy.integrate import solve_ivp

    settings = {"method": "LSODA", "rtol": tolerance, "atol": tolerance, "max_step": 0.5}

    def run() -> tuple[float, Spikes]:
        started = time.perf_counter()
        times = sample_times()
        solved = solve_ivp(lambda _, y: slopes(*y.tolist()), (0.0, times[-1]), settled(), t_eval=times, **settings)
        return time.perf_counter() - started, upward_crossings(solved.y[0])

    return run


def sample_times() -> Spikes:
    """Return the times at which ours keeps samples [ms]."""
    return np.arange(round(DURATION / SAMPLE) + 1, dtype=np.float64) * SAMPLE


def neuron_voltage(step: float) -> tuple[float, Spikes]:
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
    voltage.record(axon(0.5)._ref_v)  # noqa: SLF001 - NEURON's own way to name a variable
    context = h.ParallelContext()
    context.set_maxstep(10)
    h.finitialize(START)
    started = time.perf_counter()
    context.psolve(DURATION)
    return time.perf_counter() - started, np.array(voltage)


def neuron_psolve(step: float) -> Runner:
    """Return NEURON; spike times lie on the straight line between two of its steps."""

    def run() -> tuple[float, Spikes]:
        seconds, v = neuron_voltage(step)
        return seconds, straight_crossings(v, step)

    return run


def straight_crossings(v: Spikes, step: float) -> Spikes:
    """Return when a voltage that is known at every step rises through 0 mV [ms]."""
    before = np.flatnonzero((v[:-1] < 0.0) & (v[1:] >= 0.0))
    return (before - v[before] / (v[before + 1] - v[before])) * step


def brian(step: float, target: str) -> Runner | None:
    """Return Brian2 with its usual method for these equations (exponential Euler), compiled before the clock starts."""
    import brian2 as b
    from brian2.codegen.runtime.cython_rt import CythonCodeObject

    if target == "cython" and not CythonCodeObject.is_available():
        return None
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

    def run() -> tuple[float, Spikes]:
        b.prefs.codegen.target = target
        network.restore()
        started = time.perf_counter()
        network.run(DURATION * b.ms)
        return time.perf_counter() - started, straight_crossings(np.asarray(monitor.v[0]), step)

    return run


PEERS = (
    Peer(f"lsoda by solve_ivp, {TIGHT:.0e}", ("scipy",), lambda _: scipy_solve_ivp(TIGHT), 10.0),
    Peer(f"lsoda by solve_ivp, {LOOSE:.0e}", ("scipy",), lambda _: scipy_solve_ivp(LOOSE), 10.0),
    Peer(f"lsoda by odeint, {TIGHT:.0e}", ("scipy",), lambda _: scipy_odeint(TIGHT), 10.0),
    Peer(f"lsoda by odeint, {LOOSE:.0e}", ("scipy",), lambda _: scipy_odeint(LOOSE), 10.0),
    Peer(NEURON, ("neuron",), neuron_psolve, 1.0, as_exact=True),
    Peer("brian2, numpy", ("brian2",), lambda step: brian(step, "numpy"), 10.0),
    Peer("brian2, cython", ("brian2", "cython"), lambda step: brian(step, "cython"), None),
)


def print_expected() -> None:
    """Print NEURON's spike times, and converged ones from an eighth-order method at 1e-12."""
    from scipy.integrate import solve_ivp

    class Rising:
        direction = 1.0  # only where the voltage passes zero on its way up

        def __call__(self, _: float, y: Spikes) -> float:
            return float(y[0])

    settings = {"method": "DOP853", "rtol": 1e-12, "atol": 1e-12, "max_step": 0.5, "events": Rising()}
    converged = solve_ivp(lambda _, y: slopes(*y), (0.0, DURATION), settled(), **settings).t_events[0]
    header = f"""\
# Spike times [ms] of the Hodgkin-Huxley axon: {CURRENT:g} uA/cm2 from 0 ms, gates settled at {START:g} mV, 6.3 C.
# neuron_ms: NEURON {version("neuron")}, hh with el_hh = -54.4, usetable_hh = 0, secondorder = 2, dt = {FINE_STEP} ms;
# upward crossing of 0 mV on the straight line between two steps.
# converged_ms: SciPy {version("scipy")}, solve_ivp, DOP853, rtol = atol = 1e-12, same equations.
# Made by: python -m benchmarks.axon --expected"""
    print(header)
    print("neuron_ms,converged_ms")
    for pair in zip(straight_crossings(neuron_voltage(FINE_STEP)[1], FINE_STEP), converged, strict=True):
        print(",".join(f"{spike:.6f}" for spike in pair))


if __name__ == "__main__":
    main()
