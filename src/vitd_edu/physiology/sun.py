"""From sunlight to vitamin D in the skin: an estimate that is honest about how little it knows.

The old yield behind it is generous, people differ several-fold, and measured seasons point to far less: the estimate is
always given as a range. It is no schedule: no number of minutes is safe for everybody.
"""

import math
from dataclasses import dataclass
from numbers import Integral, Real

from vitd_edu.knowledge.planner_tables import sun_facts
from vitd_edu.physiology.inputs import InputError, as_float
from vitd_edu.physiology.membrane import constant

MOST_LATITUDE, MOST_AGE = 70.0, 120.0
MONTHS, SKIN_TYPES = range(1, 13), range(1, 7)
MINUTES_PER_HOUR = 60.0
DAYS_PER_MONTH = 365.0 / 12.0
MIDWINTER_DAY = 284.0  # of the usual formula for the sun's declination


@dataclass(frozen=True, slots=True)
class SunEstimate:
    """Vitamin D from the sun on one day.

    Attributes:
        uv_index: UV index at noon under a clear sky.
        reddening_share: Dose beside that which just reddens this skin.
        low, middle, high: Vitamin D, in units taken by mouth [IU].
        winter: Whether the sun stands too low for vitamin D.
    """

    uv_index: float
    reddening_share: float
    low: float
    middle: float
    high: float
    winter: bool


def uv_index(latitude: float, month: int) -> float:
    """Return the UV index at noon under a clear sky.

    Args:
        latitude: Degrees north, 0-70.
        month: 1-12, northern half of the earth.

    Raises:
        InputError: A place or a month that cannot be.

    References:
        Webb1988 (the months without vitamin D, to which it is tuned); the form is recalled.
    """
    _check("Latitude", latitude, 0.0, MOST_LATITUDE)
    if not _is_one_of(month, MONTHS):
        raise InputError(f"Month: {month!r} is none. Give 1 for January to 12 for December.")
    day = (month - 0.5) * DAYS_PER_MONTH
    declination = constant("earth_tilt") * math.sin(2.0 * math.pi * (MIDWINTER_DAY + day) / 365.0)
    height = max(math.cos(math.radians(latitude - declination)), 0.0)
    return float(constant("uv_peak") * height ** constant("uv_steepness"))


def sun_estimate(
    latitude: float,
    month: int,
    *,
    skin_type: int,
    minutes: float,
    skin_share: float,
    protection: float = 1.0,
    age: float = 25.0,
) -> SunEstimate:
    """Return what a day's midday sun may make.

    Args:
        latitude: Degrees north, 0-70.
        month: 1-12, northern half of the earth.
        skin_type: Fitzpatrick type, 1-6.
        minutes: In the midday sun, 0-240.
        skin_share: Bare share of the skin, 0-1.
        protection: What sunscreen divides the dose by, as tested, 1-50.
        age: 0-120 years.

    Raises:
        InputError: An input that cannot be.

    References:
        ES2011 (the yield), Holick1989 (age), Engelsen2010 (no more beyond a reddening dose); the range is our choice.
    """
    if not _is_one_of(skin_type, SKIN_TYPES):
        raise InputError(f"Skin type: {skin_type!r} is none. Give 1 (burns always) to 6 (very dark).")
    for name, value, least, most in (
        ("Minutes", minutes, 0.0, 240.0),
        ("Bare skin", skin_share, 0.0, 1.0),
        ("Sunscreen", protection, 1.0, 50.0),
        ("Age", age, 0.0, MOST_AGE),
    ):
        _check(name, value, least, most)
    index = uv_index(latitude, month)
    reddening = fact(f"reddening-dose-{skin_type}") * protection
    share = fact("uv-index-dose") * index * minutes / MINUTES_PER_HOUR / reddening
    winter = index < fact("uv-index-floor")
    made = 0.0 if winter else fact("whole-body-yield") * min(share, 1.0) * skin_share * age_factor(age)
    around = sun_facts()["kit-range"]
    return SunEstimate(index, share, (around.lower or 0.0) * made, made, (around.upper or 1.0) * made, winter)


def _check(name: str, value: object, least: float, most: float) -> None:
    """Raise an ``InputError`` that names the field, unless the value is a number between two bounds."""
    if isinstance(value, bool) or not isinstance(value, Real):
        raise InputError(f"{name}: {value!r:.80} is not a number. Give {least:g} to {most:g}.")
    number = as_float(value)
    if not least <= number <= most:  # put so that NaN is refused as well
        raise InputError(f"{name}: {number:g} is outside {least:g} to {most:g}.")


def _is_one_of(value: object, known: range) -> bool:
    return not isinstance(value, bool) and isinstance(value, Integral) and value in known


def age_factor(age: float) -> float:
    """Return the yield of the skin at an age [years], beside that at 20: a line down to a quarter at 70.

    References:
        Holick1989.
    """
    young, old = constant("sun_age_young"), constant("sun_age_old")
    passed = min(max((age - young) / (old - young), 0.0), 1.0)
    return 1.0 - passed * (1.0 - fact("age-factor"))


def fact(name: str) -> float:
    """Return the value of a row of ``data/sun.csv``: its upper bound."""
    value = sun_facts()[name].upper
    if value is None:
        raise InputError(f"data/sun.csv: {name} has no number.")
    return value
