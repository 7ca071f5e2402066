"""The history of a made-up case, worded from what is told."""

from collections.abc import Sequence

from vitd_edu.knowledge import case_tables
from vitd_edu.words.states import listed


def history(age: int, sex: str, told: Sequence[str]) -> str:
    """Word the history of a made-up case from the findings that are told."""
    phrases = [case_tables.phrases()[finding] for finding in told]
    pronoun = "She" if sex == "woman" else "He"
    return f"A {sex} of {age} comes to the practice. {pronoun} tells of {listed(phrases)}." if phrases else ""
