"""Visits played to their end, and the feedback on them."""

from vitd_edu.clinic import case_feedback
from vitd_edu.clinic.cases import ask, open_case, rank

HARMLESS = ("benign-fasciculation", "stress-anxiety", "caffeine")


def played(case, first, asks, last, pace="routine", first_pace="routine"):
    visit = rank(open_case(case), first, first_pace)
    for name in asks:
        visit = ask(visit, name)
    return rank(visit, last, pace, last=True)


def kinds(visit):
    return {one.kind: one for one in case_feedback.feedback(visit)}
