"""Habits to blood levels: a body at one moment, as a learner asks for it."""

from dataclasses import dataclass

from vitd_edu import units
from vitd_edu.knowledge import tables
from vitd_edu.physiology import membrane, minerals
from vitd_edu.physiology.homeostasis import Habits, steady_state
from vitd_edu.physiology.membrane import Numbers, constant
from vitd_edu.physiology.vitamin_d import usual_intake
from vitd_edu.scenario import Onset, Scenario

LEVELS = ("vitamin_d", "calcium", "magnesium")


class BeyondScenarioError(units.LevelError):
    """Levels that a body model reached but that a ``Scenario`` does not accept."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Body:
    """A body at one moment.

    Attributes:
        vitamin_d: 25(OH)D [nmol/L].
        calcium: Albumin-adjusted total calcium at pH 7.40 [mmol/L].
        ionized_calcium: [mmol/L].
        magnesium: [mmol/L].
        pth: Parathyroid hormone [pg/mL].
        gland_mass: Mass of the parathyroid glands beside normal, 0.6-6.
        bone_access: Share of new bone that is mineralized, 0-1.
        absorbed_fraction: Share of calcium intake that is absorbed, 0.1-0.6.
        urine_calcium: Calcium in urine [mmol/d].
        bone_flux: Calcium that bone gives to the blood [mmol/d]; negative where bone takes it up.
        balance: Calcium gained by the blood in a day [mmol/d]; 0 in a steady state.
        adapted_shift_mv: Part of the gate shift that nerves have had time to get used to [mV].
        habits: What the body lives on.
        usual_vitamin_d: Usual vitamin D from food and sun [IU/d].
        fast_pool: Vitamin D on its way [IU].
        deep_pool: Vitamin D in the deep pool [IU].
    """

    vitamin_d: float
    calcium: float
    ionized_calcium: float
    magnesium: float
    pth: float
    gland_mass: float
    bone_access: float
    absorbed_fraction: float
    urine_calcium: float
    bone_flux: float
    balance: float
    adapted_shift_mv: float
    habits: Habits
    usual_vitamin_d: float
    fast_pool: float = 0.0
    deep_pool: float = 0.0

    def __repr__(self) -> str:
        levels = [f"{tables.analytes()[name].short_name} {units.show(name, getattr(self, name))}" for name in LEVELS]
        hormone = f"PTH {self.pth:.0f} pg/mL, glands {self.gland_mass:.2g} times their usual mass"
        gut = f"absorbs {self.absorbed_fraction:.0%} of {self.habits.calcium_intake:g} mg calcium a day"
        flows = f"urine {self.urine_calcium:.1f} mmol/d, bone {self.bone_flux:+.1f} mmol/d"
        lines = [
            f"Body: {', '.join(levels)}",
            f"  ionized calcium {self.ionized_calcium:.2f} mmol/L, {hormone}",
            f"  {gut}, {flows}, bone access {self.bone_access:.2f}",
        ]
        return "\n".join([*lines, *(f"  {sentence}" for sentence in self.beyond())])

    @property
    def shift_mv(self) -> float:
        """Gate shift at pH 7.40, as if these levels were new [mV]; + is more excitable."""
        return float(gate_shift(self.calcium, self.magnesium))

    @property
    def effective_shift_mv(self) -> float:
        """Gate shift that nerves still feel after they adapted [mV]."""
        return self.shift_mv - constant("chronic_adaptation") * self.adapted_shift_mv

    def beyond(self, system: units.UnitSystem = "si") -> tuple[str, ...]:
        """Return sentences that name each level outside the range in which the model is valid, if any."""
        found = []
        for name in LEVELS:
            row, value = tables.analytes()[name], getattr(self, name)
            if not row.model_lower <= value <= row.model_upper:
                said, span = units.show(name, value, system), model_span(name, system)
                found.append(f"{row.short_name} {said} is beyond the model, which holds from {span}.")
        return tuple(found)

    @property
    def scenario(self) -> Scenario:
        """These levels as a scenario, reached slowly; raises ``BeyondScenarioError`` where one is not accepted."""
        return self.as_scenario()

    def as_scenario(self, onset: Onset = "chronic") -> Scenario:
        """Return these levels as a scenario.

        Args:
            onset: ``"chronic"``, or ``"acute"`` to see what the same levels do when they are new.

        Raises:
            BeyondScenarioError: A level is outside what a scenario accepts; the message names it.
        """
        for name in LEVELS:
            row, value = tables.analytes()[name], getattr(self, name)
            if not row.accepted_lower <= units.kept(name, value) <= row.accepted_upper:
                raise BeyondScenarioError(
                    f"{row.short_name} ({name}): the body model arrives at {value:.3g} {row.si_unit}. A scenario "
                    f"accepts {row.accepted_lower:g} to {row.accepted_upper:g} {row.si_unit}. "
                    "Read the level itself, or move a habit toward its usual value."
                )
        return Scenario(vitamin_d=self.vitamin_d, calcium=self.calcium, magnesium=self.magnesium, onset=onset)


def model_span(analyte: str, system: units.UnitSystem = "si") -> str:
    """Say the levels between which the model is valid: ``8 to 250 nmol/L``."""
    row = tables.analytes()[analyte]
    low, high = (units.show(analyte, bound, system) for bound in (row.model_lower, row.model_upper))
    return f"{low.removesuffix(units.unit(analyte, system)).strip()} to {high}"


def settle(
    vitamin_d: float = 75.0,
    *,
    calcium_intake: float = 1000.0,
    magnesium_intake: float = 316.0,
    magnesium_absorption: float = 0.35,
    demand: float = 0.0,
    gland: float = 1.0,
) -> Body:
    """Return the blood levels that a body settles at after years of the same habits.

    Args:
        vitamin_d: 25(OH)D, held [nmol/L], 2-650.
        calcium_intake: Calcium from food and tablets together, 0-3000 mg/d.
        magnesium_intake: Magnesium from food and tablets, 0-2000 mg/d.
        magnesium_absorption: Share of it that is absorbed and kept, 0-0.8; 0.02 stands for severe loss.
        demand: Calcium drawn away by growth, pregnancy or healing bone, 0-8 mmol/d.
        gland: Secretion of the parathyroid glands beside normal, 0-3.

    Raises:
        LevelError: The vitamin D level is out of range.
        InputError: A habit is out of range.
        UnsettledError: Calcium would not settle where anybody lives.

    References:
        Raposo2002, PR2010, Stadt2023 (models of this family); the equations are our own, most constants tuned.
    """
    level = units.check_level("vitamin_d", vitamin_d)
    habits = Habits(
        calcium_intake=calcium_intake,
        magnesium_intake=magnesium_intake,
        magnesium_absorption=magnesium_absorption,
        demand=demand,
        gland=gland,
    )
    slow = steady_state(level, habits)
    values = {
        "vitamin_d": level,
        "ionized_calcium": slow.ionized_calcium,
        "magnesium": slow.magnesium,
        "gland_mass": slow.gland_mass,
        "bone_access": slow.bone_access,
    }
    follows = {name: float(value) for name, value in following(**values, habits=habits).items()}
    adapted = float(gate_shift(follows["calcium"], slow.magnesium))
    usual = float(usual_intake(level))
    return Body(**values, **follows, adapted_shift_mv=adapted, habits=habits, usual_vitamin_d=usual)


def gate_shift(calcium: Numbers, magnesium: Numbers) -> Numbers:
    """Return the gate shift [mV] at pH 7.40 from total calcium and magnesium [mmol/L] (see ``membrane.gate_shift``)."""
    return membrane.gate_shift(calcium, magnesium, constant("ph_reference"))


def following(
    *,
    vitamin_d: Numbers,
    ionized_calcium: Numbers,
    magnesium: Numbers,
    gland_mass: Numbers,
    bone_access: Numbers,
    habits: Habits,
) -> dict[str, Numbers]:
    """Return what is read off the slow quantities at one moment, or at many: the fields of ``Body`` that follow.

    Args:
        vitamin_d: 25(OH)D [nmol/L].
        ionized_calcium: [mmol/L].
        magnesium: [mmol/L].
        gland_mass: Mass of the parathyroid glands beside normal.
        bone_access: Share of new bone that is mineralized.
        habits: What the body lives on.
    """
    read = minerals.readings(
        vitamin_d,
        ionized_calcium,
        magnesium,
        gland_mass,
        bone_access,
        calcium_supply=habits.calcium_supply,
        demand=habits.demand,
        gland=habits.gland,
    )
    return {
        "calcium": minerals.total_calcium(ionized_calcium),
        "pth": read.pth,
        "absorbed_fraction": read.absorbed_fraction,
        "urine_calcium": read.urine_calcium,
        "bone_flux": read.bone_flux,
        "balance": read.net,
    }
