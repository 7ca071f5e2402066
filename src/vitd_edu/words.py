"""The twin of every picture: the same prediction, said in plain sentences, in either unit system."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from vitd_edu import units
from vitd_edu.clinic.symptoms import STRENGTH_WORDS
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.bands import band_of
from vitd_edu.knowledge.records import ReferenceBand
from vitd_edu.scenario import LEVELS, Scenario
from vitd_edu.units import UnitSystem

if TYPE_CHECKING:  # predictions speak through this module, so it can only name their types
    from vitd_edu.prediction import Influence, Prediction

PROPER_NAMES = frozenset({"ALS", "Trousseau", "Chvostek", "QT"})
STILL_MV = 0.05  # a smaller move of the gates is not worth a word


def listed(parts: Sequence[str], last: str = "and") -> str:
    """Join words as a sentence does: a, b and c."""
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}" if len(parts) > 1 else "".join(parts)


def lower_first(text: str) -> str:
    """Begin with a small letter, so that a name fits inside a sentence, unless it is a proper name."""
    first = text.split(" ", 1)[0]
    proper = first.rstrip("'s") in PROPER_NAMES or first[1:2].isupper()
    return text if proper else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """Begin with a capital letter."""
    return text[:1].upper() + text[1:]


def percent(weight: float) -> str:
    """Say a weight as a percentage, without pretending to know small ones."""
    if weight > 0.99:
        return "over 99 %"
    return f"{100 * weight:.0f} %" if weight >= 0.01 else "under 1 %"


def band_word(band: ReferenceBand | None) -> str:
    """Say a band in a word or two: low (deficient), normal, high."""
    if band is None:
        return "outside every band"
    return band.level if band.label.lower() == band.level else f"{band.level}, {band.label}"


def level(name: str, value: float, system: UnitSystem = "si") -> str:
    """Say a level with its unit and its band: ``calcium 1.75 mmol/L (low)``."""
    return f"{_level_name(name)} {units.show(name, value, system)} ({band_word(band_of(name, value))})"


def _level_name(name: str) -> str:
    return "the blood's" if name == "ph" else lower_first(tables.analytes()[name].short_name)


def influence(moved: "Influence", system: UnitSystem = "si") -> str:
    """Say one piece of evidence: a level with its band, a finding, or the lack of one."""
    if moved.level is not None:
        return level(moved.evidence, moved.level, system)
    name = lower_first(tables.findings()[moved.evidence].name)
    return name if moved.mark > 0 else f"no {name}"


def notes(scenario: Scenario, system: UnitSystem = "si") -> tuple[str, ...]:
    """Say which levels are beyond the model, and which may have been meant in the other unit."""
    said = []
    for name in LEVELS:
        row, value = tables.analytes()[name], getattr(scenario, name)
        if not row.model_lower <= value <= row.model_upper:
            low, high = (units.show(name, bound, system) for bound in (row.model_lower, row.model_upper))
            shown = units.show(name, value, system)
            said.append(f"{row.short_name} {shown} is beyond the model ({low} to {high}): read the answer with care.")
        question = units.unit_question(name, value, system)
        said += [question] if question else []
    return tuple(said)


def sentence(prediction: "Prediction", system: UnitSystem = "si") -> str:
    """Say in one plain sentence what this state is, against health."""
    abnormal = [
        level(name, getattr(prediction.scenario, name), system)
        for name, band in prediction.bands.items()
        if band is not None and band.level != "normal"
    ]
    start = f"With {listed(abnormal)}" if abnormal else "With every level in its usual range"
    return f"{start}, {_margin(prediction)}; {_expected(prediction)}."


def _margin(prediction: "Prediction") -> str:
    """Say what the levels do to the nerve's margin and to the score."""
    shift, score = (
        prediction.effective_shift_mv,
        f"the score is {prediction.excitability:.0f} of 100 ({prediction.band})",
    )
    if abs(shift) < STILL_MV:
        return f"the nerve keeps its margin and {score}"
    moved = f"the nerve's margin has {'shrunk' if shift > 0 else 'grown'} by {abs(shift):.1f} mV"
    if prediction.scenario.onset == "chronic":
        moved += " (half of the shift, because it came slowly)"
    return f"{moved} and {score}"


def _expected(prediction: "Prediction") -> str:
    """Say which symptoms to expect, strongest first, at most four."""
    likely = [lower_first(symptom.name) for symptom in prediction.symptoms if symptom.strength >= 2][:4]
    possible = [lower_first(symptom.name) for symptom in prediction.symptoms if symptom.strength == 1][:3]
    if likely:
        return f"expect {listed(likely)}"
    return (
        f"{listed(possible)} may show" if possible else "no symptom is expected beyond the twitches of healthy people"
    )


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
            subject = "pH" if name == "ph" else lower_first(tables.analytes()[name].short_name)
            last = units.show(name, new, system).removeprefix("pH ")
            said.append(f"{subject} {verb} from {first} to {last} ({band_word(band_of(name, new))})")
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
    score = f"{after.excitability:.0f}"
    if abs(moved) < STILL_MV:
        return f"{_why_still(before.scenario, after.scenario)}, so the score stays at {score} ({after.band})"
    why = _why_moved(before.scenario, after.scenario, moved)
    ran = f"{'rose' if moved > 0 else 'fell'} from {before.excitability:.0f} to {score}"
    return (
        f"{why}, so the nerve's margin {'shrank' if moved > 0 else 'grew'} by {abs(moved):.1f} mV "
        f"and the score {ran} ({after.band})"
    )


