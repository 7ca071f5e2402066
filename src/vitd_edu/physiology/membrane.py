"""How calcium, magnesium and pH move the nerve's gates, and the excitability score.

Divalent ions screen the negative charges on the outside of the membrane. With fewer of them the sodium gates sense a
smaller voltage and open closer to rest. Every function takes floats or arrays that speak NumPy's protocols (NumPy,
Dask) and returns the same kind. Constants, with their sources, are rows of ``data/parameters.csv``.
"""

from typing import Any, TypeAlias

import numpy as np

from vitd_edu.knowledge import tables

Numbers: TypeAlias = Any  # a float, a NumPy array, or any array that speaks NumPy's protocols


def constant(name: str) -> float:
    """Return the value of a row of ``data/parameters.csv``."""
    return tables.parameters()[name].value


def ionized_calcium(calcium: Numbers, ph: Numbers) -> Numbers:
    """Return ionized calcium [mmol/L], after an acute change of pH.

    Args:
        calcium: Albumin-adjusted total calcium [mmol/L], 1.0-4.2.
        ph: pH of the blood, 7.0-7.8.

    References:
        IonCaISE, Hughes1984 (effect of pH); the fixed share is our choice.
    """
    return constant("ionized_fraction") * calcium + constant("ph_on_ionized_calcium") * (ph - constant("ph_reference"))


def screening_divalents(calcium_ionized: Numbers, magnesium: Numbers) -> Numbers:
    """Return the divalent ions that screen the membrane [mmol/L], magnesium weighed less than calcium.

    Args:
        calcium_ionized: Ionized calcium [mmol/L].
        magnesium: Total serum magnesium [mmol/L], 0.10-5.0.

    References:
        Hille1975 (order of potency); the weight is tuned.
    """
    magnesium_ionized = constant("magnesium_ionized_fraction") * magnesium
    return calcium_ionized + constant("magnesium_potency") * magnesium_ionized


def gate_shift(calcium: Numbers, magnesium: Numbers, ph: Numbers) -> Numbers:
    """Return how far the gates have moved [mV]; positive is more excitable.

    Args:
        calcium: Albumin-adjusted total calcium [mmol/L], 1.0-4.2.
        magnesium: Total serum magnesium [mmol/L], 0.10-5.0.
        ph: pH of the blood, 7.0-7.8.

    References:
        Hille1975 (9 mV for each e-fold); the term in pH is tuned, its direction from MB1991.
    """
    divalents = screening_divalents(ionized_calcium(calcium, ph), magnesium)
    screening = constant("millivolts_per_e_fold") * np.log(constant("screening_reference") / divalents)
    return screening + constant("millivolts_per_ph") * (ph - constant("ph_reference"))


def effective_shift(shift: Numbers, chronic: Numbers) -> Numbers:
    """Return the part of a gate shift that nerves still feel [mV].

    Args:
        shift: Gate shift [mV].
        chronic: True where the shift has lasted for weeks, so that nerves have adapted; False where it is new.

    References:
        Cooper2008, Aldasouqi2011 (slow falls may be silent); the adapted share is tuned.
    """
    return shift - constant("chronic_adaptation") * np.where(chronic, shift, 0.0)


def excitability_score(effective: Numbers) -> Numbers:
    """Return the excitability score, 0-100, from the effective gate shift [mV].

    A logistic curve: under 20 across the healthy reference ranges, 54 where spasms begin. Our own scale, for teaching.
    """
    return 50.0 * (1.0 + np.tanh((effective - constant("score_midpoint")) / (2.0 * constant("score_slope"))))


def movement(effective: float) -> str:
    """Return the movement that an effective gate shift [mV] brings on: quiet, fasciculation, cramp or tetany.

    Thresholds are rows of ``data/movements.csv`` (tuned).
    """
    reached = "quiet"
    for row in tables.movements():
        if row.threshold_mv is not None and effective >= row.threshold_mv:
            reached = row.id
    return reached


def score_band(effective: float) -> str:
    """Return the name of the score's band, such as ``"cramp-prone"``, for an effective gate shift [mV]."""
    names = {row.id: row.band for row in tables.movements()}
    return names[movement(effective)] or ""
