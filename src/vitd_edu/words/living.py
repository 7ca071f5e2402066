"""What a body does under new habits, said in plain sentences, in either unit system."""

from dataclasses import dataclass

from vitd_edu import units
from vitd_edu.body_course import BodyCourse
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.bands import band_of
from vitd_edu.living import HABITS, Lived, Living, bone_calcium_given, settled
from vitd_edu.physiology.constants import mineral_constants
from vitd_edu.physiology.membrane import constant
from vitd_edu.prediction import Prediction
from vitd_edu.units import UnitSystem
from vitd_edu.words import states
from vitd_edu.words.changes import explain as explain_change

STILL_CALCIUM = 0.02  # mmol/L: less is not worth a word
STILL_SHARE = 0.05  # of parathyroid hormone
STILL_BONE = 0.5  # g
STILL_URINE = 0.2  # mmol/d
STILL_UPTAKE = 0.01  # share of intake
BLOCKED = 0.5  # mmol/L of magnesium under which glands and bone begin to fail (the reviews say 0.4 to 0.5)
SOFT = 0.9  # share of new bone that hardens
TOXIC = 300.0  # nmol/L: well above, 25(OH)D itself opens gut and bone in the model


def level(name: str, value: float, system: UnitSystem) -> str:
    """Say a level without its band: ``2.36 mmol/L``; parathyroid hormone is given in pg/mL, as the model has it."""
    return units.show(name, units.to_si("pth", value, "us") if name == "pth" else value, system)


def flow(value: float, system: UnitSystem) -> str:
    """Say a flow of calcium, given in mmol/d: ``1.7 mmol/d`` or ``69 mg/d``."""
    if system == "si":
        return f"{value:.1f} mmol/d"
    return f"{value * mineral_constants().calcium_mg_per_mmol:.0f} mg/d"


def grams(value: float) -> str:
    """Say an amount of calcium in grams, small ones with a decimal."""
    return f"{abs(value):.0f} g" if abs(value) >= 10 else f"{abs(value):.1f} g"


def share(part: float) -> str:
    """Say a share in percent."""
    return f"{100.0 * part:.0f} %"


