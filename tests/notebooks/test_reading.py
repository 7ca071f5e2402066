"""The measure of reading tells easy text from hard text."""

import pytest

from tests.notebooks.reading import grade, sentences, syllables

EASY = "Her calcium is normal. Her bones pay for it.\n\n1. **Look.** It falls from 2.40 mmol/L.\n2. Then it stops."
HARD = (
    "Notwithstanding considerable pharmacological heterogeneity, severe hypomagnesemia predisposes vulnerable "
    "individuals to neuromuscular hyperexcitability by disinhibiting voltage-dependent conductances."
)


def test_easy_and_hard_text_lie_far_apart():
    assert grade(EASY) < 4
    assert grade(HARD) > 16


def test_numbers_links_and_code_are_not_read_and_points_end_sentences():
    link = '[calcium](#Words-in-this-lesson "A mineral (a metal).")'
    text = f"Low {link} is 1.75 mmol/L (7.0 mg/dL). Run `vd.settle(12)` now."
    assert sentences(text) == [["Low", "calcium", "is"], ["Run", "now"]]


COUNTED = {"gate": 1, "released": 2, "muscle": 2, "vitamin": 3, "hyperventilation": 6}


@pytest.mark.parametrize(("word", "count"), COUNTED.items())
def test_syllables(word, count):
    assert syllables(word) == count
