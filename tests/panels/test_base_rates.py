"""The base rates without a browser."""

import dataclasses
import logging

import pytest

import vitd_edu as vd
from tests.markup import having, of_class, parse, text
from tests.panels.screen import trouble
from vitd_edu import units
from vitd_edu.figures import icon_array
from vitd_edu.panels.base_rates_panel import screening_cases
from vitd_edu.screening import CROWDS, TESTS, Screening, screen, usual_prevalence
from vitd_edu.words import population as words


@pytest.fixture
def open_rates():
    opened = []

    def open_one(*args, **options):
        opened.append(vd.base_rates(*args, **options))
        return opened[-1]

    yield open_one
    for panel in opened:
        panel.close()


@pytest.fixture
def rates(open_rates):
    return open_rates()


def assert_shows(rates, screening, system="si"):
    """Everything on screen belongs to this round of testing."""
    screened = screen(screening)
    assert rates.state == screening
    assert rates.case_code.code == screening.code
    assert {name: buttons.value for name, buttons in rates.choices.items()} == {
        name: getattr(screening, name) for name in ("test", "season", "crowd")
    }
    for name, dial in rates.dials.items():
        assert dial.value == pytest.approx(getattr(screening, name), abs=0.05)
        assert dial.unit == units.unit(name, system)
    assert rates.dials["calcium"].layout.display == (None if screening.test == "calcium" else "none")
    assert rates.dials["vitamin_d"].layout.display == (None if screening.test == "vitamin-d" else "none")
    key = f"vd-{rates.icons.model_id}"
    assert dict(rates.icons.parts) == {"icons": icon_array.draw(screened, system, key)}
    assert dict(rates.numbers.parts) == {"numbers": icon_array.numbers(screened, system)}
    assert words.bystanders(screened, system) in text(parse(rates.beside.parts["beside"]))


def test_it_opens_on_a_twitch_among_everybody(rates):
    assert_shows(rates, Screening())
    assert rates.preset.value == "twitch"
    assert rates.sentence.text == words.sentence(screen(Screening()))
    assert repr(rates) == "BaseRates(screening)"


@pytest.mark.parametrize("case", tuple(screening_cases()))
@pytest.mark.parametrize("system", units.SYSTEMS)
def test_each_case_tells_its_story(rates, case, system):
    rates.units.value = system
    rates.preset.value = case
    state = screening_cases()[case].state
    assert_shows(rates, state, system)
    assert rates.sentence.text == words.sentence(screen(state), system)
    (story,) = of_class(parse(rates.alerts.parts["alerts"]), "vd-story")
    assert text(story) == f"The case: {screening_cases()[case].story}"
    if system == "us":
        assert "mol/L" not in rates.sentence.text + text(parse(rates.icons.parts["icons"]))


@pytest.mark.parametrize("test", TESTS)
def test_a_new_test_looks_at_its_own_prevalence_until_one_is_chosen(rates, test):
    rates.choices["test"].value = test
    assert_shows(rates, Screening(test=test, prevalence=usual_prevalence(test)))
    rates.choices["test"].value = "twitch"
    rates.dials["prevalence"].value = 5.0
    rates.choices["test"].value = test
    assert_shows(rates, Screening(test=test, prevalence=5))


def test_the_dials_over_their_range_move_everything(open_rates):
    rates = open_rates(Screening(test="calcium", prevalence=18, crowd=100_000))
    for value in (1.0, 1.8, 2.15, 2.6, 4.2):
        rates.dials["calcium"].value = value
        assert_shows(rates, Screening(test="calcium", prevalence=18, crowd=100_000, calcium=value))
        assert trouble(rates) == ""
    for value in (0.01, 0.5, 18, 90):
        rates.dials["prevalence"].value = value
        assert rates.state.prevalence == value
        assert trouble(rates) == ""


def test_moving_the_cut_off_says_what_is_won_and_lost(open_rates):
    rates = open_rates(Screening(test="vitamin-d", prevalence=0.02))
    rates.dials["vitamin_d"].value = 30.0
    assert rates.sentence.text.startswith("Cut-off down from 50 to 30 nmol/L: none more found, ")
    assert "fewer alarmed for nothing." in rates.sentence.text


