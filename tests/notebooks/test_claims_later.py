"""The numbers that lessons 05 to 08 tell in words are those of the models and of the tables."""

from collections import Counter

import pytest

import vitd_edu as vd
from tests.notebooks.test_claims import text_of
from vitd_edu.clinic import cases
from vitd_edu.clinic.blood_tests import adjusted_calcium, in_both_units, read_result
from vitd_edu.courses import compare
from vitd_edu.knowledge import tables
from vitd_edu.panels.courses_panel import course_cases
from vitd_edu.panels.planner_panel import planner_cases
from vitd_edu.physiology.intake import Plan
from vitd_edu.planned import MODEL, follow
from vitd_edu.planning import DayPlan, sun_of
from vitd_edu.screening import Screening, by_formula, screen
from vitd_edu.workup import Workup, work_up

LENA = {"fasciculation", "tingling"}
HAND = {"fasciculation", "progressive-focal-weakness", "wasting"}
SOURCE_WORDS = ("hypomagnesemia", "low")


def ranked(findings, **measured):
    return work_up(Workup(findings=findings, measured=set(measured), **measured))


def weights(findings, **measured):
    return {cause.id: cause.weight for cause in ranked(findings, **measured).prediction.causes}


def percent(weight):
    return f"{100 * weight:.0f} %"


def test_lesson_05_tells_lena_as_the_table_does():
    text, before, low = text_of("05"), ranked(LENA), weights(LENA, calcium=1.75)
    harmless = before.prediction.causes[0]
    assert harmless.id == "benign-fasciculation"
    assert f"harmless twitching has {percent(harmless.weight)} of the weight" in text
    assert f"Harmless twitching falls from {percent(harmless.weight)} to under 1 %" in text
    moves = {test.id: f"{100 * test.expected_change:.0f}" for test in before.next_tests}
    assert before.next_tests[0].id == "resolves-without-trigger"
    assert f"moves {moves['resolves-without-trigger']} of 100 points of weight on average" in text
    assert f"A calcium test moves only {moves['calcium']}, " in text
    assert f"low magnesium has {percent(low['hypomagnesemia'])} then" in text
    assert f"low calcium from another cause {percent(low['hypocalcemia'])}, and harmless twitching under 1 %" in text
    assert low["benign-fasciculation"] < 0.01
    assert weights(LENA, calcium=1.75, magnesium=0.40)["hypomagnesemia"] > 0.99


def test_lesson_05_tells_the_hand_and_the_crowd_as_the_models_do():
    text, hand = text_of("05"), weights(HAND)
    assert f"a trapped nerve has {percent(hand['radiculopathy'])} and ALS {percent(hand['als'])}" in text
    assert len(ranked(HAND).prediction.red_flags) == 2
    twitch, among = Screening(), by_formula(Screening())
    ill = 10_000 * twitch.prevalence / 100
    all_who_twitch = ill * among.sensitivity + (10_000 - ill) * (1 - among.specificity)
    assert f"{ill:.0f} of 10,000 people have low calcium, and about {ill * among.sensitivity:.0f} of these 10" in text
    assert f"about {round(all_who_twitch, -2):,.0f} people twitch" in text
    assert "of 500 who twitch one has low calcium" in text
    assert 450 < 1 / among.positive_value < 550
    beside = screen(Screening(crowd=100_000)).beside
    for low, everybody in ((beside.twitch_low, beside.twitch), (beside.quiet_low, beside.quiet)):
        assert low / everybody == pytest.approx(0.23, abs=0.01)
    spasms = [by_formula(Screening(test="spasm", prevalence=common)).positive_value for common in (0.1, 18)]
    assert "Of 100 spasms only {:.0f} mean low calcium among everybody, and {:.0f} in a hospital".format(
        *(100 * value for value in spasms)
    ) in text  # fmt: skip


def test_lesson_05_tells_the_courses_as_they_run():
    first, quiet = (course_cases()[name] for name in ("three-people", "twitch-gets-worse"))
    assert first.state.start == 8
    told = compare(first.state)
    assert all(later < then - 0.2 for then, later in map(told.then_and_later, (told.deficiency, told.twitch)))
    assert told.disease[-1] > told.disease[8] > told.disease[0]
    then, later = compare(quiet.state).then_and_later(compare(quiet.state).twitch)
    assert later > then + 0.2
    assert f"*{quiet.name}*" in text_of("05")


