"""The constants of the body model, gathered once from ``data/parameters.csv``.

The equations run tens of thousands of times a year of body: reading an attribute is many times quicker than looking up
a row. Each field bears the name of its row, so the two cannot drift apart.
"""

from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from vitd_edu.physiology.membrane import constant

if TYPE_CHECKING:
    from collections.abc import Callable

    from _typeshed import DataclassInstance

Kind = TypeVar("Kind", bound="DataclassInstance")


@dataclass(frozen=True, slots=True)
class VitaminDConstants:
    """Constants of the kinetics of vitamin D; units and sources stand in ``data/parameters.csv``."""

    vitamin_d_yield: float
    vitamin_d_half_life: float
    vitamin_d_loss_exponent: float
    vitamin_d_loss_reference: float
    fast_pool_half_life: float
    deep_pool_half_life: float
    deep_pool_share: float
    vitamin_d2_potency: float
    overweight_from: float
    obese_from: float
    overweight_yield: float
    obese_yield: float
    magnesium_cofactor_floor: float
    magnesium_reference: float
    heaney_slope: float
    iom_curve: float
    units_per_microgram: float


@dataclass(frozen=True, slots=True)
class MineralConstants:
    """Constants of calcium, parathyroid hormone, bone and magnesium; units and sources: ``data/parameters.csv``."""

    ionized_fraction: float
    ionized_reference: float
    magnesium_reference: float
    pth_set_point: float
    pth_steepness: float
    pth_minimum: float
    pth_maximum: float
    pth_reference: float
    pth_action_floor: float
    gland_minimum_exponent: float
    gland_growth: float
    gland_smallest: float
    gland_largest: float
    gland_time: float
    magnesium_block_midpoint: float
    magnesium_block_exponent: float
    magnesium_resistance_midpoint: float
    magnesium_resistance_exponent: float
    absorption_vitamin_d_midpoint: float
    absorption_magnesium_midpoint: float
    calcitriol_exponent: float
    calcitriol_least: float
    calcitriol_most: float
    toxic_vitamin_d: float
    toxic_exponent: float
    absorbed_least: float
    absorbed_active: float
    absorbed_midpoint: float
    fecal_calcium: float
    renal_threshold: float
    renal_threshold_per_doubling: float
    renal_threshold_least: float
    renal_threshold_most: float
    renal_slope: float
    renal_basal: float
    renal_capacity: float
    renal_injury_calcium: float
    renal_injury_exponent: float
    renal_injury_least: float
    bone_drive_most: float
    bone_drive_midpoint: float
    bone_release: float
    bone_uptake: float
    bone_exchange: float
    bone_exchange_threshold: float
    bone_exchange_unmineralized: float
    toxic_bone_release: float
    hungry_bone: float
    bone_access_midpoint: float
    bone_access_exponent: float
    bone_access_reference: float
    bone_access_time: float
    calcium_pool: float
    magnesium_renal_threshold: float
    magnesium_renal_slope: float
    magnesium_other_loss: float
    magnesium_pool: float
    calcium_mg_per_mmol: float
    magnesium_mg_per_mmol: float


def _gathered(kind: type[Kind]) -> Kind:
    make: Callable[..., Kind] = kind  # every field is a number, which the types of a class in general cannot say
    return make(**{field.name: constant(field.name) for field in fields(kind)})


@cache
def vitamin_d_constants() -> VitaminDConstants:
    """Return the constants of vitamin D."""
    return _gathered(VitaminDConstants)


@cache
def mineral_constants() -> MineralConstants:
    """Return the constants of the minerals."""
    return _gathered(MineralConstants)
