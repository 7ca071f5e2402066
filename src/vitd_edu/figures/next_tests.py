"""What to ask next: each test with what it would change, result by result."""

from vitd_edu.clinic.next_test import NextTest
from vitd_edu.figures.render import fill
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.workup_tables import test_reveals
from vitd_edu.units import UnitSystem
from vitd_edu.words import workup as words
from vitd_edu.workup import WorkedUp

COUNT = 3


def shown(worked_up: WorkedUp) -> tuple[NextTest, ...]:
    """Return the tests on show: the best three, and the best measurement of blood if none of them is one."""
    return words.best_tests(worked_up, COUNT)


def draw(test: NextTest, place: int, system: UnitSystem = "si") -> str:
    """Return one test as HTML.

    Args:
        test: The test.
        place: Its place among those on show, from 1; one beyond the best three stands apart.
        system: Unit system of the words.
    """
    row = tables.tests().get(test.id)
    return fill(
        "next_test.html",
        test=test,
        place=place,
        apart=place > COUNT,
        asking=words.asking(test),
        change=words.change_words(test),
        results=[unbroken(words.result_words(test, result, system)) for result in test.results()],
        cannot_tell=row.cannot_tell if row is not None and test.id in test_reveals() else "",
    )


def unbroken(text: str) -> str:
    """Keep every percentage in one line."""
    return text.replace(" %", "\N{NO-BREAK SPACE}%")


def describe(worked_up: WorkedUp, system: UnitSystem = "si") -> str:
    """Say the tests on show in words."""
    said = [f"{place}. {words.next_sentence(test, system)}" for place, test in enumerate(shown(worked_up), start=1)]
    return " ".join(said) or "Every level and every finding is known: nothing is left to ask."
