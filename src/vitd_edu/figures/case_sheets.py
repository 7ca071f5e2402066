"""A case on the page: its history, the record of what was done, and what to take from it; each with its words."""

from vitd_edu.clinic import case_debrief, case_feedback
from vitd_edu.clinic.cases import Asked, Visit
from vitd_edu.figures.render import fill
from vitd_edu.knowledge import case_tables
from vitd_edu.knowledge.references import citations
from vitd_edu.words import case_feedback as feedback_words
from vitd_edu.words import cases as case_words

SIGNS = {True: ("✓", "well done"), False: ("!", "to think about"), None: ("i", "to know")}


def history(visit: Visit) -> str:
    """Return the title, the history and what has been used, as HTML."""
    used = case_words.cost(visit.minutes, visit.days)
    return fill("case_history.html", case=visit.file, used=used, asked=len(visit.asked), closed=visit.closed)


def record(visit: Visit) -> str:
    """Return every step in its order, with what it brought, as HTML."""
    steps = []
    for place, step in enumerate(visit.steps, start=1):
        if isinstance(step, Asked):
            row = case_tables.asks()[step.ask]
            said = case_words.answers(visit, step.ask)
            steps.append({"key": place, "name": row.name, "cost": case_words.cost(row.minutes, row.days), "said": said})
        else:
            name = "Last ranking" if step.last else f"Ranking {sum(s in visit.rankings for s in visit.steps[:place])}"
            steps.append({"key": place, "name": name, "cost": "", "said": case_words.ranking_lines(step)})
    return fill("case_record.html", steps=steps)


def feedback(visit: Visit) -> str:
    """Return feedback, teaching point, debrief and sources of a closed case as HTML; nothing while it is open."""
    if not visit.closed:
        return ""
    case = visit.file
    said = [
        {
            "kind": one.kind,
            "sign": SIGNS[one.good][0],
            "spoken": SIGNS[one.good][1],
            "name": feedback_words.KIND_WORDS[one.kind],
            "words": feedback_words.feedback(one),
        }
        for one in case_feedback.feedback(visit)
    ]
    rows = [feedback_words.debrief_row(row) for row in case_debrief.debrief(visit)]
    sources = citations(case.provenance.references) if case.provenance is not None else ()
    return fill("case_feedback.html", case=case, said=said, rows=rows, sources=sources)


def describe(visit: Visit) -> str:
    """Say the case in words: history, every step, and the feedback once it is closed."""
    lines = [visit.file.history]
    for step in visit.steps:
        if isinstance(step, Asked):
            lines.append(f"{case_tables.asks()[step.ask].name}: {' '.join(case_words.answers(visit, step.ask))}")
        else:
            lines.append(f"Ranking: {case_words.ranking(step)}.")
    lines += [feedback_words.feedback(one) for one in case_feedback.feedback(visit)]
    return "\n".join([*lines, *([visit.file.teaching] if visit.closed else []), case_words.sentence(visit)])
