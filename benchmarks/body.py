"""How quickly a year of the body runs, beside SciPy's LSODA on the same equations, with the worst error of each.

Both call the same Python function for the rates (``vitd_edu.physiology.homeostasis.body_rates``), so that the race is
between ways to integrate. LSODA starts anew at every dose, which is an exact jump, and at every change of intake; it is
asked for the same daily moments. It runs twice: at SciPy's own relative tolerance, and at the loosest one with which
its error is no greater than ours. With nothing but a steady intake LSODA soon takes steps of weeks, where ours go on
day by day: there it is the quicker one. The error is the worst of all seven quantities on all days, as a share of each
one's largest value, against an eighth-order method at 1e-12. Our time includes all that a learner is given: hormone,
flows, weakness and excitability, which LSODA's does not.

``python -m benchmarks.body``  (needs SciPy; ``python -m nox -s bench`` installs it)
"""

import time
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from benchmarks.report import Line, at_most, table
from vitd_edu.body import Body, settle
from vitd_edu.body_course import STATE, recovery
from vitd_edu.physiology import vitamin_d
from vitd_edu.physiology.course import Leg, legs, recorded_moments
from vitd_edu.physiology.homeostasis import body_rates
from vitd_edu.physiology.intake import Plan

YEAR = 364.0  # d
YEAR_MS = 30.0
TURNS = 15
USUAL = 1e-3  # SciPy's own relative tolerance
TOLERANCES = tuple(10.0**-exponent for exponent in range(3, 12))
CASES: Mapping[str, tuple[float, Plan]] = {
    "vitamin D 12 nmol/L, then 2000 IU a day": (12.0, Plan.daily(2000)),
    "vitamin D 12 nmol/L, then 14 000 IU once a week, all year": (12.0, Plan.weekly(14_000, times=52)),
}

States = NDArray[np.float64]
Run = Callable[[], States]


def main() -> None:
    """Race on each case, and print what was measured beside the target."""
    for name, (level, plan) in CASES.items():
        print(table(f"A year of the body: {name}", compared(settle(level), plan)), flush=True)


def compared(start: Body, plan: Plan) -> list[Line]:
    """Race ours against LSODA at two tolerances."""
    run = ours(start, plan)
    try:
        release = version("scipy")
    except PackageNotFoundError:
        return [at_most("vitd-edu", best_of({"": run})[""], YEAR_MS, "ms"), Line("SciPy's LSODA", "not installed")]
    converged = by_scipy(start, plan, "DOP853", 1e-12)()
    error = worst_error(run(), converged)
    lsoda = {each: by_scipy(start, plan, "LSODA", each) for each in TOLERANCES}
    enough = next(each for each, solved in lsoda.items() if worst_error(solved(), converged) <= error)
    runners: dict[str | float, Run] = {"ours": run, USUAL: lsoda[USUAL], enough: lsoda[enough]}
    took = best_of(runners)
    said = [at_most("vitd-edu", took["ours"], YEAR_MS, "ms"), Line("  worst error", f"{error:.1e}")]
    for tolerance, why in ((USUAL, "SciPy's own"), (enough, "no less exact than ours")):
        ratio = took[tolerance] / took["ours"]
        said.append(
            Line(f"LSODA {release}, rtol {tolerance:.0e}, {why}", f"{took[tolerance]:.1f} ms, {ratio:.1f} times ours")
        )
        said.append(Line("  worst error", f"{worst_error(runners[tolerance](), converged):.1e}"))
    return said


def best_of(runners: Mapping[str | float, Run]) -> dict[str | float, float]:
    """Run all in turns and return the best time of each [ms], so that a busy moment of the machine hits none alone."""
    best = dict.fromkeys(runners, np.inf)
    for _ in range(TURNS):
        for name, run in runners.items():
            started = time.perf_counter()
            run()
            best[name] = min(best[name], 1000.0 * (time.perf_counter() - started))
    return best


def worst_error(found: States, converged: States) -> float:
    """Return the worst difference, as a share of the largest value of its quantity."""
    largest = np.abs(converged).max(axis=0)
    return float((np.abs(found - converged) / np.where(largest > 0.0, largest, 1.0)).max())


def ours(start: Body, plan: Plan) -> Run:
    """Return our own year; states of shape (days, 7)."""

    def run() -> States:
        course = recovery(plan, start=start, days=YEAR)
        return np.column_stack([getattr(course, name) for name in STATE])

    return run


def by_scipy(start: Body, plan: Plan, method: str, tolerance: float) -> Run:
    """Return SciPy's year; states of shape (days, 7)."""
    from scipy.integrate import solve_ivp

    moments = recorded_moments(YEAR, 1.0)
    begin = tuple(getattr(start, name) for name in STATE)
    # A share of the size of each quantity: pools hold thousands of units, masses are about 1.
    absolute = tolerance * np.maximum(np.abs(begin), [1000.0, 1000.0, 1.0, 1.0, 1.0, 1.0, 1.0])
    rates = body_rates(start.habits, start.usual_vitamin_d, magnesium_cofactor=False)

    def run() -> States:
        state, kept = begin, [np.array([begin])]
        for leg, days in stretches(legs(plan, moments), moments):
            if leg.dose:
                state = vitamin_d.with_dose(state, leg.dose)
            solved = solve_ivp(
                lambda _, y, leg=leg: rates(tuple(y.tolist()), leg),
                (leg.start, leg.stop),
                state,
                method=method,
                t_eval=days,
                rtol=max(tolerance, 3e-14),
                atol=absolute,
            )
            kept.append(solved.y.T)
            state = tuple(solved.y[:, -1].tolist())
        return np.concatenate(kept)

    return run


def stretches(route: tuple[Leg, ...], moments: tuple[float, ...]) -> Iterator[tuple[Leg, States]]:
    """Join the legs between two doses or changes of intake; yield each with the moments that it must report."""
    count = 0

    def part(leg: Leg) -> tuple[int, float, float]:
        nonlocal count
        count += leg.dose > 0.0
        return count, leg.intake, leg.background

    for _, group in groupby(route, part):
        joined = list(group)
        first, last = joined[0], joined[-1]
        whole = Leg(first.start, last.stop, first.dose, first.intake, first.background)
        yield whole, np.array([moment for moment in moments if whole.start < moment <= whole.stop])


if __name__ == "__main__":
    main()
