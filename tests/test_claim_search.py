"""Searching the claims: kind to case and accents, exact in filters, with a code to share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitd_edu.claim_search import GRADES, HOW, Query, search, topics
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.evidence_tables import subject_parts
from vitd_edu.scenario import CaseCodeError, Scenario, ScenarioError
from vitd_edu.words import evidence as words

queries = st.builds(
    Query,
    text=st.text(st.characters(codec="utf-8"), max_size=40),
    topic=st.sampled_from(["", *topics()]),
    grade=st.sampled_from(["", *GRADES]),
    part=st.sampled_from(["", *subject_parts()]),
    how=st.sampled_from(["", *HOW]),
)


def ids(**asked):
    return {claim.id for claim in search(Query(**asked)).claims}


@given(queries)
def test_a_code_brings_the_same_search_back(query):
    assert " " not in query.code
    assert Query.from_code(query.code) == query


@given(queries)
def test_a_filter_never_adds_a_claim(query):
    found = search(query).claims
    assert set(found) <= set(search(Query(text=query.text)).claims)
    assert list(found) == [claim for claim in tables.claims() if claim in found]
    assert words.sentence(search(query)).endswith(".")


@pytest.mark.parametrize("text", ["MAGNESIUM", "magnésium", "mAgNeSiUm", " magnesium  "])
def test_case_accents_and_spaces_do_not_count(text):
    assert ids(text=text) == ids(text="magnesium")


def test_british_spelling_finds_american():
    assert ids(text="hypocalcaemia") == ids(text="hypocalcemia")
    assert ids(text="fibres") == ids(text="fibers")
    assert ids(text="does") >= ids(text="does not")


def test_all_words_must_be_there_in_any_order():
    assert ids(text="cramps magnesium") == ids(text="magnesium cramps") == ids(text="cramps") & ids(text="magnesium")


def test_sources_and_parts_are_searched_too():
    assert "mood-trial-null" in ids(text="Okereke2020")
    assert "hypocalcemia-rare" in ids(text="Bolland osteomalacia")
    assert ids(part="L14") <= ids(text="restless legs")


def test_the_sentence_counts():
    number = len(tables.claims())
    assert words.sentence(search(Query())).startswith(f"All {number} claims: ")
    assert words.sentence(search(Query(part="L14"))) == (
        f"3 of {number} claims fit part Restless legs: 3 with weak evidence."
    )
    assert words.sentence(search(Query(text="Okereke2020 18 353", topic="mood"))) == (
        f"1 of {number} claims fits “Okereke2020 18 353”, topic mood: 1 with strong evidence."
    )


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("claims_grade-perfect", "grade: 'perfect' is unknown"),
        ("claims_shade-red", "'shade-red' cannot be read"),
        ("claims_grade-weak_grade-weak", "there twice"),
        ("claims_grade", "cannot be read"),
        ("screening_P18", "the base rates"),
        ("", "empty"),
        (None, "empty"),
        ("nonsense", "cannot be read"),
        ("C1.75", "the symptom explorer"),
    ],
)
def test_a_bad_code_is_explained(code, said):
    with pytest.raises(ScenarioError, match=said):
        Query.from_code(code)


def test_the_explorer_says_where_such_a_code_belongs():
    with pytest.raises(CaseCodeError, match="the evidence table"):
        Scenario.from_code("claims_grade-weak")


@pytest.mark.parametrize(
    "change", [{"grade": "perfect"}, {"part": "L26"}, {"how": "guessed"}, {"topic": "x"}, {"text": 7}]
)
def test_what_does_not_exist_is_refused(change):
    with pytest.raises(ScenarioError, match=next(iter(change))):
        Query(**change)


@pytest.mark.parametrize(
    ("asked", "claim"),
    [
        ("neuroprotection", "brain-prevention"), ("neuroprotective", "brain-prevention"),
        ("neurodegenerative", "brain-prevention"), ("Parkinson", "brain-prevention"),
        ("Parkinson's disease", "brain-prevention"), ("parkinsons", "brain-prevention"),
        ("Alzheimer\u2019s", "brain-prevention"), ("dementia", "brain-prevention"),
        ("serotonin", "brain-neurotransmitters"),
        ("brain inflammation", "brain-inflammation"), ("neuroinflammation", "brain-inflammation"),
        ("ALS motor", "als-weakness-first"), ("motor neuron disease", "als-rare"), ("MND", "als-weakness-first"),
        ("restless legs", "restless-legs-association"), ("restless legs syndrome", "restless-legs-association"),
        ("RLS", "restless-legs-association"), ("mood", "mood-trial-null"), ("depression", "mood-trial-null"),
        ("depression", "mood-low-calcium"), ("anxiety", "mood-low-calcium"), ("fatigue", "mood-fatigue"),
        ("tiredness", "mood-fatigue"), ("tired", "fatigue-which-first"), ("exhaustion", "mood-fatigue"),
        ("type II fibers", "fibers-type-two"), ("type 2 fibers", "fibers-type-two"), ("type 2 fibres", "fibers-trials"),
        ("type-II", "fibers-type-two"), ("vitamin-d mood", "mood-trial-null"), ("cod-liver oil", "diet-few-foods"),
        ("cod liver oil", "diet-few-foods"),
    ],
)  # fmt: skip
def test_the_words_that_a_reader_would_type_find_their_claim(asked, claim):
    assert claim in ids(text=asked)


def test_a_hyphen_parts_words():
    assert ids(text="vitamin-d") == ids(text="vitamin d") != set()
    assert ids(text="-") == ids()


def test_letters_of_a_code_do_not_matter_but_those_of_the_words_are_kept():
    query = Query(text="Okereke2020", grade="strong", topic="mood", part="L15", how="read")
    assert Query.from_code(query.code) == query
    shouted = query.code.upper().replace("TEXT-OKEREKE2020", "TEXT-Okereke2020")
    assert Query.from_code(f" {shouted} ") == query
    assert Query.from_code("CLAIMS_grade-mixed") == Query(grade="mixed")
    assert Query.from_code("Claims_Topic-Restless%20Legs") == Query(topic="restless legs")
