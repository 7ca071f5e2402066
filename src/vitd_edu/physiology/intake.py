"""What a person takes: single doses, doses again and again, and daily stretches, of vitamin D2 or D3.

A plan describes; it never advises. Doses are moments, not pulses: the models add them as exact jumps.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal, Self

from vitd_edu.physiology.inputs import InputError, checked

Form = Literal["D2", "D3"]
FORMS: tuple[Form, ...] = ("D2", "D3")
WEEK = 7.0
MONTH = 30.0  # days, as in the trials the model is compared with
WINDOW = 28.0  # days over which doses are added up


def _checked_form(form: object) -> None:
    if form not in FORMS:
        raise InputError(f"Form of vitamin D (form): {form!r} is unknown. Give 'D2' or 'D3'.")


@dataclass(frozen=True, slots=True)
class Dose:
    """Vitamin D taken at one moment.

    Attributes:
        units: International units, 0-600 000 IU.
        day: Moment, in days from the start, 0-3650; fractions are moments within a day.
        form: ``"D3"`` or the weaker ``"D2"``.

    Raises:
        InputError: An amount, a day or a form that cannot be.
    """

    units: float
    day: float = 0.0
    form: Form = "D3"

    def __post_init__(self) -> None:
        object.__setattr__(self, "units", checked("single_dose", self.units))
        object.__setattr__(self, "day", checked("dose_day", self.day))
        _checked_form(self.form)


@dataclass(frozen=True, slots=True)
class DailyIntake:
    """Vitamin D taken every day of a stretch, spread evenly.

    Attributes:
        units: International units a day, 0-60 000 IU/d.
        start: First moment, in days from the start of the course.
        stop: Last moment, or None for "to the end".
        form: ``"D3"`` or the weaker ``"D2"``.

    Raises:
        InputError: An amount, a day or a form that cannot be, or a stop that is not after the start.
    """

    units: float
    start: float = 0.0
    stop: float | None = None
    form: Form = "D3"

    def __post_init__(self) -> None:
        object.__setattr__(self, "units", checked("daily_dose", self.units))
        object.__setattr__(self, "start", checked("dose_day", self.start))
        _checked_form(self.form)
        if self.stop is not None:
            object.__setattr__(self, "stop", checked("dose_day", self.stop))
            if self.stop <= self.start:
                raise InputError(
                    f"Daily intake: it stops on day {self.stop:g}, not after its start on day {self.start:g}. "
                    "Were the two days swapped?"
                )

    def within(self, start: float, stop: float) -> float:
        """Return the units taken between two moments [IU]."""
        end = stop if self.stop is None else min(stop, self.stop)
        return self.units * max(end - max(start, self.start), 0.0)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is taken, and when; plans add up: ``Plan.weekly(50_000) + Plan.daily(1500, start=56)``.

    ``Plan()`` is life as usual: food and sun go on as they were.

    Attributes:
        doses: Doses at single moments, in any order.
        intakes: Daily stretches; where they overlap they add up.

    Raises:
        InputError: Something else than doses and intakes, too many of them, or too much within 28 days.
    """

    doses: tuple[Dose, ...] = ()
    intakes: tuple[DailyIntake, ...] = ()

    def __post_init__(self) -> None:
        for name, kind, limit in (("doses", Dose, "doses_in_plan"), ("intakes", DailyIntake, "intakes_in_plan")):
            given = getattr(self, name)
            if not isinstance(given, Sequence) or not all(isinstance(each, kind) for each in given):
                raise InputError(f"Plan ({name}): expected a list of {kind.__name__} records, got {given!r:.80}.")
            checked(limit, len(given))
            object.__setattr__(self, name, tuple(given))
        checked("monthly_total", round(self._largest_window(), 6))

    @classmethod
    def single(cls, units: float, *, day: float = 0.0, form: Form = "D3") -> Self:
        """Plan one dose [IU] on a day."""
        return cls(doses=(Dose(units, day, form),))

    @classmethod
    def daily(cls, units: float, *, start: float = 0.0, stop: float | None = None, form: Form = "D3") -> Self:
        """Plan a daily intake [IU/d] from a day on, to another day or to the end."""
        return cls(intakes=(DailyIntake(units, start, stop, form),))

    @classmethod
    def weekly(cls, units: float, *, start: float = 0.0, times: int = 8, form: Form = "D3") -> Self:
        """Plan a dose [IU] once a week, 1-600 times; the first one on day ``start``."""
        return cls._repeated(units, start, times, form, WEEK)

    @classmethod
    def monthly(cls, units: float, *, start: float = 0.0, times: int = 3, form: Form = "D3") -> Self:
        """Plan a dose [IU] every 30 days, 1-600 times; the first one on day ``start``."""
        return cls._repeated(units, start, times, form, MONTH)

    @classmethod
    def _repeated(cls, units: float, start: float, times: int, form: Form, interval: float) -> Self:
        if checked("repeats", times) != int(times):
            raise InputError(f"Repeats (repeats): {times!r} is not a whole number of times.")
        first = checked("dose_day", start)
        return cls(doses=tuple(Dose(units, first + interval * turn, form) for turn in range(int(times))))

    def __add__(self, other: Self) -> Self:
        if not isinstance(other, Plan):
            return NotImplemented
        return type(self)(self.doses + other.doses, self.intakes + other.intakes)

    def _largest_window(self) -> float:
        """Return the most that is swallowed within any 28 days [IU].

        Some window that holds the most begins or ends where something begins or ends: only these are looked at.
        """
        doses = sorted(self.doses, key=lambda dose: dose.day)
        bounds = chain.from_iterable((intake.start, intake.stop) for intake in self.intakes)
        edges = {bound for bound in bounds if bound is not None} | {dose.day for dose in doses}
        largest, first, last, held = 0.0, 0, 0, 0.0
        for start in sorted(edges | {edge - WINDOW for edge in edges}):
            while last < len(doses) and doses[last].day < start + WINDOW:
                held += doses[last].units
                last += 1
            while first < last and doses[first].day < start:
                held -= doses[first].units
                first += 1
            daily = sum(intake.within(start, start + WINDOW) for intake in self.intakes)
            largest = max(largest, held + daily)
        return largest
