"""The content itself: identifiers, references, the ledger, and tables that must agree with one another."""

import ast
import math
import re
from collections import Counter

import pytest

import vitd_edu
from vitd_edu.knowledge import case_tables, tables
from vitd_edu.knowledge.package import read_rows, schemas
from vitd_edu.locate import data_directory, notebooks_directory
from vitd_edu.scenario import LEVELS

CAUSES = """
vitamin-d-deficiency hypocalcemia hypomagnesemia hypoparathyroidism hypokalemia kidney-disease
benign-fasciculation stress-anxiety hyperventilation caffeine intense-exercise
dehydration-electrolytes medication thyroid radiculopathy als hypercalcemia
"""
FINDINGS = """
fasciculation tingling cramps carpopedal-spasm myoclonus tremor proximal-weakness
progressive-focal-weakness wasting brisk-reflexes bulbar-symptoms breathing-difficulty bone-pain
muscle-pain gait-change restless-legs fatigue low-mood worry poor-sleep palpitations dizziness headache thirst
seizure high-caffeine recent-exertion fluid-loss new-medication diuretic-or-ppi steroid neck-surgery
weight-change one-limb-numbness low-sun low-intake fast-breathing resolves-without-trigger
stable-for-years worsening-over-months stridor confusion fainting foot-drop saddle-numbness choking pregnancy infant
kidney-stones lithium trousseau-sign long-qt
"""
PRESETS = """
healthy mild-deficiency severe-normal-calcium severe-with-hypocalcemia low-magnesium low-magnesium-and-calcium
too-much-vitamin-d hyperventilation
"""
SEED_ROWS = {
    1: "vitamin-d-deficiency",
    2: "stress-anxiety",
    3: "caffeine",
    4: "dehydration-electrolytes",
    5: "intense-exercise",
    6: "medication",
}


def keys_of_references():
    text = (data_directory() / "references.bib").read_text(encoding="utf-8")
    return re.findall(r"^@\w+\{\s*([^,\s]+)\s*,", text, flags=re.MULTILINE)


def used_references():
    return {
        key
        for table, schema in schemas().items()
        if "references" in {field["name"] for field in schema["fields"]}
        for row in read_rows(table)
        for key in str(row["references"] or "").split()
    }


def test_identifiers_are_those_of_the_design():
    assert set(tables.causes()) == set(CAUSES.split())
    assert set(tables.findings()) == set(FINDINGS.split())
    assert set(PRESETS.split()) <= set(tables.presets())
    assert {region.id for region in tables.regions()} == {"face", "hands", "upper-arms", "thighs", "calves", "feet"}


def test_every_reference_that_is_used_exists():
    assert used_references() - set(keys_of_references()) == set()


def test_every_reference_that_exists_is_used():
    assert set(keys_of_references()) - used_references() == set()


def test_a_choice_of_ours_without_a_source_is_never_called_strong():
    strong = [
        (table, number)
        for table, schema in schemas().items()
        if "source_status" in {field["name"] for field in schema["fields"]}
        for number, row in enumerate(read_rows(table), start=2)
        if row["source_status"] == "our-choice" and row["references"] is None and row["evidence"] == "strong"
    ]
    assert strong == []


def test_no_reference_is_listed_twice():
    assert [key for key, times in Counter(keys_of_references()).items() if times > 1] == []