def test_lesson_06_tells_loading_and_a_daily_dose_as_the_model_does():
    text, stopped = text_of("06"), follow(DayPlan(regimen="loading"))
    level = stopped.course.vitamin_d
    assert next(iter(planner_cases().values())).state == stopped.plan
    assert (
        f"stands at {level[8]:.0f} nmol/L, three weeks later at {level[11]:.0f}, and after a year at {level[52]:.0f}"
        in text
    )
    assert f"climbs to about {round(level[8], -1):.0f} nmol/L by week 8" in text
    assert level[11] / level[8] == pytest.approx(0.5, abs=0.02)
    daily = follow(DayPlan(regimen="own-dose"))
    reached = daily.course.vitamin_d
    gained = (reached - reached[0]) / (reached[-1] - reached[0])
    assert daily.plan.daily_dose == 1000
    assert f"from {reached[0]:.0f} to {reached[-1]:.0f} nmol/L" in text
    assert (
        f"half of the way by week {(gained >= 0.5).argmax()}, nine tenths of it by week {(gained >= 0.9).argmax()}"
        in text
    )
    low, high = daily.spread("vitamin_d")
    assert f"it ends at {low:.0f} to {high:.0f}" in text
    published = [level for name, level in daily.formulas.items() if name != MODEL]
    assert f"published formulas promise {min(published):.0f} to {max(published):.0f} nmol/L" in text


def test_lesson_06_tells_plate_sun_and_too_much_as_the_model_does():
    text, cases_of = text_of("06"), planner_cases()
    plate = follow(cases_of["good-plate"].state)
    eaten = {target.nutrient: target for target in plate.targets}
    assert "{:.0f} IU of vitamin D, {:.0f} mg of calcium and {:.0f} mg of magnesium".format(
        *(eaten[name].eaten for name in ("vitamin_d", "calcium", "magnesium"))
    ) in text  # fmt: skip
    assert [name for name, target in eaten.items() if target.eaten >= target.advised.amount] == ["vitamin_d"]
    level = plate.course.vitamin_d
    assert f"lifts 25(OH)D from {level[0]:.0f} to {level[-1]:.0f} nmol/L" in text
    north = {"latitude": "lat-60", "minutes": "minutes-30"}
    assert sun_of(DayPlan(month="january", **north)).high == 0
    july = sun_of(DayPlan(month="july", **north))
    assert f"about {round(july.low, -1):.0f} to {round(july.high, -1):.0f} IU" in text
    mistake = follow(cases_of["too-much"].state).course
    assert f"calcium climbs to {mistake.calcium.max():.2f} mmol/L" in text
    assert mistake.pth.min() < 10
    for name in ("loading-and-after", "good-plate", "too-much", "hungry-bone"):
        assert f"*{cases_of[name].name}*" in text


def test_lesson_06_tells_the_other_clocks_as_the_model_does():
    text, growing = text_of("06"), planner_cases()["hungry-bone"].state
    hungry, fed = (follow(growing.with_servings("milk", cups)) for cups in (1, 2))
    assert growing.plate == (("milk", 1),)
    assert hungry.targets[1].eaten == pytest.approx(300, abs=20)
    calcium = hungry.course.calcium
    assert f"calcium first falls from {calcium[0]:.2f} to {calcium.min():.2f} mmol/L" in text
    assert all(fed.course.calcium[1:] > fed.course.calcium[0])
    settled = vd.recovery(Plan.daily(1000), start=vd.settle(vitamin_d=20)).vitamin_d[-1]
    assert settled < 50, "the challenge says that 1000 IU a day never reach 50"
    faster = vd.recovery(Plan.daily(4000), start=vd.settle(vitamin_d=20))
    assert next(day for day, level in zip(faster.day, faster.vitamin_d, strict=True) if level >= 50) == 12


def test_lesson_07_tells_the_old_scar_and_two_numbers_as_the_tables_do():
    text, scar = text_of("07"), cases.open_case("the-old-scar").file
    assert f"a calcium of {scar.values['calcium']:.2f} mmol/L and a PTH of {scar.values['pth']:.1f} pmol/L" in text
    assert scar.cause == "hypoparathyroidism"
    assert "neck-surgery" in scar.told
    assert "A calcium of {} mmol/L reads {} in the United States".format(
        *in_both_units("calcium", 1.80).replace(" mmol/L", "").rstrip(")").split(" (")
    ) in text  # fmt: skip
    words = [band.label for band in read_result("magnesium", 0.72).bands.values() if band]
    assert words.count("normal") == 2
    assert len([word for word in words if word in SOURCE_WORDS]) == 2
    assert adjusted_calcium(1.95, 25) == pytest.approx(2.25)


def test_lesson_08_counts_the_claims_as_the_table_does():
    text, claims = text_of("08"), tables.claims()
    counted = Counter(claim.provenance.evidence for claim in claims)
    assert f"Of the {len(claims)} claims {counted['strong']} have strong evidence" in text
    assert f"{counted['moderate']} moderate, {counted['weak']} weak and {counted['mixed']} mixed" in text
    assert f"For {counted['none']} of them a proof was looked for" in text
    grades = {claim.id: claim.provenance.evidence for claim in claims}
    asked = ("restless-legs-treatment", "mood-fatigue", "tetany-from-low-ionized", "brain-prevention")
    assert [grades[claim] for claim in asked] == ["weak", "mixed", "strong", "none"]
    said = {claim.id: claim.statement for claim in claims}
    assert "18 353 adults" in said["mood-trial-null"]
    assert "not been shown" in said["brain-prevention"]
    assert "without a comparison group" in said["restless-legs-treatment"]
