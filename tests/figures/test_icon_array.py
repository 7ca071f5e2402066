"""The icon array: as many signs as its words say, one path for each group."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.markup import having, of_class, parse, text
from vitd_edu import units
from vitd_edu.figures import icon_array
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.evidence_tables import screening_presets
from vitd_edu.screening import CROWDS, TESTS, Counts, Measures, Screened, Screening, screen
from vitd_edu.words import population as words
from vitd_edu.words.published_share import published

ROUNDS = [
    Screening(test=row.test, prevalence=row.prevalence, vitamin_d=row.vitamin_d, calcium=row.calcium, crowd=row.crowd)
    for row in screening_presets().values()
]


def area(path):
    """Return how many cells of 1 by 1 a path covers; it is made of rectangles."""
    total = 0
    for x, _y, right, bottom in re.findall(r"M(\d+) (\d+)H(\d+)V(\d+)H\d+Z", path):
        total += (int(right) - int(x)) * (int(bottom) - int(_y))
    return total


@given(st.integers(0, 400), st.integers(0, 400), st.integers(1, 60))
def test_a_region_covers_as_many_cells_as_it_should(start, length, columns):
    assert area(icon_array.region(start, start + length, columns)) == length


@given(st.tuples(*[st.integers(0, 100_000)] * 4).filter(any), st.sampled_from([1_000, 10_000]))
def test_signs_are_shared_out_whole_and_nobody_is_forgotten(counts, signs):
    given = icon_array.shared_out(counts, signs)
    assert sum(given) == signs
    assert all((sign > 0) >= (count > 0) for sign, count in zip(given, counts, strict=True))
    assert all(abs(sign - count * signs / sum(counts)) < 4 for sign, count in zip(given, counts, strict=True))


@pytest.mark.parametrize("screening", ROUNDS, ids=lambda one: one.code)
def test_every_person_has_a_place_and_each_group_one_path(screening):
    screened = screen(screening)
    everybody, positive = icon_array.everybody(screened), icon_array.positive(screened)
    assert sum(area(path) for _, path in everybody["paths"]) == min(screening.crowd, icon_array.MOST_SIGNS)
    names = [name for name, _ in everybody["paths"]]
    assert names == [name for name in words.GROUPS if getattr(screened.counts, name)]
    base, true = words.of_positive(screened.counts)
    covered = {name: area(path) for name, path in positive["paths"]}
    assert covered == {name: part for name, part in (("found", true), ("false_alarms", base - true)) if part}


def test_one_sign_is_one_person_up_to_ten_thousand():
    for crowd in (1_000, 10_000):
        screened = screen(Screening(crowd=crowd, prevalence=5))
        covered = {name: area(path) for name, path in icon_array.everybody(screened)["paths"]}
        assert covered == {name: getattr(screened.counts, name) for name in covered}
    large = icon_array.draw(screen(Screening(crowd=100_000)))
    assert "one sign stands for 10 people" in large
    assert "one sign stands" not in icon_array.draw(screened)


@pytest.mark.parametrize("screening", ROUNDS, ids=lambda one: one.code)
@pytest.mark.parametrize("system", units.SYSTEMS)
def test_the_picture_says_what_it_shows(screening, system):
    screened = screen(screening)
    drawn = icon_array.draw(screened, system, "vd-x")
    tree = parse(drawn)
    svg = [one for one in having(tree, "role") if one.get("role") == "img"]
    assert [one.get("aria-label") for one in svg] == [
        icon_array.describe(screened, system), words.positive_sentence(screened, system)
    ]  # fmt: skip
    key = having(tree, "data-count")
    assert {one.get("data-group"): int(one.get("data-count")) for one in key} == screened.counts._asdict()
    for one, group in zip(key, words.groups(screened, system), strict=True):
        assert text(one) == f"{group.name}: {words.count(group.count)} {group.said}"
    assert len(drawn) < 8_000
    assert ("mmol/L" in drawn or "nmol/L" in drawn) <= (system == "si")
    for name in words.GROUPS:
        assert f'id="vd-x-{name}"' in drawn


def test_signs_differ_in_shape():
    assert len(set(icon_array.SIGNS.values())) == len(words.GROUPS) == 4


@pytest.mark.parametrize("screening", ROUNDS, ids=lambda one: one.code)
def test_the_tables_hold_the_counts_and_both_kinds_of_share(screening):
    screened = screen(screening)
    tree = parse(icon_array.numbers(screened))
    rows = {one.get("data-measure"): text(one) for one in having(tree, "data-measure")}
    for name in Measures._fields:
        assert words.share(getattr(screened.counts.measures, name)) in rows[name]
        assert words.share(getattr(screened.formula, name)) in rows[name]
    (four,) = of_class(tree, "vd-four")
    for count in (*screened.counts, screened.counts.positive, screened.counts.negative, screening.crowd):
        assert words.count(count) in text(four)
    for row in icon_array.sources(screening.test):
        assert row.quantity in text(tree)
        assert all(key in text(tree) for key in row.provenance.references)


def test_a_result_that_nobody_has_is_said():
    screened = screen(Screening(test="calcium", calcium=1.0))
    drawn = text(parse(icon_array.draw(screened)))
    assert "Nobody has calcium under 1.00 mmol/L." in drawn
    assert "so the test finds none of them" in words.sentence(screened)
    assert "no one to count" in text(parse(icon_array.numbers(screened)))


def test_natural_frequencies_take_the_smallest_base_that_holds_one():
    assert words.of_positive(Counts(50, 0, 50, 0)) == (100, 50)
    assert words.of_positive(Counts(2, 8, 1_000, 0)) == (1_000, 2)
    assert words.of_positive(Counts(5, 0, 9_995, 0)) == (10_000, 5)
    assert words.of_positive(Counts(0, 0, 9_995, 0)) == (100, 0)


@pytest.mark.parametrize(
    ("part", "said"),
    [(None, "no one to count"), (0.0, "0 %"), (1.0, "100 %"), (0.0004, "under 0.1 %"), (0.002, "0.2 %"),
     (0.0354, "3.5 %"), (0.0999, "10 %"), (0.88, "88 %"), (0.995, "99.5 %"), (0.9999, "over 99.9 %")],
)  # fmt: skip
def test_shares_are_said_with_no_more_digits_than_help(part, said):
    assert words.share(part) == said


def test_the_sentence_tells_the_story():
    assert words.sentence(screen(Screening())) == (
        "Of 10,000 people, 10 have low calcium. 1,484 had a twitch in the last month; of these, 3 have low calcium "
        "(0.2 %), and 1,481 have not."
    )


def test_a_change_is_named_with_its_effect():
    before, after = (screen(Screening(test="calcium", prevalence=18, calcium=limit)) for limit in (2.15, 2.25))
    said = words.explain(before, after)
    assert said.startswith("Cut-off up from 2.15 to 2.25 mmol/L: ")
    more = after.counts.false_alarms - before.counts.false_alarms
    assert f"{words.count(more)} more alarmed for nothing." in said
    rarer = screen(Screening(test="calcium", prevalence=0.1, calcium=2.25))
    assert words.explain(after, rarer).startswith("Prevalence down from 18 % to 0.1 %: Of 10,000 people")
    assert words.explain(after, after) == words.sentence(after)
    assert (
        "other people, drawn by the same rules" in words.explain(screen(Screening()), screen(Screening(seed=1))).lower()
    )


@pytest.mark.parametrize("test", TESTS)
@pytest.mark.parametrize("crowd", CROWDS)
def test_no_sentence_stumbles(test, crowd):
    for prevalence in (0.01, 0.1, 50):
        screened: Screened = screen(Screening(test=test, crowd=crowd, prevalence=prevalence))
        for said in (words.sentence(screened), words.bystanders(screened), words.describe(screened)):
            assert said.endswith(".")
            assert not re.search(r"None|nan|\b1 have\b|  |\.\.", said), said


@pytest.mark.parametrize(
    ("test", "finding"), [("twitch", "fasciculation"), ("spasm", "carpopedal-spasm"), ("calcium", None)]
)
def test_how_common_a_sign_is_without_the_condition_has_its_source(test, finding):
    """Nearly all positives are of these: the number behind them may not be missing from the sources."""
    rows = {row.id: row for row in icon_array.sources(test)}
    assert [name for name in rows if name.startswith("background-")] == ([f"background-{finding}"] if finding else [])
    tree = parse(icon_array.numbers(screen(Screening(test=test))))
    assert f"Where these numbers come from ({len(rows)})" in text(tree)
    if finding:
        known = tables.findings()[finding]
        (row,) = [one for one in having(tree, "data-key") if one.get("data-key") == f"background-{finding}"]
        shown = text(row)
        assert known.name in shown
        assert f"{100 * known.population_rate:g} %" in [text(cell) for cell in row.iter("td")]
        assert known.provenance.reason in shown
        assert all(key in shown for key in known.provenance.references)


@pytest.mark.parametrize("test", TESTS)
def test_only_25_oh_d_is_held_against_the_published_share(test):
    tree = parse(icon_array.numbers(screen(Screening(test=test)), "us"))
    shown = [text(one) for one in having(tree, "data-key") if one.get("data-key") == "published"]
    expected = [f"Why this is not the published share. {published('us')}"] if test == "vitamin-d" else []
    assert shown == expected