def test_the_prevalence_is_said_in_everyday_words(rates):
    bands = rates.dials["prevalence"].bands
    assert [band["word"] for band in bands] == ["rare", "uncommon", "common"]
    assert [band["text"] for band in bands] == ["rare under 1 %", "uncommon 1 to 10 %", "common from 10 %"]
    rates.units.value = "us"
    assert rates.dials["prevalence"].bands == bands


@pytest.mark.parametrize("crowd", CROWDS)
def test_the_size_of_the_crowd_is_a_choice(rates, crowd):
    rates.choices["crowd"].value = crowd
    assert_shows(rates, Screening(crowd=crowd))
    counted = sum(int(one.get("data-count")) for one in having(parse(rates.icons.parts["icons"]), "data-count"))
    assert counted == crowd


def test_other_people_come_by_a_button_and_the_code_brings_them_back(rates, open_rates):
    before = rates.icons.parts["icons"]
    rates.others.click()
    first = rates.state
    assert first == dataclasses.replace(Screening(), seed=Screening().seed + 1)
    assert rates.icons.parts["icons"] != before
    assert rates.sentence.text.startswith("Other people, drawn by the same rules: ")
    other = open_rates()
    other.case_code.typed = first.code
    assert_shows(other, first)


def test_those_with_a_sign_are_tested_next(rates):
    rates.preset.value = "spasm"
    rates.onward.click()
    assert_shows(rates, Screening(test="calcium", prevalence=2.44, crowd=100_000))
    assert rates.sentence.text.startswith(
        "The test is now calcium under 2.15 mmol/L and prevalence up from 0.1 % to 2.44 %: "
    )
    rates.onward.click()
    assert "errs the same way twice" in trouble(rates)
    assert_shows(rates, Screening(test="calcium", prevalence=2.44, crowd=100_000))


def test_reset_code_and_linked_panels(rates, open_rates):
    other = open_rates(joined=rates.screening)
    rates.case_code.typed = "screening_P18_spasm"
    assert_shows(other, Screening(test="spasm", prevalence=18))
    other.reset.click()
    assert_shows(rates, Screening())


@pytest.mark.parametrize("code", ["living_D12", "healthy", "screening_X12", "screening_P99", ""])
def test_a_bad_code_changes_nothing(rates, code):
    rates.case_code.typed = code
    assert bool(rates.case_code.error) == bool(code)
    assert_shows(rates, Screening())


def test_a_bad_number_is_explained_at_its_dial(rates):
    rates.dials["prevalence"].typed = "180"
    assert "0.01 to 90 %" in rates.dials["prevalence"].error
    assert rates.dials["prevalence"].typed == "180"
    rates.dials["prevalence"].typed = "18 %"
    assert rates.dials["prevalence"].error == ""
    assert_shows(rates, Screening(prevalence=18))


def test_a_cut_off_in_the_other_unit_is_read(rates):
    rates.choices["test"].value = "calcium"
    rates.dials["calcium"].typed = "8.0 mg/dL"
    assert rates.state.calcium == pytest.approx(1.996)


@pytest.mark.parametrize("part", ["draw", "numbers", "beside"])
def test_a_failure_in_drawing_leaves_the_last_good_state(rates, part, monkeypatch, caplog):
    def fail(*_args, **_options):
        raise RuntimeError("the pencil broke")

    with monkeypatch.context() as patch, caplog.at_level(logging.ERROR, logger="vitd_edu"):
        patch.setattr(icon_array, part, fail)
        rates.choices["test"].value = "spasm"
    assert "the pencil broke" in trouble(rates)
    assert_shows(rates, Screening())
    rates.choices["test"].value = "spasm"
    assert trouble(rates) == ""
    assert_shows(rates, Screening(test="spasm"))


def test_closing_leaves_nothing_behind():
    from ipywidgets.widgets.widget import _instances as open_widgets

    before = set(open_widgets)
    for _ in range(3):
        vd.base_rates().close()
    assert set(open_widgets) == before
