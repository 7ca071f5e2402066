"""The twin of every picture: the same prediction, said in plain sentences, in either unit system."""

from collections.abc import Iterable, Mapping, Sequence
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
NERVE_LEVELS = ("calcium", "magnesium", "ph")
NEAR_REST_MV = 0.15  # a smaller shift lies within what healthy levels do


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
    for name in (name for name in LEVELS if name in scenario.measured):
        row, value = tables.analytes()[name], getattr(scenario, name)
        if not row.model_lower <= value <= row.model_upper:
            low, high = (units.show(name, bound, system) for bound in (row.model_lower, row.model_upper))
            shown = units.show(name, value, system)
            said.append(f"{row.short_name} {shown} is beyond the model ({low} to {high}): read the answer with care.")
        question = units.unit_question(name, value, system)
        said += [question] if question else []
    return tuple(said)


def sentence(prediction: "Prediction", system: UnitSystem = "si") -> str:
    """Say in one plain sentence what this state is, against health; red flags come first.

    Where a level that acts on the nerve was not measured, nothing is told that only that level could tell.
    """
    flags = [lower_first(flag.name) for flag in prediction.red_flags]
    raised = flag_words(flags) if flags else ""
    unseen = [name for name in NERVE_LEVELS if name not in prediction.scenario.measured]
    told = [_unseen(prediction, system, unseen)] if unseen else [_margin(prediction, system)]
    parts = [raised, *told, _vitamin_d(prediction, system), "" if unseen else _expected(prediction)]
    return upper_first("; ".join(part for part in parts if part)) + "."


def whose_bands(chosen: Mapping[str, str]) -> str:
    """Say whose bands the words go by, where a dial shows those of another body; empty where none does.

    Args:
        chosen: The body whose bands each dial shows, by quantity.
    """
    other = {name: body for name, body in chosen.items() if body and body != tables.analytes()[name].default_body}
    said = [
        f"for {_subject(name)} the words and tables go by the bands of {tables.analytes()[name].default_body}, "
        f"the dial shows those of {body}"
        for name, body in other.items()
    ]
    return upper_first("; ".join(said)) + "." if said else ""


def _subject(name: str) -> str:
    return "blood pH" if name == "ph" else lower_first(tables.analytes()[name].short_name)


def flag_words(names: Sequence[str]) -> str:
    """Say which red flags are up."""
    return f"red {'flag' if len(names) == 1 else 'flags'}: {listed(names)}"


def abnormal_levels(prediction: "Prediction", system: UnitSystem = "si", names: Iterable[str] = LEVELS) -> list[str]:
    """Return the levels outside their normal band, each in words."""
    return [
        level(name, getattr(prediction.scenario, name), system)
        for name in names
        if (band := prediction.bands[name]) is not None and band.level != "normal"
    ]


def _margin(prediction: "Prediction", system: UnitSystem) -> str:
    """Say what calcium, magnesium and pH do to the nerve's margin and to the score."""
    shift = prediction.effective_shift_mv
    score = f"the score is {prediction.excitability:.0f} of 100 ({prediction.band})"
    off = abnormal_levels(prediction, system, NERVE_LEVELS)
    start = f"with {listed(off)}" if off else "with calcium, magnesium and pH in their usual ranges"
    if abs(shift) < NEAR_REST_MV:
        return f"{start}, the nerve keeps its margin and {score}"
    moved = f"the nerve's margin has {'shrunk' if shift > 0 else 'grown'} by {abs(shift):.1f} mV"
    if prediction.scenario.onset == "chronic":
        moved += " (half of the shift, because it came slowly)"
    return f"{start}, {moved} and {score}"


def _unseen(prediction: "Prediction", system: UnitSystem, unseen: Sequence[str]) -> str:
    """Say which levels that act on the nerve were measured and which were not, and that its margin is then unknown."""
    off = abnormal_levels(prediction, system, NERVE_LEVELS)
    bands = {name: band for name in NERVE_LEVELS if (band := prediction.bands[name]) is not None}
    usual = [_quantity(name) for name, band in bands.items() if band.level == "normal"]
    ranges = "its usual range" if len(usual) == 1 else "their usual ranges"
    known = [*off, *([f"{listed(usual)} in {ranges}"] if usual else [])]
    measured = f"{listed(known)} measured, " if known else ""
    missing = f"{listed([_quantity(name) for name in unseen])} not measured"
    margin = "how far the nerve's margin has moved"
    return f"{measured}{missing}: {f'{margin} is known only in part' if off else f'nobody can say {margin}'}"


def _quantity(name: str) -> str:
    """Name a level without its value."""
    return "pH" if name == "ph" else lower_first(tables.analytes()[name].short_name)


def _vitamin_d(prediction: "Prediction", system: UnitSystem) -> str:
    """Say that an unusual vitamin D level is there, and that it is not what moved the nerve."""
    off = abnormal_levels(prediction, system, ("vitamin_d",))
    return f"{off[0]} does not act on nerves by itself" if off else ""


def _expected(prediction: "Prediction") -> str:
    """Say which symptoms the levels lead to, strongest first, at most four; and that they do not explain findings."""
    likely = [lower_first(symptom.name) for symptom in prediction.symptoms if symptom.strength >= 2][:4]
    possible = [lower_first(symptom.name) for symptom in prediction.symptoms if symptom.strength == 1][:3]
    if likely:
        return f"expect {listed(likely)}"
    if possible:
        return f"{listed(possible)} may show"
    if prediction.scenario.findings:
        return "the levels explain none of the findings that are marked"
    return "no symptom is expected beyond the twitches of healthy people"


def describe(prediction: "Prediction", system: UnitSystem = "si") -> str:
    """Say the whole prediction in words: levels, score, symptoms, causes with their reasons, red flags."""
    scenario = prediction.scenario
    measured = [name for name in LEVELS if name in scenario.measured]
    shown = [level(name, getattr(scenario, name), system) for name in measured]
    lines = [f"Levels: {listed(shown) or 'none measured'}."]
    lines += [f"Onset: {scenario.onset}.", sentence(prediction, system)]
    lines += [f"Note: {note}" for note in notes(scenario, system)]
    lines += [f"Red flag, {flag.action}: {flag.name}. {flag.what_to_do}" for flag in prediction.red_flags]
    seen = set(NERVE_LEVELS) <= scenario.measured
    lines += ["Symptoms:" if seen else "Symptoms, as they follow from all levels, seen or not:"]
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
