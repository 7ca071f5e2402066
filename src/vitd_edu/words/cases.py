"""What the case clinic says while a case goes on: rankings, answers, costs, and what comes next."""

from collections.abc import Mapping, Sequence

from vitd_edu.clinic.blood_tests import in_both_units, read_level
from vitd_edu.clinic.case_files import fits_person, word_of
from vitd_edu.clinic.cases import Asked, Ranking, Visit
from vitd_edu.knowledge import case_tables, lab_tables, tables
from vitd_edu.words.states import band_word, listed, lower_first, upper_first

COMMON = "Common laboratory range"
PACE_WORDS: Mapping[str, str] = {
    "routine": "no hurry",
    "urgent": "within days",
    "today": "today",
    "emergency": "emergency, now",
}


def cause_name(cause: str) -> str:
    """Return the name of a cause as a sentence takes it."""
    return lower_first(tables.causes()[cause].name)


def ranking(ranked: Ranking) -> str:
    """Say a ranking: the three causes in order and how soon."""
    return f"{', '.join(tables.causes()[cause].name for cause in ranked.causes)}; how soon: {PACE_WORDS[ranked.pace]}"


def ranking_lines(ranked: Ranking) -> list[str]:
    """Say a ranking line by line."""
    named = [f"{place}. {tables.causes()[cause].name}" for place, cause in enumerate(ranked.causes, start=1)]
    return [*named, f"How soon: {PACE_WORDS[ranked.pace]}"]


def cost(minutes: int, days: int) -> str:
    """Say a cost in minutes and days of waiting."""
    wait = f", {days} day{'s' if days != 1 else ''} of waiting" if days else ""
    return f"{minutes} minute{'s' if minutes != 1 else ''}{wait}"


def findings_answer(present: Sequence[str], absent: Sequence[str]) -> str:
    """Say which of the findings asked about are there and which are not."""
    there = f"There: {listed([case_tables.phrases()[finding] for finding in present])}." if present else ""
    names = [case_tables.phrases()[finding] for finding in absent]
    not_there = f"Not there: {listed(names, 'or')}." if names else ""
    return f"{there} {not_there}".strip()


def sentence(visit: Visit) -> str:
    """Say where a learner stands and what comes next."""
    if visit.closed:
        right = visit.rankings[-1].causes[0] in visit.file.answers
        said = "and your first choice was right" if right else "and your first choice was another"
        answer = cause_name(visit.file.cause)
        return f"The case is closed after {cost(visit.minutes, visit.days)}: it was {answer}, {said}."
    if not visit.rankings:
        return "Read the history. Choose the three likeliest causes and how soon this person must be seen; then commit."
    count = len(visit.asked)
    asked = f"{count} question{'s' if count != 1 else ''} or tests asked for" if count else "nothing asked for yet"
    used = f"{upper_first(asked)}, {cost(visit.minutes, visit.days)} used."
    return f"{used} Ask for more, commit to a revised ranking, or close the case."


def step_sentence(visit: Visit) -> str:
    """Say what the last step brought, and what has been used so far."""
    last = visit.steps[-1] if visit.steps else None
    if visit.closed or last is None:
        return sentence(visit)
    if not isinstance(last, Asked):
        return f"Committed: {ranking(last)}. {sentence(visit)}"
    used = cost(visit.minutes, visit.days)
    return f"{case_tables.asks()[last.ask].name}: {' '.join(answers(visit, last.ask))} Used so far: {used}."


def result(name: str, level: float) -> str:
    """Say a measured value in both units with its band; the body is named where it is not the common range."""
    read = read_level(name, level)
    body, band = next(iter(read.bands.items()))
    whose = "" if body == COMMON else f" by {body}"
    return f"{read.reading.name} {in_both_units(name, level)}: {band_word(band)}{whose}."


def answers(visit: Visit, asked: str) -> list[str]:
    """Say what an ask brought: findings, measured values in both units with their bands, results in words."""
    row, case = case_tables.asks()[asked], visit.file
    present = [finding for finding in row.findings if finding in case.present]
    absent = [finding for finding in row.findings if finding not in present and fits_person(finding, case)]
    said = [findings_answer(present, absent)]
    said += [result(name, case.values[name]) for name in row.analytes]
    word = word_of(case, row)
    said += [upper_first(f"{lab_tables.words()[word].name}. {lab_tables.words()[word].words}")] if word else []
    return [text for text in said if text]
