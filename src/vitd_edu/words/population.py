"""A round of testing, said in whole people and plain sentences, in either unit system."""

from dataclasses import dataclass

from vitd_edu import units
from vitd_edu.knowledge import tables
from vitd_edu.screening import Counts, Screened, Screening
from vitd_edu.units import UnitSystem
from vitd_edu.words import states

CONDITION = {"vitamin-d": "low calcium from lack of vitamin D"}
LOW_CALCIUM = "low calcium"
# Everyday words for how common something is, with round bounds in %; they are no measure of anything.
EVERYDAY = (("rare", None, 1.0), ("uncommon", 1.0, 10.0), ("common", 10.0, None))
GROUPS = ("found", "missed", "false_alarms", "cleared")
ASKED = {
    "twitch": "a twitch in the last month",
    "spasm": "a spasm of hands or feet in the last month",
    "trousseau": "a hand spasm under a cuff",
}
NO_NEXT_ROUND = (
    "A level that is measured twice errs the same way twice, so a second round would teach nothing here. Choose a "
    "twitch, a spasm or the cuff first, then measure calcium in those who have it."
)
SMALLEST = 0.001
BASES = (100, 1_000, 10_000)


@dataclass(frozen=True, slots=True)
class Group:
    """One of the four groups of people: its identifier, a name, and what is true of it."""

    id: str
    name: str
    said: str
    count: int


def condition(screening: Screening) -> str:
    """Name the condition that the test looks for."""
    return CONDITION.get(screening.test, LOW_CALCIUM)


def result(screening: Screening, system: UnitSystem = "si") -> str:
    """Name a positive result: ``calcium under 2.15 mmol/L``."""
    if screening.test == "calcium":
        return f"calcium under {units.show('calcium', screening.calcium, system)}"
    if screening.test == "vitamin-d":
        return f"25(OH)D under {units.show('vitamin_d', screening.vitamin_d, system)}"
    return ASKED[screening.test]


def count(number: int) -> str:
    """Write a number of people: ``12,345``."""
    return f"{number:,}"


def share(part: float | None) -> str:
    """Write a share as a percentage, with no more digits than help."""
    if part is None:
        return "no one to count"
    if part in (0.0, 1.0):
        return f"{100 * part:.0f} %"
    if part < SMALLEST:
        return "under 0.1 %"
    if part > 1 - SMALLEST:
        return "over 99.9 %"
    return f"{100 * part:.1f} %" if part < 0.0995 or part > 0.99 else f"{100 * part:.0f} %"


def percent(prevalence: float) -> str:
    """Write a prevalence as it was set: ``0.1 %``, ``18 %``."""
    return f"{prevalence:g} %"


def groups(screened: Screened, system: UnitSystem = "si") -> tuple[Group, ...]:
    """Return the four groups of a round of testing, in the order in which they are drawn."""
    ill, positive = condition(screened.screening), result(screened.screening, system)
    said = (
        ("found", "Found", f"{ill}, and {positive}"),
        ("missed", "Missed", f"{ill}, without {positive}"),
        ("false_alarms", "False alarm", f"{positive}, but no {ill}"),
        ("cleared", "Rightly left alone", "neither"),
    )
    return tuple(Group(group, name, words, getattr(screened.counts, group)) for group, name, words in said)


def sentence(screened: Screened, system: UnitSystem = "si") -> str:
    """Say in whole people what a positive result means."""
    counts, ill = screened.counts, condition(screened.screening)
    positive = result(screened.screening, system)
    start = f"Of {count(screened.screening.crowd)} people, {count(counts.ill)} {_have(counts.ill)} {ill}"
    if not counts.positive:
        return f"{start}; nobody has {positive}, so the test finds none of them."
    shown = f"{count(counts.positive)} {_shows(screened, counts.positive)} {positive}"
    true = f"{count(counts.found)} {_have(counts.found)} {ill} ({share(counts.measures.positive_value)})"
    return f"{start}. {shown}; of these, {true}, and {count(counts.false_alarms)} {_have(counts.false_alarms)} not."


def explain(before: Screened, after: Screened, system: UnitSystem = "si") -> str:
    """Say what was moved, and what that did to the meaning of a positive result."""
    changed = _changed(before.screening, after.screening, system)
    if not changed:
        return sentence(after, system)
    return f"{states.upper_first(states.listed(changed))}: {_effect(before, after)}{sentence(after, system)}"


def _changed(before: Screening, after: Screening, system: UnitSystem) -> list[str]:
    said = []
    if before.test != after.test:
        said.append(f"the test is now {result(after, system)}")
    if before.prevalence != after.prevalence:
        way = "up" if after.prevalence > before.prevalence else "down"
        said.append(f"prevalence {way} from {percent(before.prevalence)} to {percent(after.prevalence)}")
    for name in ("vitamin_d", "calcium"):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            way = "up" if new > old else "down"
            said.append(f"cut-off {way} from {units.show(name, old, system).split()[0]} to "
                        f"{units.show(name, new, system)}")  # fmt: skip
    if before.season != after.season:
        said.append("now in late winter" if after.season == "winter" else "now the mean of the year")
    if before.crowd != after.crowd:
        said.append(f"now {count(after.crowd)} people")
    if before.seed != after.seed:
        said.append("other people, drawn by the same rules")
    return said


