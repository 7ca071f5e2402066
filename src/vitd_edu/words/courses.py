"""The two courses over time in words: what settles, what goes on, and what tablets cannot show."""

from vitd_edu import units
from vitd_edu.clinic.two_courses import Series
from vitd_edu.courses import LATER, Compared, Courses
from vitd_edu.knowledge import tables
from vitd_edu.units import UnitSystem
from vitd_edu.words.states import listed, upper_first

CAUTION = (
    "Treatment response is no diagnostic test. A twitch can fade, or return, in the same weeks by chance, and a low "
    "25(OH)D can be put right while a disease of the nerves goes on. Growing weakness has to be examined soon, not "
    "watched on tablets."
)
NAMES = {
    "deficiency": "Weakness from lack of vitamin D",
    "disease": "Loss of function in ALS",
    "twitch": "A harmless twitch",
}
MOVED = 0.03  # a smaller change of a burden is no change


def sentence(compared: Compared, system: UnitSystem = "si") -> str:
    """Say in one sentence what the same tablets are followed by in three people."""
    start, level = compared.courses.start, compared.vitamin_d
    first, last = (units.show("vitamin_d", float(level[week]), system) for week in (start, start + LATER))
    return (
        f"From week {start} on all three take the same tablets, and 25(OH)D rises from {first} to {last} in {LATER} "
        f"weeks: {_moved(compared, 'deficiency')}, {_moved(compared, 'disease')}, and {_moved(compared, 'twitch')}, "
        f"which is chance: the tablets do not touch it."
    )


def explain(before: Compared, after: Compared, system: UnitSystem = "si") -> str:
    """Say what was chosen anew, and what follows."""
    rows = tables.living_choices()
    changed = [
        _chosen(name, rows[getattr(after.courses, name)].said)
        for name in Courses.CHOICES
        if getattr(before.courses, name) != getattr(after.courses, name)
    ]
    said = sentence(after, system)
    return f"{upper_first(listed(changed))}. {said}" if changed else said


def describe(compared: Compared) -> str:
    """Say the picture in words: each line from its beginning over the start of the tablets to its end."""
    start = compared.courses.start
    lines = [
        f"{NAMES[name]}: {_hundredths(course[0])} of 100 at the beginning, {_hundredths(course[start])} in week "
        f"{start}, {_hundredths(course[-1])} after a year"
        for name, course in lines_of(compared)
    ]
    return f"A year, each complaint on a scale of its own from 0 to 100. {'. '.join(lines)}. {CAUTION}"


def lines_of(compared: Compared) -> tuple[tuple[str, Series], ...]:
    """Return the three courses by name."""
    return tuple((name, getattr(compared, name)) for name in NAMES)


def _chosen(name: str, said: str) -> str:
    return f"the tablets now begin in {said}" if name == "treatment_start" else f"now {said}"


def _moved(compared: Compared, name: str) -> str:
    """Say how a complaint changed from the start of the tablets to eight weeks later."""
    then, later = compared.then_and_later(getattr(compared, name))
    subject = {
        "deficiency": "weakness from the lack",
        "disease": "the disease",
        "twitch": "the harmless twitch",
    }[name]
    if abs(later - then) < MOVED:
        verb = "goes on slowly" if name == "disease" else "stays"
    elif name == "disease":
        verb = "goes on"
    else:
        verb = "settles" if name == "deficiency" and later < then else "fades" if later < then else "comes back"
    return f"{subject} {verb} ({_hundredths(then)} to {_hundredths(later)} of 100)"


def _hundredths(burden: float) -> str:
    return f"{100.0 * float(burden):.0f}"