def test_docstrings_name_references_that_exist():
    known = set(keys_of_references())
    named = set()
    for path in sorted((data_directory().parent / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module):
                _, _, references = (ast.get_docstring(node) or "").partition("References:\n")
                named |= set(re.findall(r"\b[A-Z][A-Za-z-]*\d{4}[a-z]?\b", references))
    assert "Hille1975" in named
    assert named - known == set()


def test_the_ledger_is_covered():
    covered = {row for claim in tables.claims() for row in claim.ledger}
    assert covered == {f"L{number:02d}" for number in range(1, 26)}


def test_table_1_holds_the_six_classic_causes():
    assert {row.seed_row: row.id for row in tables.causes().values() if row.seed_row is not None} == SEED_ROWS
    for row in tables.causes().values():
        assert row.related_symptoms, row.id
        assert row.sets_apart, row.id


def test_table_2_holds_the_four_aspects():
    assert [row.id for row in tables.comparison()] == ["movements", "associated-symptoms", "course", "diagnosis"]
    for row in tables.comparison():
        assert all((row.low_mineral, row.neurological, row.distinguishing)), row.id


def test_priors_are_a_distribution():
    assert math.fsum(row.prior for row in tables.causes().values()) == pytest.approx(1, abs=1e-9)
    assert all(0 < row.prior < 1 for row in tables.causes().values())


def test_rates_and_grades_are_probabilities_short_of_certainty():
    assert all(0 < row.population_rate < 1 for row in tables.findings().values())
    assert all(0 < row.probability < 1 for row in tables.frequency_grades().values())


def test_every_cause_has_a_distribution_of_every_level():
    assert {(row.cause, row.analyte) for row in tables.level_distributions()} == {
        (cause, analyte) for cause in tables.causes() for analyte in LEVELS
    }
    assert all(row.spread > 0 and row.typical > 0 for row in tables.level_distributions())


def test_findings_that_other_tables_name_exist():
    named = {finding for row in tables.presets().values() for finding in (*row.findings, *row.absent)}
    named |= {finding for row in tables.red_flags() for finding in (*row.all_of, *row.any_of)}
    named |= {finding for row in tables.comparison() for finding in (*row.findings_low, *row.findings_neurological)}
    assert named - set(tables.findings()) == set()


def test_no_finding_is_idle():
    """Every finding moves a ranking or a red flag."""
    moving = {row.finding for row in tables.finding_frequencies()}
    moving |= {finding for row in tables.red_flags() for finding in (*row.all_of, *row.any_of)}
    assert set(tables.findings()) - moving == set()


def test_levels_and_regions_that_other_tables_name_exist():
    assert {name for row in tables.comparison() for name in row.levels_low} <= set(LEVELS)
    asked = {name for row in case_tables.asks().values() for name in row.analytes}
    assert {row.analyte for row in tables.red_flags() if row.analyte} <= set(LEVELS) | asked
    assert {site for row in tables.symptoms().values() for site in row.sites} == {
        region.id for region in tables.regions()
    }


def test_words_that_the_glossary_points_to_are_in_it():
    words = {row.term.lower() for row in tables.glossary()}
    pointed = {word.strip().lower() for row in tables.glossary() if row.see_also for word in row.see_also.split(";")}
    assert pointed - words == set()


def test_movements_have_rising_thresholds_and_a_band_each():
    modeled = [row for row in tables.movements() if row.band is not None]
    assert [row.id for row in modeled] == ["quiet", "fasciculation", "cramp", "tetany"]
    assert [row.threshold_mv for row in modeled] == [None, 1.2, 1.5, 2.2]
    assert len({row.band for row in modeled}) == 4
    assert all(row.threshold_mv is None for row in tables.movements() if row.band is None)


def test_ranges_of_an_analyte_lie_inside_one_another():
    for row in tables.analytes().values():
        assert row.accepted_lower <= row.model_lower <= row.usual_lower <= row.healthy, row.id
        assert row.healthy <= row.usual_upper <= row.model_upper <= row.accepted_upper, row.id


def test_accepted_ranges_are_those_of_the_design():
    accepted = {
        name: (tables.analytes()[name].accepted_lower, tables.analytes()[name].accepted_upper) for name in LEVELS
    }
    assert accepted == {"vitamin_d": (2, 650), "calcium": (1.0, 4.2), "magnesium": (0.1, 5.0), "ph": (7.0, 7.8)}
    assert {name: tables.analytes()[name].resolution for name in LEVELS} == {
        "vitamin_d": 0.1,
        "calcium": 0.001,
        "magnesium": 0.001,
        "ph": 0.01,
    }


def test_every_parameter_is_used():
    """A constant that no equation names would be a claim about nothing."""
    code = "".join(path.read_text(encoding="utf-8") for path in (data_directory().parent / "src").rglob("*.py"))
    words = set(re.findall(r"\w+", code))
    composed = set(re.findall(r'constant\(f"\{name\}_(\w+)"\)', code))  # such as f"{name}_rate" of a gate
    composed = {f"{word}_{ending}" for word in words for ending in composed}
    # such as f"background_spread_{analyte}"
    begun = set(re.findall(r'constant\(f"(\w+)_\{analyte\}"\)', code))
    composed |= {f"{start}_{analyte}" for start in begun for analyte in tables.analytes()}
    assert [name for name in tables.parameters() if name not in words | composed] == []


def test_lessons_marked_ready_exist():
    for lesson in tables.lessons():
        if lesson.ready:
            assert (notebooks_directory() / lesson.file).is_file(), lesson.file
    assert [lesson.number for lesson in tables.lessons()] == [f"{number:02d}" for number in range(9)]


def test_text_is_in_american_spelling():
    british = re.compile(
        r"\b\w*(hypocalcaem|hypercalcaem|magnesaem|anaem|oedema|fibre|colour|behaviour|favour|tumour|labour|centre|litre|"
        r"diarrhoea|oesoph|haem|paed|foetal|analyse|ionis|mineralis|recognis|randomis|modell(ed|ing)|grey)\w*",
        flags=re.IGNORECASE,
    )
    found = [
        (table, number, column, match[0])
        for table in schemas()
        for number, row in enumerate(read_rows(table), start=2)
        for column, cell in row.items()
        if isinstance(cell, str) and column != "references" and (match := british.search(cell))
    ]
    assert found == []


def test_the_public_vocabulary_is_what_it_says():
    for name in vitd_edu.__all__:
        assert getattr(vitd_edu, name) is not None
    with pytest.raises(AttributeError, match="vitd_edu has no 'diagnose'"):
        assert vitd_edu.diagnose
