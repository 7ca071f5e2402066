"""The evidence in pictures and tables: complete, honest, and the same in words."""

from itertools import pairwise

import pytest

from tests.markup import having, of_class, parse, text
from vitd_edu import units
from vitd_edu.claim_search import GRADES, HOW, Query, search
from vitd_edu.figures import bodies, evidence_table
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.bands import bands
from vitd_edu.knowledge.bands import bodies as all_bodies
from vitd_edu.knowledge.evidence_tables import disagreements, subject_parts
from vitd_edu.knowledge.references import references
from vitd_edu.words import evidence as words


@pytest.fixture(scope="module")
def rows():
    return {row.get("data-claim"): text(row) for row in having(parse(evidence_table.table()), "data-claim")}


@pytest.mark.parametrize("claim", tables.claims(), ids=lambda claim: claim.id)
def test_every_claim_says_all_there_is_to_say(rows, claim):
    said = rows[claim.id]
    for part in (claim.statement, claim.honest, claim.would_change_our_mind, claim.topic):
        assert part
        assert " ".join(part.split()) in said
    assert claim.provenance.evidence in said
    assert words.HOW_WORDS[claim.provenance.source_status].lower() in said.lower()
    for key in claim.provenance.references:
        assert " ".join(references()[key].citation.split()) in said
    if claim.provenance.reason:
        assert claim.provenance.reason in said
    assert claim.provenance.references or "No source stands behind it" in said
    assert claim.ledger


def test_every_part_of_the_subject_has_a_claim():
    assert list(subject_parts()) == [f"L{number:02d}" for number in range(1, 26)]
    for part in subject_parts():
        assert search(Query(part=part)).claims, part


@pytest.mark.parametrize(
    ("part", "words_needed"),
    [
        ("L13", ["fast", "uncontrolled", "strength"]),
        ("L14", ["placebo", "iron", "found the reverse", "no difference in blood calcium"]),
        ("L15", ["0.97", "tiredness", "irritability", "placebo"]),
        ("L23", ["not been shown", "animals", "oxidative", "messengers"]),
    ],
)
def test_what_is_much_claimed_and_little_shown_is_weighed_fairly(part, words_needed):
    claims = search(Query(part=part)).claims
    said = " ".join(f"{one.statement} {one.honest} {one.would_change_our_mind}" for one in claims).lower()
    assert all(word in said for word in words_needed)
    assert not [one.id for one in claims if one.provenance.evidence == "strong" and "not" not in one.statement]


def test_sources_are_reached_by_recorded_numbers_only():
    links = [one.get("href") for one in having(parse(evidence_table.table()), "href")]
    assert links
    known = {f"https://doi.org/{row.fields['doi']}" for row in references().values() if "doi" in row.fields}
    known |= {
        f"https://pmc.ncbi.nlm.nih.gov/articles/{row.fields['eprint']}/"
        for row in references().values()
        if row.fields.get("eprinttype") == "pmc"
    }
    assert set(links) <= known


@pytest.mark.parametrize("query", [Query(), Query(grade="weak"), Query(text="magnesium"), Query(text="xyzzy")])
def test_the_ladders_count_what_is_on_show(query):
    found = search(query)
    steps = {
        one.get("data-step"): int(one.get("data-found"))
        for one in having(parse(evidence_table.ladder(found)), "data-step")
    }
    assert list(steps) == [*GRADES, *HOW]
    assert sum(steps[grade] for grade in GRADES) == sum(steps[way] for way in HOW) == len(found.claims)
    assert words.describe_ladder(words.grade_ladder(found)) in evidence_table.describe(found)


@pytest.mark.parametrize("system", units.SYSTEMS)
def test_the_picture_of_the_bodies_shows_every_band_and_says_it(system):
    tree = parse(bodies.draw(system))
    (svg,) = [one for one in having(tree, "role") if one.get("role") == "img"]
    assert svg.get("aria-label") == bodies.describe(system)
    drawn = {one.get("data-body"): one for one in having(tree, "data-body")}
    assert list(drawn) == list(all_bodies("vitamin_d"))
    for body, group in drawn.items():
        rows = bands("vitamin_d", body)
        assert len(of_class(group, "vd-bodies-bar")) == sum(band.level != "none" for band in rows)
        for band in rows:
            assert band.label in text(group)
            assert band.label in bodies.describe(system)
        assert ("superseded" in text(group)) == rows[0].superseded
    assert "no threshold endorsed" in text(drawn["Endocrine Society 2024"])
    assert units.unit("vitamin_d", system) in bodies.describe(system)


def test_levels_lie_in_order_on_the_axis_and_words_do_not_collide():
    places = [bodies.place(level) for level in (10, 30, 50, 75, 125, 375, 650)]
    assert places == sorted(places)
    assert places[0] == bodies.LEFT
    assert places[-1] == bodies.WIDTH - bodies.RIGHT
    for body in all_bodies("vitamin_d"):
        bars = bodies._row(body, 0)["bars"]
        for one, other in pairwise(bars):
            width = bodies.SIGN + bodies.LETTER * len(one["band"].label)
            assert one["line"] != other["line"] or one["text"] + width <= other["text"] + 0.01


def test_us_limits_are_the_round_ones_that_the_bodies_write():
    assert [words.bound(level, "us") for level in (30, 50, 75, 125, 375)] == ["12", "20", "30", "50.1", "150"]
    assert words.bound(52.5, "si") == "52.5"


def test_disagreements_have_two_sides_a_reason_and_a_source():
    said = {
        one.get("data-disagreement"): text(one)
        for one in having(parse(evidence_table.disagreement_table()), "data-disagreement")
    }
    assert set(said) == {row.id for row in disagreements()}
    assert {
        "vitamin-d-purpose",
        "vitamin-d-withdrawn",
        "vitamin-d-assay",
        "calcium-upper-intake",
        "magnesium-lower",
    } <= set(said)
    for row in disagreements():
        assert row.question.endswith("?")
        assert row.one_side != row.other_side
        for part in (row.question, row.one_side, row.other_side, row.why):
            assert part in said[row.id]
        assert all(key in said[row.id] for key in row.provenance.references)


def test_the_disagreement_on_enough_names_the_bands_as_they_stand():
    """The guideline of 2011 has two limits: deficient under the first, insufficient up to the second."""
    rows = {band.label: band for band in bands("vitamin_d", "Endocrine Society 2011")}
    (row,) = [row for row in disagreements() if row.id == "vitamin-d-purpose"]
    assert f"under {rows['deficient'].upper:g} nmol/L deficient" in row.other_side
    low, high = rows["insufficient"].lower, rows["insufficient"].upper
    assert f"{low:g} to {high:g} insufficient" in row.other_side


def test_claims_say_no_more_than_their_sources_do():
    """Where a claim once said more: the pace of ALS and vitamin D, one trial, whose pooled trials, a half-life."""
    said = {claim.id: claim for claim in tables.claims()}
    pace, course = tables.living_choices()["average-course"], said["course-neurological"]
    assert f"about {pace.value:.1f} of the 48 points" in course.statement
    assert "we know of no trial" in course.statement
    assert set(course.provenance.references) <= set(pace.provenance.references)
    assert said["pain-statin"].statement.startswith("In one randomized trial")
    assert "older people" not in said["weakness-trials-null"].honest
    assert said["time-parent-vitamin"].statement.startswith("Half of the vitamin D itself")
    assert "maitake" in said["diet-few-foods"].honest
    assert "Guidelines prefer" not in said["weakness-annual-dose"].honest
