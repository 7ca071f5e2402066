"""What the body lab shows of a body: eight quantities, how each is read, said, and laid out on an axis."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from vitd_edu import units
from vitd_edu.body_course import BodyCourse, Series
from vitd_edu.living import bone_calcium_given
from vitd_edu.physiology.constants import mineral_constants
from vitd_edu.physiology.membrane import excitability_score
from vitd_edu.units import UnitSystem
from vitd_edu.words.living import flow, grams, level, share

BELOW_ZERO = 0.3  # share of a view of bone that lies below zero
BOTH: tuple[UnitSystem, ...] = units.SYSTEMS
Ticks = Mapping[UnitSystem, tuple[float, ...]]
Views = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One small plot.

    Attributes:
        id: Name of the quantity; an analyte where it is a level in blood.
        title: What is drawn.
        units: Unit in words, by unit system.
        read: Returns the series of a course, in the SI unit.
        say: Says the value at a moment (an index) in a unit system.
        views: Ends of the axis, in SI; the first one that holds the whole course is used.
        ticks: Numbers on the axis, by unit system; None where they follow the view.
        us: US value of one SI unit.
        scale: ``"linear"``, ``"log"``, or ``"symlog"`` (a logarithm that reaches zero).
        linear_below: Where a ``"symlog"`` scale turns linear, in SI.
        color: Name in the palette.
        short: The title where there is little room; empty where ``title`` is short enough.
    """

    id: str
    title: str
    units: Mapping[UnitSystem, str]
    read: Callable[[BodyCourse], Series]
    say: Callable[[BodyCourse, int, UnitSystem], str]
    views: Views
    ticks: Ticks | None = None
    us: float = 1.0
    scale: str = "linear"
    linear_below: float = 1.0
    color: str = "accent"
    short: str = ""

    def shown(self, values: Any, system: UnitSystem) -> Any:
        """Return values, given in SI, in a unit system."""
        return np.asarray(values) * (1.0 if system == "si" else self.us)

    def shown_view(self, view: tuple[float, float], system: UnitSystem) -> tuple[float, float]:
        """Return the ends of an axis in a unit system."""
        low, high = self.shown(view, system).tolist()
        return low, high

    def last(self, course: BodyCourse, system: UnitSystem) -> str:
        """Say the last value as a number: the title of its plot has the unit."""
        return self.say(course, -1, system).split()[0]

    def view(self, course: BodyCourse) -> tuple[float, float]:
        """Return the ends of the axis that hold a whole course, in SI; the widest ones where none does."""
        values = self.read(course)
        low, high = float(values.min()), float(values.max())
        return next((view for view in self.views if view[0] <= low and high <= view[1]), self.views[-1])


def _level(name: str, title: str, views: Views, ticks: Ticks | None = None, **more: Any) -> Quantity:
    """Return a level in blood, which has a row in ``data/analytes.csv``; the model gives the hormone in pg/mL."""
    in_si = units.to_si("pth", 1.0, "us") if name == "pth" else 1.0
    return Quantity(
        id=name,
        title=title,
        units={system: units.unit(name, system) for system in BOTH},
        read=lambda course: getattr(course, name) * in_si,
        say=lambda course, at, system: level(name, float(getattr(course, name)[at]), system),
        views=views,
        ticks=ticks,
        us=units.from_si(name, 1.0, "us"),
        **more,
    )


def _signed_grams(value: float) -> str:
    return f"−{grams(value)}" if value <= -0.05 else grams(value)


def _share(name: str, title: str, top: float, color: str = "accent", short: str = "") -> Quantity:
    """Return a share, drawn in percent."""
    return Quantity(
        id=name,
        title=title,
        units=dict.fromkeys(BOTH, "%"),
        read=lambda course: getattr(course, name) * 100.0,
        say=lambda course, at, _: share(float(getattr(course, name)[at])),
        views=((0.0, top * 1.05),),
        ticks=dict.fromkeys(BOTH, (0.0, top / 2, top)),
        color=color,
        short=short,
    )


VITAMIN_D_TICKS: Ticks = {"si": (3, 10, 30, 100, 300), "us": (1, 4, 12, 40, 120)}
HORMONE_TICKS: Ticks = {"si": (0, 3, 10, 30, 100), "us": (0, 30, 100, 300, 1000)}
MAGNESIUM_TICKS: Ticks = {"si": (0, 0.5, 1, 1.5, 2), "us": (0, 1, 2, 3, 4)}
MAGNESIUM = _level("magnesium", "Magnesium in blood", ((0.0, 2.0),), MAGNESIUM_TICKS, short="Magnesium")
HORMONE = _level(
    "pth",
    "Parathyroid hormone (PTH)",
    ((0.0, 150.0),),
    HORMONE_TICKS,
    scale="symlog",
    linear_below=3.0,
    short="PTH",
)
CALCIUM = _level("calcium", "Calcium in blood", ((1.2, 2.8), (0.4, 4.4), (0.4, 6.0)), short="Calcium")
URINE = Quantity(
    id="urine",
    title="Calcium in urine",
    units={"si": "mmol/d", "us": "mg/d"},
    read=lambda course: course.urine_calcium,
    say=lambda course, at, system: flow(float(course.urine_calcium[at]), system),
    views=((0.0, 8.0), (0.0, 24.0)),
    us=mineral_constants().calcium_mg_per_mmol,
)
BONE = Quantity(
    id="bone",
    title="Calcium given up by bone",
    units=dict.fromkeys(BOTH, "g"),
    read=bone_calcium_given,
    say=lambda course, at, _: _signed_grams(float(bone_calcium_given(course)[at])),
    views=tuple((-BELOW_ZERO * top, top) for top in (15.0, 40.0, 100.0, 300.0, 900.0)),
    color="band-high",
    short="Bone gave up",
)
PERCENT = (0, 50, 100)
EXCITABILITY = Quantity(
    id="excitability",
    title="Excitability",
    units=dict.fromkeys(BOTH, "0–100"),
    read=lambda course: excitability_score(course.effective_shift_mv),
    say=lambda course, at, _: f"{float(excitability_score(float(course.effective_shift_mv[at]))):.0f}",
    views=((0.0, 105.0),),
    ticks=dict.fromkeys(BOTH, PERCENT),
    color="strength-2",
)
QUANTITIES = (
    _level("vitamin_d", "25(OH)D in blood", ((1.0, 800.0),), VITAMIN_D_TICKS, scale="log", short="25(OH)D"),
    MAGNESIUM,
    _share("absorbed_fraction", "Calcium taken up by the gut", 60.0, short="Gut takes up"),
    HORMONE,
    CALCIUM,
    BONE,
    URINE,
    _share("bone_access", "New bone that hardens", 100.0, color="band-high"),
)
