"""What the case clinic says at the end: how the case was thought through, with the numbers that show it."""

from collections.abc import Mapping

from vitd_edu.clinic.case_debrief import DebriefRow
from vitd_edu.clinic.case_feedback import Feedback
from vitd_edu.clinic.cases import PLACES
from vitd_edu.knowledge import case_tables, tables
from vitd_edu.words.cases import PACE_WORDS, cause_name, cost, result
from vitd_edu.words.states import listed, lower_first, percent, upper_first

KIND_WORDS: Mapping[str, str] = {
    "answer": "The answer",
    "two-rows": "One story, two rows",
    "base-rate": "Base rate",
    "moved": "You moved with the evidence",
    "anchoring": "Anchoring",
    "red-flag-seen": "Red flag, acted on",
    "red-flag-missed": "Red flag, missed",
    "red-flag-unasked": "Red flag, never found",
    "premature": "Closed too early",
    "told-most": "What would have told most",
    "no-information": "Cost without information",
}


def _numbers(one: Feedback) -> Mapping[str, float]:
    return one.numbers or {}


def share(weight: float) -> str:
    """Say a share; a small one as one in so many, so that rare causes stay apart."""
    if weight >= 0.01:
        return percent(weight)
    if weight < 1e-6:
        return "under 1 in a million"
    many = round(1.0 / weight)
    return f"about 1 in {round(many, 1 - len(str(many))):,}"


def _flag_names(one: Feedback) -> str:
    known = {flag.id: flag for flag in tables.red_flags()}
    return listed([lower_first(known[flag].name) for flag in one.flags])


def _ask_names(one: Feedback, last: str = "and") -> str:
    return listed([f'"{case_tables.asks()[ask].name}"' for ask in one.asks], last)


def _named(causes: tuple[str, ...]) -> str:
    """Name a cause, and with it those that are the same answer."""
    return listed([cause_name(cause) for cause in causes], "or")


def _answer(one: Feedback) -> str:
    place, weight = int(_numbers(one)["place"]), share(_numbers(one)["weight"])
    where = f"in {PLACES[place - 1]} place" if place else "not among your three"
    model = int(_numbers(one)["models_place"])
    also, given = "", "it"
    if one.causes[1:]:
        also, given = f" {upper_first(cause_name(one.causes[1]))} is right as well: it is why.", "the two together"
    return (
        f"It was {cause_name(one.causes[0])}.{also} At the end you had it {where}; on what you knew, the model gave "
        f"{given} {weight} and place {model}."
    )


def _two_rows(one: Feedback) -> str:
    chosen, answer = (cause_name(cause) for cause in one.causes)
    name, level = next(iter(_numbers(one).items()))
    belongs = (
        f"You ended with {chosen}, and it was {answer}. They can be one story: some medicines lower {name}, and the "
        f"low level is then how the medicine acts. The table keeps the two in two rows. {result(name, level)}"
    )
    if one.causes[1] != "medication":
        return f"{belongs} That level explains the complaint, and no medicine was begun or raised just before it."
    if one.note:
        return f"{belongs} The medicine begun just before explains the complaint and the level, so that it comes first."
    return f"{belongs} The level is not low here: the medicine acts without it, and its date fits."


def _base_rate(one: Feedback) -> str:
    held, top = (cause_name(cause) for cause in one.causes)
    numbers = _numbers(one)
    return (
        f"You began with {held}. Among people with such complaints it explains {share(numbers['prior'])}, and with "
        f"this history the model gave it {share(numbers['weight'])}, while {top} had "
        f"{percent(numbers['top_weight'])}. Think of the rare cause, rule it out if a red flag asks for it, but do not "
        "start from it."
    )


def _anchoring(one: Feedback) -> str:
    held, top = (cause_name(cause) for cause in one.causes)
    numbers = _numbers(one)
    return (
        f"You kept {held} in first place while what you had found took it from {share(numbers['was'])} to "
        f"{share(numbers['now'])}; {top} stood at {percent(numbers['top_weight'])} by then. Ask of every answer "
        "which way it points."
    )


def _moved(one: Feedback) -> str:
    held, top = (cause_name(cause) for cause in one.causes)
    return (
        f"You gave up {held} for {top} when the answers took it to {percent(_numbers(one)['top_weight'])}. Changing "
        "one's mind on evidence is the skill."
    )


def _red_flag(one: Feedback) -> str:
    needed = PACE_WORDS[one.note]
    known = f"Known to you: {_flag_names(one)}. This asks for help: {needed}."
    late = int(_numbers(one).get("late", 0))
    if not one.good:
        return f"{known} Your pace was slower. A red flag counts whatever the ranking says."
    later = " An earlier ranking of yours was still too slow for it." if late > 0 else ""
    return f"{known} Your pace fits.{later}"


def _unasked(one: Feedback) -> str:
    found = f" It would have shown in: {_ask_names(one, 'or')}." if one.asks else ""
    there = f"There to be found: {_flag_names(one)}; pace: {PACE_WORDS[one.note]}."
    return f"{there} You closed the case at a slower pace.{found}"


def _premature(one: Feedback) -> str:
    numbers = _numbers(one)
    count, chance = int(numbers["asked"]), percent(numbers["chance"])
    return (
        f"You closed the case after {count} of the questions and tests, with {_named(one.causes)} at "
        f"{share(numbers['weight'])}. There was a chance of {chance} that one more would change the first place: "
        f"{_ask_names(one)}."
    )


def _told_most(one: Feedback) -> str:
    end = "You asked for it." if one.good else "You did not ask for it."
    return (
        f"After the history, {_ask_names(one)} could be expected to move {percent(_numbers(one)['moved'])} of the "
        f"weight, more than anything else. {end}"
    )


def _no_information(one: Feedback) -> str:
    numbers = _numbers(one)
    spent = cost(int(numbers["minutes"]), int(numbers["days"]))
    return (
        f"When you asked for {_ask_names(one)}, the chance that an answer would change the first place was under "
        f"{percent(numbers['chance'])}, and each moved less than {percent(numbers['moved'])} of the weight. "
        f"Spent on it: {spent}. A test is worth its time where an answer could change what you think or do."
    )


_SAY = {
    "answer": _answer,
    "two-rows": _two_rows,
    "base-rate": _base_rate,
    "anchoring": _anchoring,
    "moved": _moved,
    "red-flag-seen": _red_flag,
    "red-flag-missed": _red_flag,
    "red-flag-unasked": _unasked,
    "premature": _premature,
    "told-most": _told_most,
    "no-information": _no_information,
}


def feedback(one: Feedback) -> str:
    """Say one piece of feedback, with the numbers that it rests on."""
    return _SAY[one.kind](one)


def debrief_row(row: DebriefRow) -> tuple[str, str, str, str]:
    """Say a row of the debrief: when, the answer's place for learner and model, and the weight of the first choice."""
    count = f"{row.asked} answer{'s' if row.asked != 1 else ''}"
    when = f"at the end, after {count}" if row.last else f"after {count}" if row.asked else "on the history"
    learner = PLACES[row.learners_place - 1] if row.learners_place else "not among three"
    model = f"place {row.models_place}, {share(row.weight)}"
    return when, learner, model, f"{_named(row.learners_first)}: {share(row.first_weight)}"
