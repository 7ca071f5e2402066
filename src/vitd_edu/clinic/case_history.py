"""The history of a made-up case: a sentence of the phrases in ``data/case_phrases.csv``."""

from collections.abc import Sequence

from vitd_edu.knowledge import case_tables
from vitd_edu.knowledge.case_tables import Sex


def history(age: int, sex: Sex, told: Sequence[str]) -> str:
    """Return the history of a made-up case from the findings that are told; empty where none is.

    Args:
        age: Years.
        sex: Woman or man.
        told: Findings, in the order in which the person tells them.
    """
    if not told:
        return ""
    *first, last = (case_tables.phrases()[finding] for finding in told)
    pronoun = "She" if sex == "woman" else "He"
    named = f"{', '.join(first)} and {last}" if first else last
    return f"A {sex} of {age} comes to the practice. {pronoun} tells of {named}."
