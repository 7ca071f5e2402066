"""What holds for every answer that a learner could give, and for every crash of a journal."""

import tempfile
from contextlib import contextmanager
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from vitd_edu.knowledge import question_tables
from vitd_edu.teaching import journal
from vitd_edu.teaching.verdicts import answers_of, judge, number_from

ALL = list(question_tables.questions().values())
numeric = st.sampled_from([row for row in ALL if row.kind == "numeric"])
chosen = st.sampled_from([row for row in ALL if row.kind in ("single", "multiple")])
ordered = st.sampled_from([row for row in ALL if row.kind == "ordering"])
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
entries = st.builds(
    journal.entry,
    texts,
    texts,
    st.lists(texts, max_size=4),
    st.sampled_from([True, False, None]),
    st.lists(texts, max_size=2),
)


@contextmanager
def empty_folder():
    """A folder of one example's own: a fixture would be shared by all of them."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def keep(folder, made):
    for each in made:
        assert journal.keep(each, folder) == ""


@given(st.lists(entries, max_size=5))
def test_what_is_kept_comes_back_as_it_was(made):
    with empty_folder() as folder:
        keep(folder, made)
        assert journal.entries(folder) == tuple(made)


@given(st.lists(entries, min_size=1, max_size=4), entries, st.data())
def test_a_crash_at_any_byte_costs_at_most_the_line_it_hit(made, after, data):
    with empty_folder() as folder:
        keep(folder, made)
        file = journal.path(folder)
        whole = file.read_bytes()
        cut = data.draw(st.integers(0, len(whole)))
        file.write_bytes(whole[:cut])
        keep(folder, [after])
        finished = whole[:cut].count(b"\n") + (whole[cut : cut + 1] == b"\n")
        assert journal.entries(folder) == (*made[:finished], after)


@given(entries, st.binary(max_size=60), entries)
def test_nothing_that_stands_between_two_answers_harms_them(before, anything, after):
    with empty_folder() as folder:
        keep(folder, [before])
        with journal.path(folder).open("ab") as file:
            file.write(anything)
        keep(folder, [after])
        found = journal.entries(folder)
        assert found[0] == before
        assert found[-1] == after


@given(numeric, st.floats(0.001, 5000), st.integers(1, 4))
def test_a_number_is_read_the_same_however_it_is_written(row, number, decimals):
    point = f"{number:.{decimals}f}"
    for typed in (point.replace(".", ","), f" {point} ", f"{point} {row.unit}", f"{point}{row.unit}.", f"+{point}"):
        assert number_from(row, typed) == number_from(row, point) == float(point)


@given(numeric, st.floats(0, 3), st.floats(0, 3), st.sampled_from([1, -1]))
def test_no_answer_is_right_that_lies_further_off_than_a_wrong_one(row, one, other, side):
    near, far = sorted([one, other])
    verdicts = [judge(row, (repr(row.value + side * row.tolerance * far_off),)).right for far_off in (near, far)]
    assert verdicts[0] or not verdicts[1]


@given(chosen, st.data())
def test_a_choice_is_right_where_all_that_is_right_is_chosen_and_nothing_else(row, data):
    answers = answers_of(row)
    most = 1 if row.kind == "single" else len(answers)
    keys = data.draw(st.lists(st.sampled_from([each.key for each in answers]), min_size=1, max_size=most, unique=True))
    verdict = judge(row, tuple(keys))
    assert verdict.right == (set(keys) == {each.key for each in answers if each.correct})
    assert verdict.right or verdict.said


@given(ordered, st.data())
def test_an_order_is_right_where_every_line_has_its_rank(row, data):
    answers = answers_of(row)
    order = data.draw(st.permutations(answers))
    right = [each.rank for each in order] == list(range(1, len(answers) + 1))
    assert judge(row, tuple(each.key for each in order)).right == right