def _why_still(before: Scenario, after: Scenario) -> str:
    minerals = (before.calcium, before.magnesium, before.ph) == (after.calcium, after.magnesium, after.ph)
    if minerals and before.vitamin_d != after.vitamin_d:
        return "but calcium and magnesium are held, and vitamin D acts on nerves only through them"
    if minerals:
        return "which changes no level"
    return "but the pushes on the nerve's gates balance"


def _why_moved(before: Scenario, after: Scenario, moved: float) -> str:
    """Name the mechanism: what was shielding the gates, or what nerves adapt to."""
    ions = [name for name in ("calcium", "magnesium") if getattr(before, name) != getattr(after, name)]
    if ions:
        return f"and {'less' if moved > 0 else 'more'} {listed(ions)} now shields the nerve's gates"
    if before.ph != after.ph:
        return f"and {'less' if moved > 0 else 'more'} calcium is now free, with total calcium unchanged"
    return (
        "and nerves adapt to a shift that lasts" if after.onset == "chronic" else "and nerves have had no time to adapt"
    )


def _new_flags(before: "Prediction", after: "Prediction") -> list[str]:
    """Name the red flags that have just gone up."""
    new = [lower_first(flag.name) for flag in after.red_flags if flag not in before.red_flags]
    return [f"red flag raised: {listed(new)}"] if new else []


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
    """Name the cause whose weight moved most in table 1, where it moved by 1 % or more."""
    old = {cause.id: cause.weight for cause in before.causes}
    cause = max(after.causes, key=lambda row: abs(row.weight - old[row.id]))
    change = cause.weight - old[cause.id]
    if abs(change) < 0.01:
        return []
    verb = "rises" if change > 0 else "falls"
    return [f"in table 1 {lower_first(cause.name)} {verb} from {percent(old[cause.id])} to {percent(cause.weight)}"]


def describe(prediction: "Prediction", system: UnitSystem = "si") -> str:
    """Say the whole prediction in words: levels, score, symptoms, causes with their reasons, red flags."""
    scenario = prediction.scenario
    lines = ["Levels: " + listed([level(name, getattr(scenario, name), system) for name in LEVELS]) + "."]
    lines += [f"Onset: {scenario.onset}.", sentence(prediction, system)]
    lines += [f"Note: {note}" for note in notes(scenario, system)]
    lines += [f"Red flag, {flag.action}: {flag.name}. {flag.what_to_do}" for flag in prediction.red_flags]
    lines += ["Symptoms:"]
    lines += [
        f"  {symptom.name}: {STRENGTH_WORDS[symptom.strength]}. {symptom.why} Evidence: {symptom.evidence}."
        for symptom in prediction.symptoms
        if symptom.strength > 0
    ] or ["  none beyond the twitches of healthy people"]
    lines += ["Causes:"]
    for cause in prediction.causes[:5]:
        up = listed([influence(moved, system) for moved in cause.supports[:3]]) or "nothing"
        down = listed([influence(moved, system) for moved in cause.contradicts[:3]]) or "nothing"
        lines.append(f"  {cause.name}: {percent(cause.weight)}. For: {up}. Against: {down}. Next: {cause.next_test}.")
    lines.append("A teaching model: it does not diagnose and does not dose.")
    return "\n".join(lines)


def _shown(name: str, scenario: Scenario) -> str:
    shown = units.show(name, getattr(scenario, name))
    return shown if name == "ph" else f"{lower_first(tables.analytes()[name].short_name)} {shown}"


def summary(prediction: "Prediction") -> str:
    """Say a prediction in five lines."""
    scenario = prediction.scenario
    shown = [
        f"{symptom.name} ({STRENGTH_WORDS[symptom.strength]})" for symptom in prediction.symptoms if symptom.strength
    ]
    causes = [f"{cause.name} {percent(cause.weight)}" for cause in prediction.causes[:3]]
    flags = [f"{flag.name} ({flag.action})" for flag in prediction.red_flags]
    moved = f"gates moved by {prediction.shift_mv:+.1f} mV; movement: {prediction.movement}"
    return "\n".join(
        [
            f"Prediction for {scenario.code}: {listed([_shown(name, scenario) for name in LEVELS])}",
            f"Excitability {prediction.excitability:.0f} of 100, {prediction.band}; {moved}",
            "Symptoms: " + (", ".join(shown[:4]) or "none beyond the twitches of healthy people"),
            "Causes: " + ", ".join(causes),
            "Red flags: " + (", ".join(flags) or "none"),
        ]
    )
