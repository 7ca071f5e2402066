"""What changed between two predictions, and why, in one plain sentence."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from vitd_edu import units
from vitd_edu.clinic.symptoms import STRENGTH_WORDS
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.bands import band_of
from vitd_edu.physiology import membrane
from vitd_edu.scenario import LEVELS, Scenario
from vitd_edu.units import UnitSystem
from vitd_edu.words.states import band_word, flag_words, listed, lower_first, percent, sentence, upper_first

if TYPE_CHECKING:  # predictions speak through the words, so these can only name their types
    from vitd_edu.prediction import Prediction

STILL_MV = 0.05  # a smaller move of the gates is not worth a word
MANY_LEVELS = 3  # from so many on the reasons are left to the causal map
WORTH_TELLING = 0.03  # change of a weight in table 1


def explain(before: "Prediction", after: "Prediction", system: UnitSystem = "si") -> str:
    """Say in one plain sentence what changed between two predictions, and why.

    Args:
        before: Prediction before the change.
        after: Prediction after it.
        system: Unit system of the words.
    """
    changed = changes(before.scenario, after.scenario, system)
    if not changed:
        return sentence(after, system)
    parts = [f"{upper_first(listed(changed))}, {_consequence(before, after)}"]
    parts += _new_flags(before, after) + _symptom_changes(before, after) + _table_change(before, after)
    return "; ".join(parts) + "."


def changes(before: Scenario, after: Scenario, system: UnitSystem = "si") -> list[str]:
    """Say each change between two scenarios: levels with old and new value, onset, findings."""
    return _level_changes(before, after, system) + _mark_changes(before, after)


def _level_changes(before: Scenario, after: Scenario, system: UnitSystem) -> list[str]:
    said = []
    for name in LEVELS:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            shown = units.from_si(name, old, system)
            first = f"{shown:.{units.decimals(name, system)}f}"
            verb = "fell" if new < old else "rose"
            subject = "blood pH" if name == "ph" else lower_first(tables.analytes()[name].short_name)
            last = units.show(name, new, system).removeprefix("pH ")
            ran = f"hardly {verb}, to" if last.split()[0] == first else f"{verb} from {first} to"
            said.append(f"{subject} {ran} {last} ({band_word(band_of(name, new))})")
    if before.onset != after.onset:
        said.append("the onset is now slow" if after.onset == "chronic" else "the onset is now fast")
    return said


def _mark_changes(before: Scenario, after: Scenario) -> list[str]:
    """Say which findings were marked; many at once are counted."""

    def named(findings: Iterable[str]) -> list[str]:
        return [lower_first(tables.findings()[finding].name) for finding in sorted(findings)]

    present, absent = named(after.findings - before.findings), named(after.absent - before.absent)
    cleared = named((before.findings | before.absent) - (after.findings | after.absent))
    if len(present) + len(absent) + len(cleared) > 4:
        return [f"{len(present) + len(absent) + len(cleared)} findings were marked anew"]
    said = [f"{listed(present)} marked present"] if present else []
    said += [f"{listed(absent)} marked absent"] if absent else []
    return said + ([f"{listed(cleared)} no longer marked"] if cleared else [])


def _consequence(before: "Prediction", after: "Prediction") -> str:
    """Say what the change did to the nerve, or why it did nothing."""
    moved = after.effective_shift_mv - before.effective_shift_mv
    old, new = f"{before.excitability:.0f}", f"{after.excitability:.0f}"
    if abs(moved) < STILL_MV:
        return f"{_why_still(before.scenario, after.scenario)}, so the score stays at {new} ({after.band})"
    why = _why_moved(before.scenario, after.scenario, moved)
    margin = f"the nerve's margin {'shrank' if moved > 0 else 'grew'} by {abs(moved):.1f} mV"
    ran = f"stays at {new}" if old == new else f"{'rose' if moved > 0 else 'fell'} from {old} to {new}"
    return f"{why}so {margin} and the score {ran} ({after.band})"


def _ion_moves(before: Scenario, after: Scenario) -> dict[str, float]:
    """Return how far each level moved the gates by itself [mV], for the levels that changed."""
    moves = {}
    for name in ("calcium", "magnesium", "ph"):
        if getattr(before, name) != getattr(after, name):
            levels = {key: getattr(before, key) for key in ("calcium", "magnesium", "ph")}
            start = membrane.gate_shift(**levels)
            moves[name] = float(membrane.gate_shift(**(levels | {name: getattr(after, name)})) - start)
    return moves


def _why_still(before: Scenario, after: Scenario) -> str:
    moves = _ion_moves(before, after)
    if not moves and before.vitamin_d != after.vitamin_d:
        return (
            "but calcium and magnesium are held, and vitamin D acts on nerves only through them "
            "(“let the body respond” lets them follow)"
        )
    if not moves:
        return "which changes no level" if before.onset == after.onset else "and there is hardly a shift to adapt to"
    if min(moves.values()) < -STILL_MV and max(moves.values()) > STILL_MV:
        return "but the pushes on the nerve's gates balance"
    return "too little to move the nerve's gates"


def _why_moved(before: Scenario, after: Scenario, moved: float) -> str:
    """Name what was behind a move of the gates: only what pushed that way."""
    moves = _ion_moves(before, after)
    if len(moves) >= MANY_LEVELS or len(_level_changes(before, after, "si")) > MANY_LEVELS:
        return ""
    less = "less" if moved > 0 else "more"
    ions = [name for name in ("calcium", "magnesium") if moves.get(name, 0.0) * moved > 0]
    if ions:
        return f"and {less} {listed(ions)} now {'shields' if len(ions) == 1 else 'shield'} the nerve's gates, "
    if moves.get("ph", 0.0) * moved > 0:
        return f"and {less} of the calcium is now free, "
    return (
        "and nerves adapt to a shift that lasts, " if after.onset == "chronic" else "and nerves had no time to adapt, "
    )


def _new_flags(before: "Prediction", after: "Prediction") -> list[str]:
    """Name the red flags that have just gone up."""
    new = [lower_first(flag.name) for flag in after.red_flags if flag not in before.red_flags]
    return [f"new {flag_words(new)}"] if new else []


def _symptom_changes(before: "Prediction", after: "Prediction") -> list[str]:
    """Name up to three symptoms that grew and up to two that faded, with their strength now."""
    old = {symptom.id: symptom.strength for symptom in before.symptoms}
    grown = [symptom for symptom in after.symptoms if symptom.strength > old[symptom.id]][:3]
    faded = [symptom for symptom in after.symptoms if symptom.strength < old[symptom.id]][:3]
    said = []
    for step in range(3, 0, -1):
        names = [lower_first(symptom.name) for symptom in grown if symptom.strength == step]
        said += [f"now {STRENGTH_WORDS[step]}: {listed(names)}"] if names else []
    if not grown and faded:
        said = [f"fading: {listed([lower_first(symptom.name) for symptom in faded])}"]
    return ["; ".join(said)] if said else []


def _table_change(before: "Prediction", after: "Prediction") -> list[str]:
    """Name the cause that now leads table 1, or the one whose weight moved most, where that is worth telling."""
    old = {cause.id: cause.weight for cause in before.causes}
    first = after.causes[0]
    if first.id != before.causes[0].id:
        return [f"table 1 now begins with {lower_first(first.name)} ({percent(first.weight)})"]
    cause = max(after.causes, key=lambda row: abs(row.weight - old[row.id]))
    change = cause.weight - old[cause.id]
    if abs(change) < WORTH_TELLING:
        return []
    verb = "rises" if change > 0 else "falls"
    return [f"in table 1 {lower_first(cause.name)} {verb} from {percent(old[cause.id])} to {percent(cause.weight)}"]
