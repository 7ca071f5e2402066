"""What a closed case teaches about how it was thought through: computed from weights, rates and steps, never written.

The limits below are choices of ours, for teaching; each feedback carries the numbers that it rests on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from vitd_edu.clinic import case_evidence, cases, red_flags
from vitd_edu.clinic.case_debrief import debrief, numbered_rankings, same_answer, weight_of
from vitd_edu.clinic.case_evidence import Known, Value
from vitd_edu.clinic.cases import PACES, Asked, Pace, Ranking, Visit
from vitd_edu.knowledge import bands, case_tables, tables
from vitd_edu.knowledge.case_tables import CaseAsk
from vitd_edu.knowledge.clinic_records import RedFlag

Kind = Literal[
    "answer", "two-rows", "base-rate", "moved", "anchoring", "red-flag-seen", "red-flag-missed", "red-flag-unasked",
    "no-information", "told-most", "premature",
]  # fmt: skip

RARE_PRIOR = 0.02  # a cause below this is rare among those who come
FAR_BELOW = 5.0  # how many times lighter than the first a cause must be to stand against the weights
HAS_FALLEN = 3.0  # how many times lighter a first choice must have become for the evidence to speak against it
HALF = 0.5
NO_CHANCE = 0.01  # of changing the first place
HARDLY_MOVES = 0.02  # of the weight
LOWERED = {"hypocalcemia": "calcium", "hypomagnesemia": "magnesium", "hypokalemia": "potassium"}  # by some medicines
STILL_OPEN = 0.15  # chance that one more ask would change the first place


@dataclass(frozen=True, slots=True)
class Feedback:
    """One thing to say.

    Attributes:
        kind: What it is about.
        good: Whether it went well; None where it is neither.
        causes: Causes it names.
        asks: What was, or could have been, asked for.
        flags: Red flags it names.
        numbers: The numbers it rests on, by name: weights and chances 0-1, minutes, days, places from 1.
        note: A further word: the pace that was asked for, "low" for a mineral that was low, or empty.
    """

    kind: Kind
    good: bool | None
    causes: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    numbers: Mapping[str, float] | None = None
    note: str = ""


def feedback(visit: Visit) -> tuple[Feedback, ...]:
    """Return all there is to say about a closed case; nothing while it is open."""
    if not visit.closed:
        return ()
    said = [_answer(visit), *_two_rows(visit), *_base_rate(visit), *_movement(visit), *_flags(visit)]
    return (*said, *_premature(visit), *_told_most(visit), *_no_information(visit))


def _answer(visit: Visit) -> Feedback:
    last, row = visit.rankings[-1], debrief(visit)[-1]
    numbers = {"place": float(row.learners_place or 0), "weight": row.weight, "models_place": float(row.models_place)}
    case = visit.file
    return Feedback("answer", last.causes[0] in case.answers, causes=same_answer(case.cause, case), numbers=numbers)


def _two_rows(visit: Visit) -> list[Feedback]:
    """Set a medicine beside a low mineral where one was the last choice and the other is the answer."""
    case, chosen = visit.file, visit.rankings[-1].causes[0]
    mineral = LOWERED.keys() & {chosen, case.cause}
    if chosen in case.answers or "medication" not in (chosen, case.cause) or not mineral:
        return []
    name = LOWERED[mineral.pop()]
    level = case.values[name]
    band = bands.band_of(name, level)
    low = "low" if band is not None and band.level == "low" else ""
    return [Feedback("two-rows", good=None, causes=(chosen, case.cause), numbers={name: level}, note=low)]


def _base_rate(visit: Visit) -> list[Feedback]:
    """Say whether the first choice was a rare cause that the history hardly spoke for; nothing where it was right."""
    first, found = visit.rankings[0].causes[0], cases.weights_after(visit, 0)
    top = next(iter(found))
    prior = tables.causes()[first].prior
    if first in visit.file.answers or prior >= RARE_PRIOR or found[first] * FAR_BELOW > found[top]:
        return []
    numbers = {
        "prior": prior,
        "weight": found[first],
        "top_weight": found[top],
        "top_prior": tables.causes()[top].prior,
    }
    return [Feedback("base-rate", good=False, causes=(first, top), numbers=numbers)]


def _movement(visit: Visit) -> list[Feedback]:
    """Say where the first choice stayed although the evidence moved, and where it moved with it; each once.

    Nobody is blamed for staying with a cause that is right, and a second word for the same answer is no movement.
    """
    said: dict[Kind, Feedback] = {}
    rankings = numbered_rankings(visit)
    for (before, old), (after, new) in pairwise(rankings):
        was, now = cases.weights_after(visit, before), cases.weights_after(visit, after)
        held, top = old.causes[0], next(iter(now))
        fell = now[held] * HAS_FALLEN <= was[held] and now[held] * 2.0 <= now[top]
        numbers = {"was": was[held], "now": now[held], "top_weight": now[top]}
        if new.causes[0] == held and fell and held not in visit.file.answers:
            said.setdefault("anchoring", Feedback("anchoring", good=False, causes=(held, top), numbers=numbers))
        elif new.causes[0] not in same_answer(held, visit.file) and new.causes[0] == top:
            said.setdefault("moved", Feedback("moved", good=True, causes=(held, top), numbers=numbers))
    return list(said.values())


def flags_known(known: Known) -> tuple[RedFlag, ...]:
    """Return the red flags that what is known raises; a level that was not measured raises none."""
    return red_flags.raised(known.present, known.values)


def pace_needed(flags: tuple[RedFlag, ...]) -> Pace:
    """Return how soon the person must be seen by the soonest of these red flags."""
    return max((flag.action for flag in flags), key=PACES.index, default="routine")


def _flags(visit: Visit) -> list[Feedback]:
    """Say whether the red flags that were known were acted on, and which were there but never came to light."""
    said = []
    last = visit.rankings[-1]
    known = flags_known(cases.known_after(visit))
    needed = pace_needed(known)
    if known:
        good = PACES.index(last.pace) >= PACES.index(needed)
        kind: Kind = "red-flag-seen" if good else "red-flag-missed"
        late = [row.pace for place, row in numbered_rankings(visit) if _too_slow(row, cases.known_after(visit, place))]
        numbers = {"late": float(len(late) - (not good))}
        names = tuple(flag.id for flag in known)
        said.append(Feedback(kind, good=good, flags=names, numbers=numbers, note=needed))
    unseen = tuple(flag for flag in visit.file.red_flags if flag not in known)
    if PACES.index(pace_needed(unseen)) > PACES.index(last.pace):
        shown = _shown_by(visit, unseen)
        names = tuple(flag.id for flag in unseen)
        said.append(Feedback("red-flag-unasked", good=False, flags=names, asks=shown, note=pace_needed(unseen)))
    return said


def _too_slow(ranking: Ranking, known: Known) -> bool:
    return PACES.index(ranking.pace) < PACES.index(pace_needed(flags_known(known)))


def _shown_by(visit: Visit, flags: tuple[RedFlag, ...]) -> tuple[str, ...]:
    """Return what would have brought these red flags to light."""
    wanted = {name for flag in flags for name in (*flag.all_of, *flag.any_of)} & visit.file.present
    levels = {flag.analyte for flag in flags if flag.analyte}
    left = cases.left_to_ask(visit)
    return tuple(row.id for row in left if wanted & set(row.findings) or levels & set(row.analytes))


def best_of(known: Known, asks: tuple[CaseAsk, ...]) -> tuple[CaseAsk, Value] | None:
    """Return what may move the weights most, with what it may change; the cheaper one where two are alike."""
    values = [(row, case_evidence.value_of(known, row)) for row in asks]
    return max(values, key=lambda pair: (pair[1].moved, -pair[0].minutes), default=None)


def _premature(visit: Visit) -> list[Feedback]:
    """Say whether the case was closed while the first choice was no better than even and one more ask could turn it.

    To turn from one word for the answer to another is no turn.
    """
    known, case = cases.known_after(visit), visit.file
    chosen = same_answer(visit.rankings[-1].causes[0], case)
    weight = weight_of(case_evidence.weights(known), chosen)
    values = [(row, case_evidence.value_of(known, row, case.answers)) for row in cases.left_to_ask(visit)]
    row, value = max(values, key=lambda pair: pair[1].first_changes, default=(None, Value(0.0, 0.0)))
    if row is None or weight >= HALF or value.first_changes < STILL_OPEN:
        return []
    numbers = {"weight": weight, "chance": value.first_changes, "asked": float(len(visit.asked))}
    return [Feedback("premature", good=False, causes=chosen, asks=(row.id,), numbers=numbers)]


def _told_most(visit: Visit) -> list[Feedback]:
    """Name what would have moved the weights most after the history, and say whether it was asked for."""
    best = best_of(cases.known_after(visit, 0), tuple(case_tables.asks().values()))
    if best is None:
        return []
    row, value = best
    return [Feedback("told-most", good=row.id in visit.asked or None, asks=(row.id,), numbers={"moved": value.moved})]


def _no_information(visit: Visit) -> list[Feedback]:
    """Return what was asked for although its answers could hardly have changed the ranking, and did not."""
    wasted, minutes, days = [], 0, 0
    for place, step in enumerate(visit.steps):
        if isinstance(step, Asked):
            row = case_tables.asks()[step.ask]
            before = cases.known_after(visit, place)
            likely = case_evidence.value_of(before, row)
            done = case_evidence.change(before, cases.known_after(visit, place + 1))
            chance = max(likely.first_changes, done.first_changes)
            if chance < NO_CHANCE and max(likely.moved, done.moved) < HARDLY_MOVES:
                wasted.append(row.id)
                minutes, days = minutes + row.minutes, max(days, row.days)
    if not wasted:
        return []
    numbers = {"minutes": float(minutes), "days": float(days), "chance": NO_CHANCE, "moved": HARDLY_MOVES}
    return [Feedback("no-information", good=False, asks=tuple(wasted), numbers=numbers)]
