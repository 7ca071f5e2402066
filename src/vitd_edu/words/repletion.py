"""Losing magnesium and getting it back, said in plain sentences, in either unit system."""

from vitd_edu import units
from vitd_edu.body_course import BodyCourse
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.bands import band_of
from vitd_edu.physiology.membrane import constant
from vitd_edu.repletion import GIFTS, Repleted, Repletion
from vitd_edu.units import UnitSystem
from vitd_edu.words import living as living_words
from vitd_edu.words import states
from vitd_edu.words.living import BLOCKED, banded, level

KEPT_AS_USUAL = "kept"


def sentence(repleted: Repleted, system: UnitSystem = "si") -> str:
    """Say in one sentence what the loss has done, or what comes of what is given."""
    given, loss = repleted.repletion.given, repleted.loss
    state = f"After {_lost(repleted.repletion)}, {_state(loss, system)}"
    if given == "nothing":
        return f"{state}."
    if not _is_low("calcium", loss.calcium[-1]) and not _is_low("magnesium", loss.magnesium[-1]):
        return f"{state}: there is nothing to correct."
    if given == "compare":
        calcium, magnesium = (_given(gift, repleted.after[gift], system) for gift in repleted.repletion.shown)
        return states.upper_first(f"{calcium}, while {magnesium}.")
    return states.upper_first(f"{_given(given, repleted.after[given], system)}: {_reason(given, repleted, system)}.")


def explain(before: Repleted, after: Repleted, system: UnitSystem = "si") -> str:
    """Say in one sentence what changed, and what the body makes of it."""
    changed = changes(before.repletion, after.repletion, system)
    said = sentence(after, system)
    return f"{states.upper_first(states.listed(changed))}: {states.lower_first(said)}" if changed else said


def changes(before: Repletion, after: Repletion, system: UnitSystem = "si") -> list[str]:
    """Name what differs between two ways to lose magnesium; what is given then is said by the sentence itself."""
    said = []
    if before.magnesium_intake != after.magnesium_intake:
        old, new = (units.show("magnesium_intake", each.magnesium_intake, system) for each in (before, after))
        verb = "up" if after.magnesium_intake > before.magnesium_intake else "down"
        said.append(f"magnesium intake {verb} from {old.split()[0]} to {new}")
    if before.magnesium_loss != after.magnesium_loss:
        said.append(f"now {tables.living_choices()[after.magnesium_loss].said}")
    return said


def not_low_from(course: BodyCourse) -> float | None:
    """Return the day from which calcium is no longer low, to the end; None where it stays low."""
    low = [_is_low("calcium", value) for value in course.calcium]
    if low[-1]:
        return None
    last_low = max((at for at, still in enumerate(low) if still), default=-1)
    return float(course.day[last_low + 1])


def _is_low(name: str, value: float) -> bool:
    found = band_of(name, float(units.kept(name, float(value))))
    return found is not None and found.level == "low"


def _lost(repletion: Repletion) -> str:
    span = tables.living_choices()[repletion.span].said
    if repletion.magnesium_loss == KEPT_AS_USUAL:
        return f"{span} on {repletion.magnesium_intake:g} mg of magnesium a day"
    return f"{span} with {tables.living_choices()[repletion.magnesium_loss].said}"


def _state(loss: BodyCourse, system: UnitSystem) -> str:
    """Say magnesium, calcium and hormone at the end of the loss, and why the hormone is where it is."""
    calcium, magnesium = (float(getattr(loss, name)[-1]) for name in ("calcium", "magnesium"))
    levels = f"magnesium is {banded('magnesium', magnesium, system)} and calcium {banded('calcium', calcium, system)}"
    hormone = level("pth", float(loss.pth[-1]), system)
    if _is_low("calcium", calcium) and magnesium < BLOCKED:
        return f"{levels}, yet PTH is only {hormone}, because glands without magnesium hold it back"
    return f"{levels}, with PTH at {hormone}"


def _given(gift: str, course: BodyCourse, system: UnitSystem) -> str:
    """Say what comes of a gift within two weeks."""
    first, last = float(course.calcium[0]), float(course.calcium[-1])
    moved = f"from {level('calcium', first, system).split()[0]} to {banded('calcium', last, system)}"
    if gift == "calcium-tablets":
        only = "bring calcium only" if _is_low("calcium", last) else "bring calcium"
        return f"{course.day[-1]:.0f} days of {constant('calcium_tablets'):g} mg more calcium a day {only} {moved}"
    what, peak = "magnesium with calcium" if gift == "both" else "magnesium alone", int(course.pth.argmax())
    if not _is_low("calcium", first):
        return f"{what} brings magnesium to {banded('magnesium', float(course.magnesium[-1]), system)}, calcium {moved}"
    jump = (
        f"{what} lets PTH jump from {level('pth', float(course.pth[0]), system).split()[0]} to "
        f"{level('pth', float(course.pth[peak]), system)} by day {course.day[peak]:.0f}"
    )
    day = not_low_from(course)
    if day is None:
        return f"{jump} and brings calcium {moved}"
    found = band_of("calcium", float(units.kept("calcium", last)))
    over = f", then overshoots to {banded('calcium', last, system)}" if found and found.level == "high" else ""
    return f"{jump}, and calcium is no longer low from day {day:.0f} on{over}"


def _reason(gift: str, repleted: Repleted, system: UnitSystem) -> str:
    """Say why a gift works, or does not."""
    course = repleted.after[gift]
    magnesium = banded("magnesium", float(course.magnesium[-1]), system)
    if gift == "calcium-tablets":
        hormone = level("pth", float(course.pth[-1]), system)
        if _is_low("calcium", course.calcium[-1]):
            return f"with magnesium still at {magnesium}, PTH stays at {hormone} and what is swallowed is hardly kept"
        return f"magnesium is still {magnesium}, with PTH at {hormone}"
    if _is_low("calcium", course.calcium[0]):
        return "the glands had the hormone all along and could not let it go"
    return "calcium had not left its usual range"


def notes(repleted: Repleted, system: UnitSystem = "si") -> tuple[str, ...]:
    """Say which level leaves the range in which the model holds while magnesium is lost."""
    return living_words.notes(repleted.loss, system)


def describe(repleted: Repleted, system: UnitSystem = "si") -> str:
    """Say in words what the pictures show: the loss, then each course afterwards that is on show."""
    rows = tables.living_choices()
    ends = [
        f"{rows[gift].said}: {_ends(repleted.after[gift], system)}"
        for gift in GIFTS
        if gift in repleted.repletion.shown
    ]
    return f"While magnesium is lost: {_ends(repleted.loss, system)}. Then, over two weeks, {'; '.join(ends)}."


def _ends(course: BodyCourse, system: UnitSystem) -> str:
    pairs = (("magnesium", "magnesium"), ("pth", "PTH"), ("calcium", "calcium"))
    ends = {name: [level(name, float(getattr(course, name)[at]), system) for at in (0, -1)] for name, _ in pairs}
    return ", ".join(f"{word} {' to '.join(ends[name])}" for name, word in pairs)
