"""The view of blood tests without a browser."""

import pytest

import vitd_edu as vd
from tests.markup import having, of_class, parse, text
from tests.panels.screen import trouble
from vitd_edu import units
from vitd_edu.clinic.blood_tests import Sample
from vitd_edu.figures import blood_test_table
from vitd_edu.knowledge import bands, lab_tables, tables
from vitd_edu.scenario import ScenarioError


@pytest.fixture
def open_lab():
    opened = []

    def open_one(*args, **options):
        opened.append(vd.blood_tests(*args, **options))
        return opened[-1]

    yield open_one
    for lab in opened:
        lab.close()


@pytest.fixture
def lab(open_lab):
    return open_lab()


def assert_shows(lab, sample, system="si"):
    """Everything on screen belongs to this sample."""
    assert lab.state == sample
    assert dict(lab.result.parts) == {"result": blood_test_table.draw(sample, system)}
    assert dict(lab.all_tests.parts) == {"tests": blood_test_table.draw_all(sample.test, system)}
    assert lab.test.value == sample.test
    assert lab.case_code.code == sample.code
    analyte = lab_tables.readings()[sample.test].analyte
    assert (lab.words.layout.display is None) == (analyte is None)
    if analyte:
        assert lab.value.description == f"Value, {units.unit(analyte, system)}"
        assert lab.value.value in units.show(analyte, sample.value, system)
    else:
        assert lab.words.value == sample.value


def test_it_opens_on_a_usual_calcium(lab):
    assert_shows(lab, Sample("calcium", 2.4))
    assert lab.sentence.text.startswith("Adjusted calcium 2.40 mmol/L (9.6 mg/dL): normal")
    assert repr(lab) == "BloodTests(test_calcium_2.4)"


@pytest.mark.parametrize("system", units.SYSTEMS)
@pytest.mark.parametrize("name", lab_tables.readings())
def test_every_test_shows_every_body_and_what_it_cannot_tell(lab, name, system):
    lab.units.value = system
    lab.test.value = name
    assert trouble(lab) == ""
    assert_shows(lab, lab.state, system)
    row = lab_tables.readings()[name]
    assert row.cannot_tell in lab.result.parts["result"].replace("&#39;", "'")
    shown = having(parse(lab.result.parts["result"]), "data-body")
    expected = list(bands.bodies(row.analyte)) if row.analyte else []
    assert [one.get("data-body") for one in shown] == expected
    listed = having(parse(lab.all_tests.parts["tests"]), "data-reading")
    assert [one.get("data-reading") for one in listed] == list(lab_tables.readings())
    assert len(of_class(parse(lab.all_tests.parts["tests"]), "vd-mark")) == 1


def test_the_mark_on_every_strip_lies_on_its_band(lab):
    for value in (5, 20, 45, 60, 130, 400, 640):
        lab.test.value = "vitamin_d"
        lab.value.value = str(value)
        for one in having(parse(lab.result.parts["result"]), "data-body"):
            here = of_class(one, "vd-here")
            strips = of_class(one, "vd-lab-strip")
            assert len(here) <= 1
            for strip in strips:
                (marker,) = of_class(strip, "vd-lab-marker")
                mark = float(marker.get("d")[1:].split()[0]) + 5
                covering = [
                    rect
                    for rect in strip.iter("rect")
                    if float(rect.get("x")) - 0.2 <= mark <= float(rect.get("x")) + float(rect.get("width")) + 0.2
                ]
                assert bool(covering) >= bool(here), value


def test_a_value_in_the_other_unit_is_read_and_a_wrong_one_stays(lab):
    lab.value.value = "7.0 mg/dL"
    assert_shows(lab, Sample("calcium", 1.747))
    lab.value.value = "lots"
    assert "is not a number" in trouble(lab)
    assert lab.value.value == "lots"
    assert lab.state == Sample("calcium", 1.747)
    lab.value.value = "9.6"
    assert "looks like mg/dL" in trouble(lab)
    lab.value.value = "2.2"
    assert trouble(lab) == ""
    assert_shows(lab, Sample("calcium", 2.2))


def test_albumin_corrects_a_total_calcium_and_says_its_caveat(lab):
    assert lab.albumin.layout.display == "none"
    lab.test.value = "total_calcium"
    assert lab.albumin.layout.display is None
    lab.value.value = "1.95"
    assert not of_class(parse(lab.result.parts["result"]), "vd-lab-adjusted")
    lab.albumin.value = "26"
    (said,) = of_class(parse(lab.result.parts["result"]), "vd-lab-adjusted")
    assert "Adjusted calcium 2.23 mmol/L (8.9 mg/dL): normal" in text(said)
    assert "ionized calcium is measured" in text(said)
    lab.units.value = "us"
    assert lab.albumin.value == "2.6"
    lab.albumin.value = ""
    assert lab.state == Sample("total_calcium", 1.95)


def test_words_of_an_emg(lab):
    lab.test.value = "emg"
    assert_shows(lab, Sample("emg", "normal"))
    lab.words.value = "several-regions"
    assert_shows(lab, Sample("emg", "several-regions"))
    assert "says nothing" not in lab.sentence.text
    assert "Anything about vitamin D or calcium" in lab.sentence.text
    lab.test.value = "tsh"
    assert_shows(lab, Sample("tsh", 1.8))


@pytest.mark.parametrize("preset", lab_tables.presets())
def test_each_preset_tells_its_story(lab, preset):
    lab.preset.value = preset
    row = lab_tables.presets()[preset]
    assert lab.state.test == row.reading
    (story,) = of_class(parse(lab.alerts.parts["alerts"]), "vd-story")
    assert row.story in text(story)
    lab.reset.click()
    assert_shows(lab, Sample("calcium", 2.4))


def test_code_reset_and_joined_views(lab, open_lab):
    other = open_lab(joined=lab.shared)
    lab.case_code.typed = "test_magnesium_0.35"
    assert_shows(other, Sample("magnesium", 0.35))
    lab.case_code.typed = "test_magnesium_9000"
    assert "outside the accepted range" in lab.case_code.error
    assert_shows(lab, Sample("magnesium", 0.35))
    assert open_lab("test_emg_one-root").state == Sample("emg", "one-root")


@pytest.mark.parametrize("given", [5, ["test_calcium_1.75"], 2.4])
def test_what_is_no_sample_is_refused_in_words(given):
    with pytest.raises(ScenarioError, match="test: give a Sample or a case code, such as 'test_calcium_2.4', not"):
        vd.blood_tests(given)


def test_it_opens_on_a_sample_too(open_lab):
    assert_shows(open_lab(Sample("magnesium", 0.5)), Sample("magnesium", 0.5))
    assert_shows(open_lab("TEST_CALCIUM_1.75"), Sample("calcium", 1.75))


def test_an_unusual_number_is_questioned(lab):
    lab.test.value = "magnesium"
    lab.value.value = "1.9"
    (note,) = of_class(parse(lab.alerts.parts["alerts"]), "vd-note")
    assert "Was it 1.9 mg/dL" in text(note)


def test_evidence_and_sources_are_shown(lab):
    assert "CMDT" in lab.result.parts["result"]
    assert tables.analytes()["calcium"].default_body in lab.result.parts["result"]
