"""Cases without end: a number makes the same case for everybody, drawn from the model's own distributions.

A cause is drawn from a mix of its prior and of equal chances, findings by P(finding | cause), levels by their
distributions, other results by their rates. A draw that breaks a rule of ``data/case_rules.csv``, tells no complaint,
or that the model cannot solve with everything known is thrown away, and the next one is drawn with the same generator.
"""

import math
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from vitd_edu.clinic import case_evidence, case_rules, differential
from vitd_edu.clinic.blood_tests import adjusted_calcium
from vitd_edu.clinic.case_files import CaseFile, healthy_values, normal_words
from vitd_edu.clinic.case_history import history
from vitd_edu.knowledge import case_tables, tables
from vitd_edu.physiology.inputs import InputError
from vitd_edu.physiology.membrane import constant, ionized_calcium
from vitd_edu.scenario import LEVELS

if TYPE_CHECKING:
    from vitd_edu.knowledge.case_tables import Sex

LAST_NUMBER = 999_999
EQUAL_SHARE = 0.6  # of the mix; the rest is the prior, under which most cases would be harmless twitches
MOST_DRAWS = 4000
LEVEL_DRAWS = 200
MAIN_KINDS = ("movements", "strength")  # or tingling: what the people come with for whom the model is made
TOLD_KINDS = ("movements", "feeling", "strength")
MOST_TOLD = 3
LOST_TO_MEDICINES = frozenset({"hypomagnesemia", "hypokalemia"})  # the rules let a date fit beside these answers alone
EDGE = 0.15  # of a usual range that is left out on either side


class NoCaseError(RuntimeError):
    """No case came out of very many draws: the tables and the rules contradict one another."""


def check_number(number: object) -> int:
    """Return a case number, or say what is wrong with it.

    Raises:
        InputError: It is no whole number from 1 to ``LAST_NUMBER``.
    """
    text = str(number).strip()
    digits = text.lstrip("0") if text.isascii() and text.isdecimal() and not isinstance(number, bool) else ""
    if 1 <= len(digits) <= len(str(LAST_NUMBER)):
        return int(digits)
    raise InputError(
        f"Case number: {text!r:.40} is not one. Give a whole number from 1 to {LAST_NUMBER}, such as 7.{_slip(text)}"
    )


def _slip(text: str) -> str:
    """Guess what a number that is none was meant to be; empty where nothing suggests itself."""
    sign = re.fullmatch(r"-0*([1-9][0-9]{0,5})", text)
    whole = re.fullmatch(r"0*([1-9][0-9]{0,5})[.,]0*", text)
    if found := sign or whole:
        return f" Did you mean {found[1]}?"
    return " Is there a digit too many?" if re.fullmatch(r"[0-9]{7,}", text) else ""


@lru_cache(maxsize=64)
def made_up(number: int) -> CaseFile:
    """Return the case of a number, 1 to 999,999; the same number gives the same case on every machine.

    Raises:
        InputError: The number is outside its range.
        NoCaseError: No draw kept all the rules.
    """
    random = np.random.Generator(np.random.PCG64(check_number(number)))
    cause = _cause(random)
    for _ in range(MOST_DRAWS):
        case = _draw(number, cause, random)
        if case is not None and case.told and not case_rules.broken(case) and solved(case):
            return case
    raise NoCaseError(f"Case {number}: {cause} gave no case in {MOST_DRAWS} draws.")


def solved(case: CaseFile) -> bool:
    """Say whether the model ranks the answer first once everything is known."""
    return next(iter(case_evidence.weights(case_evidence.everything(case)))) == case.cause


def _cause(random: np.random.Generator) -> str:
    table = differential.likelihoods()
    prior = np.exp(table.log_prior)
    mix = EQUAL_SHARE / len(prior) + (1.0 - EQUAL_SHARE) * prior
    return table.causes[int(random.choice(len(prior), p=mix / mix.sum()))]


def _draw(number: int, cause: str, random: np.random.Generator) -> CaseFile | None:
    """Draw a person, findings and results; None where no level in bounds came out."""
    table = differential.likelihoods()
    column = table.causes.index(cause)
    sex: Sex = "woman" if random.random() < 0.5 else "man"
    age = int(random.integers(18, 86))
    levels = {name: _level(cause, name, random) for name in LEVELS}
    if None in levels.values():
        return None
    drawn = {name: level or 0.0 for name, level in levels.items()}
    chances = {finding: math.exp(table.log_present[finding][column]) for finding in table.log_present}
    present = {finding for finding, chance in chances.items() if random.random() < chance}
    present -= {"pregnancy"} if sex == "man" else set()
    present -= case_rules.barred(cause, drawn)
    present |= {needs[int(random.integers(len(needs)))] for needs in case_rules.missing(cause, present)}
    values, words = _results(cause, column, present, drawn, random)
    told = _told(present, random)
    onset = "chronic" if present & {"stable-for-years", "worsening-over-months"} else "acute"
    return CaseFile(
        id=str(number),
        title=f"Case {number}",
        cause=cause,
        accepted=_accepted(cause, words),
        age=age,
        sex=sex,
        history=history(age, sex, told),
        told=frozenset(told),
        told_absent=frozenset(),
        present=frozenset(present),
        onset=onset,
        values=values,
        words=words,
        trap="",
        teaching=tables.causes()[cause].sets_apart,
        provenance=None,
    )


