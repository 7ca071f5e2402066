"""Habits, the steady state they lead to, and the rates at which a whole body changes."""

from collections.abc import Callable
from dataclasses import dataclass

from vitd_edu.physiology import bone, glands, minerals, vitamin_d
from vitd_edu.physiology.constants import mineral_constants
from vitd_edu.physiology.course import Leg, State
from vitd_edu.physiology.inputs import InputError, checked
from vitd_edu.physiology.limits import above_zero

LOWEST, HIGHEST = 0.3, 3.0  # ionized calcium [mmol/L] between which a steady state is sought
HALVINGS = 60  # of that bracket: down to the last bit of a double


class UnsettledError(InputError):
    """Habits under which calcium leaves every range in which there is life, or the model.

    Attributes:
        too_low: Whether there would be too little calcium, and not too much.
        day: When that would be [d]; None where it is so from the first day on.
    """

    def __init__(self, message: str, *, too_low: bool = True, day: float | None = None) -> None:
        super().__init__(message)
        self.too_low = too_low
        self.day = day


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """What a body lives on, and how it is built.

    Attributes:
        calcium_intake: Calcium from food and tablets together, 0-3000 mg/d.
        magnesium_intake: Magnesium from food and tablets, 0-2000 mg/d; 316 mg is 13 mmol.
        magnesium_absorption: Share of it that is absorbed and kept, 0-0.8; 0.02 for severe loss.
        demand: Calcium drawn away by growth, pregnancy or healing bone, 0-8 mmol/d.
        gland: Secretion of the parathyroid glands beside normal, 0 (none) to 3.

    Raises:
        InputError: One of them is not a number or out of range.
    """

    calcium_intake: float = 1000.0
    magnesium_intake: float = 316.0
    magnesium_absorption: float = 0.35
    demand: float = 0.0
    gland: float = 1.0

    def __post_init__(self) -> None:
        for name in ("calcium_intake", "magnesium_intake", "magnesium_absorption", "demand", "gland"):
            object.__setattr__(self, name, checked(name, getattr(self, name)))

    @property
    def calcium_supply(self) -> float:
        """Calcium that is swallowed [mmol/d]."""
        return self.calcium_intake / mineral_constants().calcium_mg_per_mmol

    @property
    def magnesium_absorbed(self) -> float:
        """Magnesium that is absorbed [mmol/d]."""
        return self.magnesium_intake / mineral_constants().magnesium_mg_per_mmol * self.magnesium_absorption


@dataclass(frozen=True, slots=True)
class MineralState:
    """The four slow quantities of the minerals: levels [mmol/L], and masses beside normal."""

    ionized_calcium: float
    magnesium: float
    gland_mass: float
    bone_access: float


def steady_state(level: float, habits: Habits) -> MineralState:
    """Return the minerals after years of the same habits.

    All but calcium follows in closed form; calcium is the one root of its balance, found by halving a bracket.

    Args:
        level: 25(OH)D [nmol/L], 2-650, held.
        habits: What the body lives on.

    Raises:
        UnsettledError: Calcium does not settle between 0.3 and 3 mmol/L ionized.
    """
    magnesium = float(minerals.steady_magnesium(habits.magnesium_absorbed))
    access = float(bone.bone_access_target(level))

    def settled_mass(ionized: float) -> float:
        return float(glands.gland_target(glands.gland_drive(ionized), glands.secretion_capacity(magnesium)))

    def surplus(ionized: float) -> float:
        return float(_readings(level, ionized, magnesium, settled_mass(ionized), access, habits).net)

    low, high = LOWEST, HIGHEST
    if surplus(low) < 0.0 or surplus(high) > 0.0:
        too_low = surplus(low) < 0.0
        raise UnsettledError(
            f"With these habits ionized calcium would go {side(too_low)}: nobody lives there and the model says "
            f"nothing. The habits are {said_of(habits)}, with 25(OH)D {level:g} nmol/L. Move one of them toward its "
            "usual value.",
            too_low=too_low,
        )
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if surplus(middle) > 0.0 else (low, middle)
    ionized = 0.5 * (low + high)
    return MineralState(ionized, magnesium, settled_mass(ionized), access)


def body_rates(habits: Habits, usual: float, magnesium_cofactor: bool) -> Callable[[State, Leg], State]:
    """Return the function that gives the rates of change [1/d] of a body's seven quantities within a leg.

    This is the whole system in one, for solvers of every kind; ``through_time`` takes it apart, which is quicker.

    Args:
        habits: What the body lives on.
        usual: Usual vitamin D from food and sun [IU/d].
        magnesium_cofactor: Whether low magnesium slows the making of 25(OH)D.
    """
    supply, demand, gland = habits.calcium_supply, habits.demand, habits.gland
    absorbed = habits.magnesium_absorbed

    def rates(state: State, leg: Leg) -> State:
        fast, deep, level, ionized, magnesium, mass, access = state
        level, ionized, magnesium, mass = map(above_zero, (level, ionized, magnesium, mass))
        cofactor = vitamin_d.magnesium_cofactor(magnesium) if magnesium_cofactor else 1.0
        now = minerals.readings(
            level, ionized, magnesium, mass, access, calcium_supply=supply, demand=demand, gland=gland
        )
        return (
            *vitamin_d.rates(fast, deep, level, leg.intake, leg.background * usual, cofactor),
            minerals.calcium_rate(now.net),
            minerals.magnesium_rate(absorbed, magnesium),
            glands.gland_rate(now.gland_target, mass),
            bone.bone_access_rate(now.bone_access_target, access),
        )

    return rates


def _readings(
    level: float, ionized: float, magnesium: float, mass: float, access: float, habits: Habits
) -> minerals.Readings:
    return minerals.readings(
        level,
        ionized,
        magnesium,
        mass,
        access,
        calcium_supply=habits.calcium_supply,
        demand=habits.demand,
        gland=habits.gland,
    )


def side(too_low: bool) -> str:
    """Say on which side calcium leaves the range of life."""
    return f"under {LOWEST:g} mmol/L" if too_low else f"over {HIGHEST:g} mmol/L"


def said_of(habits: Habits) -> str:
    """Say habits in words of the code."""
    return (
        f"calcium {habits.calcium_intake:g} mg/d, demand {habits.demand:g} mmol/d, gland {habits.gland:g}, "
        f"magnesium {habits.magnesium_intake:g} mg/d of which {habits.magnesium_absorption:.0%} is absorbed"
    )