def _effect(before: Screened, after: Screened) -> str:
    """Say how a moved cut-off trades one error for the other; everything else speaks for itself."""
    one, other = before.screening, after.screening
    cut_off = {"calcium": "calcium", "vitamin-d": "vitamin_d"}.get(other.test)
    if one.test != other.test or cut_off is None or getattr(one, cut_off) == getattr(other, cut_off):
        return ""
    old, new = before.counts, after.counts
    found, alarms = new.found - old.found, new.false_alarms - old.false_alarms
    return f"{_more(found)} found, {_more(alarms)} alarmed for nothing. "


def _more(change: int) -> str:
    if not change:
        return "none more"
    return f"{count(abs(change))} {'more' if change > 0 else 'fewer'}"


def of_positive(counts: Counts) -> tuple[int, int]:
    """Return the smallest of 100, 1000 and 10 000 positive results that holds a true one, and how many are true."""
    value = counts.measures.positive_value or 0.0
    base = next((base for base in BASES if value * base >= 1), BASES[-1] if value else BASES[0])
    return base, round(value * base)


def positive_sentence(screened: Screened, system: UnitSystem = "si") -> str:
    """Say of so many positive results how many are true."""
    positive = result(screened.screening, system)
    if not screened.counts.positive:
        return f"Nobody has {positive}."
    base, true = of_positive(screened.counts)
    return (
        f"Of {count(base)} people with {positive}, {count(true)} {_have(true)} {condition(screened.screening)}; before "
        f"the result it was {_before(screened, base)}."
    )


def _before(screened: Screened, base: int) -> str:
    """Say how many of so many had the condition before anybody was tested."""
    expected = screened.counts.ill / screened.screening.crowd * base
    return count(round(expected)) if round(expected) else "fewer than 1"


def measures(screened: Screened, system: UnitSystem = "si") -> tuple[tuple[str, str, str, str, str], ...]:
    """Return the four measures: identifier, name, the share counted, the same in whole people, the formula's share."""
    counts, ill = screened.counts, condition(screened.screening)
    positive = result(screened.screening, system)
    counted, formula = counts.measures, screened.formula
    negative = f"{_have(counts.cleared)} a negative result, rightly"
    said = (
        (
            "sensitivity",
            "Sensitivity",
            _of(counts.ill, ill, counts.found, f"{_shows(screened, counts.found)} {positive}"),
        ),
        ("specificity", "Specificity", _of(counts.well, f"no {ill}", counts.cleared, negative)),
        (
            "positive_value",
            "Positive predictive value",
            _of(counts.positive, positive, counts.found, f"{_have(counts.found)} {ill}"),
        ),
        (
            "negative_value",
            "Negative predictive value",
            _of(counts.negative, "a negative result", counts.cleared, f"{_have(counts.cleared)} no {ill}"),
        ),
    )
    return tuple(
        (measure, name, share(getattr(counted, measure)), words, share(getattr(formula, measure)))
        for measure, name, words in said
    )


def _of(all_of_them: int, who: str, some: int, what: str) -> str:
    if not all_of_them:
        return f"Nobody has {who}."
    return f"Of {count(all_of_them)} with {who}, {count(some)} {what}."


def bystanders(screened: Screened, system: UnitSystem = "si") -> str:
    """Say how alike 25(OH)D is in those who twitch and in those who do not."""
    beside = screened.beside
    limit = units.show("vitamin_d", screened.screening.vitamin_d, system)
    twitch = share(beside.twitch_low / beside.twitch if beside.twitch else None)
    quiet = share(beside.quiet_low / beside.quiet if beside.quiet else None)
    return (
        f"{count(beside.twitch)} of these people twitched in the last month. 25(OH)D is under {limit} in "
        f"{count(beside.twitch_low)} of them ({twitch}), and in {count(beside.quiet_low)} of the {count(beside.quiet)} "
        f"others ({quiet}). Where the shares are alike, the low result is a bystander: it says no more about a twitch "
        f"than about no twitch."
    )


def describe(screened: Screened, system: UnitSystem = "si") -> str:
    """Say the icon array in words."""
    named = [f"{group.name.lower()} {count(group.count)} ({group.said})" for group in groups(screened, system)]
    return f"Of {count(screened.screening.crowd)} people: {'; '.join(named)}. {positive_sentence(screened, system)}"


def everyday_span(word: str) -> str:
    """Say from where to where an everyday word reaches: ``rare under 1 %``."""
    _, lower, upper = next(row for row in EVERYDAY if row[0] == word)
    if lower is None:
        return f"{word} under {upper:g} %"
    return f"{word} from {lower:g} %" if upper is None else f"{word} {lower:g} to {upper:g} %"


def cut_off_label(name: str) -> str:
    """Name the dial of a cut-off: ``Positive: calcium under``."""
    spoken = {"vitamin_d": "25(OH)D", "calcium": states.lower_first(tables.analytes()["calcium"].short_name)}
    return f"Positive: {spoken[name]} under"


def _have(number: int) -> str:
    return "has" if number == 1 else "have"


def _shows(screened: Screened, number: int) -> str:
    """Say ``had`` of what is asked about the last month, ``have`` of a level."""
    return "had" if screened.screening.test in ASKED else _have(number)