def _accepted(cause: str, words: Mapping[str, str]) -> frozenset[str]:
    """Return what is right as well: the medicine, where its date fits and the answer is a mineral that it took."""
    fits = cause in LOST_TO_MEDICINES and words["medication-review"] == "medication-review.fits"
    return frozenset({"medication"} if fits else ())


def _level(cause: str, name: str, random: np.random.Generator) -> float | None:
    """Draw a level of a cause inside the bounds that the rules set for it; None where none came out."""
    row = next(row for row in tables.level_distributions() if (row.cause, row.analyte) == (cause, name))
    analyte = tables.analytes()[name]
    low, high = case_rules.bounds(cause, name, analyte.accepted_lower, analyte.accepted_upper)
    decimals = round(-math.log10(analyte.resolution))
    for _ in range(LEVEL_DRAWS):
        step = row.spread * float(random.standard_normal())
        level = round(row.typical + step if name == "ph" else row.typical * math.exp(step), decimals)
        if low <= level <= high:
            return level
    return None


def _results(
    cause: str, column: int, present: set[str], levels: dict[str, float], random: np.random.Generator
) -> tuple[dict[str, float], dict[str, str]]:
    """Draw every other result: unusual ones by their rates, the rest as in a healthy adult."""
    values, words = _usual(random) | levels, dict(normal_words())
    asked = case_rules.results_needed(cause)
    needed = asked[int(random.integers(len(asked)))] if asked else ""
    for reading, chances in case_evidence.result_chances().items():
        results = case_rules.allowed(cause, present, levels, [f"{reading}.{key}" for key in chances])
        keys = [result.partition(".")[2] for result in results]
        shares = np.array([float(chances[key][column]) for key in keys])
        key = keys[int(random.choice(len(keys), p=shares / shares.sum()))]
        key = needed.partition(".")[2] if needed.partition(".")[0] == reading else key
        outcome = case_tables.outcomes().get(f"{reading}.{key}")
        if outcome is not None and outcome.test is not None:
            words[reading] = outcome.id
        elif outcome is not None and outcome.lower is not None and outcome.upper is not None:
            values[reading] = _rounded(reading, float(random.uniform(outcome.lower, outcome.upper)))
    return values | _calcium(values, random) | _carbon_dioxide(cause, values) | _qt(present, random), words


def _usual(random: np.random.Generator) -> dict[str, float]:
    """Draw every quantity from the middle of its usual range."""
    drawn = {}
    for name in healthy_values():
        row = tables.analytes()[name]
        margin = EDGE * (row.usual_upper - row.usual_lower)
        drawn[name] = _rounded(name, float(random.uniform(row.usual_lower + margin, row.usual_upper - margin)))
    return drawn


def _carbon_dioxide(cause: str, values: dict[str, float]) -> dict[str, float]:
    """Return the carbon dioxide [kPa] that was breathed off where breathing is what made the blood alkaline."""
    if cause != "hyperventilation":
        return {}
    gone = (values["ph"] - tables.analytes()["ph"].healthy) * constant("carbon_dioxide_per_ph")
    return {"pco2": _rounded("pco2", tables.analytes()["pco2"].healthy - gone)}


def _calcium(values: dict[str, float], random: np.random.Generator) -> dict[str, float]:
    """Return albumin, total and ionized calcium that agree with the adjusted value and pH."""
    step = constant("made_up_albumin_spread") * float(random.standard_normal())
    albumin = _rounded("albumin", values["albumin"] + step)
    total = values["calcium"] - (adjusted_calcium(2.4, albumin) - 2.4)
    ionized = float(ionized_calcium(values["calcium"], values["ph"]))
    return {"albumin": albumin, "total_calcium": round(total, 2), "ionized_calcium": round(ionized, 2)}


def _qt(present: set[str], random: np.random.Generator) -> dict[str, float]:
    ends = ("made_up_long_qt_least", "made_up_long_qt_most")
    if "long-qt" not in present:
        ends = ("made_up_usual_qt_least", "made_up_usual_qt_most")
    least, most = (constant(end) for end in ends)
    return {"qtc": _rounded("qtc", float(random.uniform(least, most)))}


def _rounded(name: str, value: float) -> float:
    return round(value, round(-math.log10(tables.analytes()[name].resolution)))


def _told(present: set[str], random: np.random.Generator) -> tuple[str, ...]:
    """Return what the person tells unasked: a main complaint and some others, in the order of the table."""
    kinds = {finding.id: finding.kind for finding in tables.findings().values() if finding.id in present}
    main = [finding for finding, kind in kinds.items() if kind in MAIN_KINDS or finding == "tingling"]
    first = main[int(random.integers(len(main)))] if main else None
    others = [finding for finding, kind in kinds.items() if kind in TOLD_KINDS and finding != first]
    chosen = {others[place] for place in random.permutation(len(others))[: MOST_TOLD - 1]} | {first}
    return tuple(finding for finding in kinds if finding in chosen) if main else ()
