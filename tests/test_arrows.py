"""Every modeled arrow of the causal map points the way the table says, by the model's own derivative."""

from importlib import import_module

import numpy as np
import pytest

from vitd_edu.arrows import ARROWS, healthy_point, push
from vitd_edu.knowledge import tables

MODELED = {row.id: row for row in tables.mechanisms() if row.model}
# Where each cause is moved: its range, but for stretches where a curve has reached its floor or ceiling.
SPANS = {
    "vitamin-d-to-absorption": (4, 200),
    "vitamin-d-to-bone": (4, 70),
    "vitamin-d-to-weakness": (6, 60),
    "calcium-to-weakness": (2.85, 3.55),
    "magnesium-to-weakness": (2.1, 4.9),
    "magnesium-to-pth": (0.12, 0.8),
    "pth-to-absorption": (0.1, 4.5),
    "pth-to-urine-calcium": (0.2, 1.8),
    "excitability-to-movements": (-3, 5),
    "excitability-to-symptoms": (0.6, 2.2),
    "weakness-to-symptoms": (0.0, 1.0),
    "ph-to-excitability": (7.1, 7.7),
}
WIDE = {"calcium": (1.05, 4.0), "magnesium": (0.12, 4.8), "pth": (0.3, 6.0)}


def test_a_row_names_a_model_exactly_where_there_is_one():
    assert MODELED.keys() == ARROWS.keys()


@pytest.mark.parametrize("arrow", sorted(MODELED))
def test_the_named_model_exists(arrow):
    module, function = MODELED[arrow].model.split(".")
    room = "clinic" if module == "symptoms" else "physiology"
    assert callable(getattr(import_module(f"vitd_edu.{room}.{module}"), function))


@pytest.mark.parametrize("arrow", sorted(MODELED))
def test_the_derivative_has_the_sign_of_the_table(arrow):
    modeled = ARROWS[arrow]
    low, high = SPANS.get(arrow) or WIDE[modeled.cause]
    for value in np.linspace(low, high, 15):
        step = (high - low) * 1e-4
        around = [modeled.effect({**healthy_point(), modeled.cause: value + side * step}) for side in (-1, 1)]
        slope = around[1] - around[0]
        assert slope > 0 if MODELED[arrow].sign == "+" else slope < 0, f"{arrow} at {value}: {slope}"


def test_nothing_pushes_in_health():
    assert not any(push(arrow, healthy_point()) for arrow in ARROWS)


@pytest.mark.parametrize(
    ("arrow", "cause", "value", "way"),
    [
        ("calcium-to-pth", "calcium", 1.9, 1),
        ("magnesium-to-pth", "magnesium", 0.25, -1),
        ("vitamin-d-to-absorption", "vitamin-d", 10, -1),
        ("calcium-to-excitability", "calcium", 1.8, 1),
        ("calcium-to-release", "calcium", 1.8, -1),
        ("pth-to-bone", "pth", 4.0, -1),
    ],
)
def test_an_arrow_is_lit_by_what_its_cause_does(arrow, cause, value, way):
    assert push(arrow, {**healthy_point(), cause: value}) == way