def banded(name: str, value: float, system: UnitSystem) -> str:
    """Say a level with its band: ``2.36 mmol/L (normal)``."""
    in_si = units.to_si("pth", value, "us") if name == "pth" else value
    return f"{level(name, value, system)} ({states.band_word(band_of(name, in_si))})"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A course from its first to its last moment; hormone in pg/mL, bone in grams given since day 0."""

    course: BodyCourse
    bone: float

    @property
    def calcium(self) -> float:
        """Total calcium at the end [mmol/L]."""
        return float(self.course.calcium[-1])

    @property
    def band(self) -> str:
        """Where that calcium lies: low, normal or high."""
        found = band_of("calcium", float(units.kept("calcium", self.calcium)))
        return found.level if found else "none"

    @property
    def calcium_moved(self) -> float:
        """Change of calcium [mmol/L]."""
        return self.calcium - float(self.course.calcium[0])

    @property
    def hormone_share(self) -> float:
        """Parathyroid hormone at the end beside that at the start."""
        return float(self.course.pth[-1] / self.course.pth[0]) if self.course.pth[0] else 1.0  # no glands, no change


def outcome_of(course: BodyCourse) -> Outcome:
    """Return what a course comes to."""
    return Outcome(course=course, bone=float(bone_calcium_given(course)[-1]))


def sentence(lived: Lived, system: UnitSystem = "si") -> str:
    """Say in one sentence what the body does under these habits, and why."""
    living, course = lived
    return f"After {tables.living_choices()[living.span].said}, {_outcome(living, outcome_of(course), system)}."


def explain(before: Lived, after: Lived, system: UnitSystem = "si") -> str:
    """Say in one sentence what changed between two ways to live, and what the body makes of the new one."""
    changed = changes(before.living, after.living, system)
    said = sentence(after, system)
    return f"{states.upper_first(states.listed(changed))}: {states.lower_first(said)}" if changed else said


def settled_sentence(living: Living, prediction: Prediction, system: UnitSystem = "si") -> str:
    """Say in one sentence at which levels a body settles, and what nerves make of them.

    Args:
        living: How somebody lives.
        prediction: What follows from the levels that its body settles at.
        system: Unit system of the words.
    """
    body = settled(living)
    eaten = [units.show(name, getattr(living, name), system) for name in ("calcium_intake", "magnesium_intake")]
    levels = f"calcium settles at {banded('calcium', body.calcium, system)} with PTH {banded('pth', body.pth, system)}"
    return (
        f"On {eaten[0]} of calcium and {eaten[1]} of magnesium, {levels}; "
        f"{states.lower_first(states.sentence(prediction, system))}"
    )


def explain_settled(before: Living, after: Living, old: Prediction, new: Prediction, system: UnitSystem = "si") -> str:
    """Say in one sentence which habits changed, what the body did about it, and what nerves make of it.

    Args:
        before: How life was.
        after: How it is.
        old: What followed from the levels of ``before``.
        new: What follows from those of ``after``.
        system: Unit system of the words.
    """
    changed = changes(before, after, system)
    if not changed:
        return explain_change(old, new, system)
    hormones = [settled(living).pth for living in (before, after)]
    first, last = (level("pth", pth, system) for pth in hormones)
    verb = "rises" if hormones[1] > hormones[0] else "falls"
    said = f"PTH stays at {last}" if first == last else f"PTH {verb} from {first.split()[0]} to {last}"
    so = states.lower_first(explain_change(old, new, system))
    return f"{states.upper_first(states.listed(changed))}, and {said}: {so}"


def changes(before: Living, after: Living, system: UnitSystem = "si") -> list[str]:
    """Name the habits that differ: dials with both numbers, choices by what now holds."""
    said = []
    for name in Living.LETTERS.values():
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            label = "vitamin D status" if name == "vitamin_d" else states.lower_first(_label(name))
            verb = "up" if new > old else "down"
            unit = units.unit(name, system)
            first = units.show(name, old, system).removesuffix(unit).strip()
            said.append(f"{label} {verb} from {first} to {units.show(name, new, system)}")
    rows = tables.living_choices()
    return said + [
        f"now {rows[getattr(after, name)].said}" for name in HABITS if getattr(before, name) != getattr(after, name)
    ]


def notes(course: BodyCourse, system: UnitSystem = "si") -> tuple[str, ...]:
    """Say which level leaves the range in which the model holds, and from which week on."""
    return course.beyond(system)


def _label(name: str) -> str:
    return tables.analytes()[name].short_name


def _outcome(living: Living, now: Outcome, system: UnitSystem) -> str:
    if now.band == "low":
        return _failed(living, now, system)
    if now.band == "high":
        return _overshot(now, system)
    return _held(living, now, system)


def _held(living: Living, now: Outcome, system: UnitSystem) -> str:
    """Calcium is in its usual range: say who keeps it there, and who pays."""
    calcium = level("calcium", now.calcium, system)
    if abs(now.calcium_moved) < STILL_CALCIUM and abs(now.hormone_share - 1.0) < STILL_SHARE:
        return f"calcium is {calcium} as before, PTH {_hormone(now, system)}, and {_bone(now)}"
    if now.hormone_share > 1.0:
        strain = _strain(living, now)
        although = f" although {strain}" if strain else ""
        return f"calcium is still {calcium} (normal){although}: {_defense(now, system)}"
    if is_sound(living) and now.course.magnesium[-1] > BLOCKED:
        urine = flow(float(now.course.urine_calcium[-1]), system)
        return (
            f"calcium is {calcium} (normal) and PTH {_hormone(now, system)}: there is plenty, and urine takes {urine}"
        )
    return f"calcium is {calcium} (normal) and PTH {_hormone(now, system)}: {_weak_link(living, now, system)}"


def _failed(living: Living, now: Outcome, system: UnitSystem) -> str:
    """Calcium is low: say which line of defense gave way."""
    calcium = banded("calcium", now.calcium, system)
    if is_sound(living) and now.course.magnesium[-1] > BLOCKED:
        strain = _strain(living, now) or "more is lost than comes in"
        return f"calcium has fallen to {calcium} although {_defense(now, system)}: {strain}"
    return f"calcium has fallen to {calcium}, and PTH {_hormone(now, system)}: {_weak_link(living, now, system)}"


def _overshot(now: Outcome, system: UnitSystem) -> str:
    """Calcium is high: say where it comes from."""
    calcium, level_now = banded("calcium", now.calcium, system), float(now.course.vitamin_d[-1])
    source = (
        f"25(OH)D of {level('vitamin_d', level_now, system)} opens gut and bone by itself"
        if level_now > TOXIC
        else f"the gut takes up {share(float(now.course.absorbed_fraction[-1]))} of a large intake"
    )
    return f"calcium has risen to {calcium} although PTH {_hormone(now, system)}: {source}"


def _hormone(now: Outcome, system: UnitSystem) -> str:
    """Say where the hormone went: ``rose from 3.6 to 14.1 pmol/L``."""
    first, last = (level("pth", float(now.course.pth[at]), system) for at in (0, -1))
    if not now.course.pth[-1]:
        return "is gone"
    if abs(now.hormone_share - 1.0) < STILL_SHARE:
        return f"stays at {last}"
    verb = "rose" if now.hormone_share > 1.0 else "fell"
    return f"{verb} from {first.removesuffix(units.unit('pth', system)).strip()} to {last}"


def is_sound(living: Living) -> bool:
    """Say whether glands and the uptake of magnesium are healthy."""
    return (living.glands, living.magnesium_loss) == (Living().glands, Living().magnesium_loss)


def _strain(living: Living, now: Outcome) -> str:
    """Say what works against calcium: little food, a gut that takes up less, a need elsewhere."""
    first, last = float(now.course.absorbed_fraction[0]), float(now.course.absorbed_fraction[-1])
    little = living.calcium_intake < Living().calcium_intake
    said = [f"only {living.calcium_intake:g} mg a day is eaten"] if little else []
    if first - last >= STILL_UPTAKE:
        said.append(f"the gut takes up only {share(last)} of {'it' if little else 'calcium'} (was {share(first)})")
    if living.demand != Living().demand:
        said.append(f"there is {tables.living_choices()[living.demand].said}")
    return states.listed(said)


def _defense(now: Outcome, system: UnitSystem) -> str:
    """Say what hormone, kidney and bone do."""
    first, last = (float(now.course.urine_calcium[at]) for at in (0, -1))
    said = [f"PTH {_hormone(now, system)}"]
    if first - last >= STILL_URINE:
        said.append(f"the kidney saves (urine {flow(last, system)}, was {flow(first, system)})")
    return states.listed([*said, _bone(now)])


def _bone(now: Outcome) -> str:
    """Say what bone gave up, as a share of the skeleton, and whether new bone hardens."""
    access = float(now.course.bone_access[-1])
    soft = f", while only {share(access)} of new bone hardens" if access < SOFT else ""
    if now.bone > STILL_BONE:
        of_skeleton = 100.0 * now.bone / constant("skeleton_calcium")
        return f"bone gave up {grams(now.bone)} of calcium ({of_skeleton:.1f} % of the skeleton){soft}"
    if now.bone < -STILL_BONE:
        return f"bone took up {grams(now.bone)} of calcium{soft}"
    return f"bone keeps its mineral{soft}"


def _weak_link(living: Living, now: Outcome, system: UnitSystem) -> str:
    """Say why the hormone does not rise as it should, or is not heard."""
    magnesium = float(now.course.magnesium[-1])
    if living.glands == "no-glands":
        return "there are no glands to make it, so gut and kidney let calcium go"
    if magnesium < BLOCKED:
        shown = banded("magnesium", magnesium, system)
        return f"with magnesium at {shown} the glands hold the hormone back, and bone and kidney hardly answer it"
    if living.glands == "weak-glands":
        return "weak glands make too little of it for the need"
    return f"magnesium is {banded('magnesium', magnesium, system)}"
