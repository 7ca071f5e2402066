"""The numbers that lessons 05 to 08 tell in words are those of the models and of the tables."""

import re
from collections import Counter
from dataclasses import replace

import pytest

import vitd_edu as vd
from tests.notebooks.test_claims import text_of
from vitd_edu import units
from vitd_edu.clinic import cases
from vitd_edu.clinic.blood_tests import adjusted_calcium, in_both_units, read_result
from vitd_edu.courses import compare
from vitd_edu.dosing import forms_of
from vitd_edu.figures import cause_reasons
from vitd_edu.figures.plate_table import bounds
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.bands import bands
from vitd_edu.panels.courses_panel import course_cases
from vitd_edu.panels.planner_panel import SECTIONS, planner_cases
from vitd_edu.physiology.constants import vitamin_d_constants
from vitd_edu.physiology.intake import Plan
from vitd_edu.physiology.membrane import constant
from vitd_edu.planned import MODEL, follow
from vitd_edu.planning import DayPlan, calcium_before, food_before, sun_year
from vitd_edu.words.population import share
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
    said = cause_reasons.accounts(ranked(LENA, calcium=1.75).prediction)
    for cause, told in {
        "hypocalcemia": "low calcium from another cause ({})",
        "hypomagnesemia": "low magnesium ({})",
    }.items():
        assert told.format(cause_reasons.factor(said[cause].supports[0].log_ratio)) in text
    starts = {cause: cause_reasons.start_words(account.start) for cause, account in said.items()}
    assert f"low magnesium starts at {starts['hypomagnesemia']}" in text
    assert f"low calcium from another cause at only {starts['hypocalcemia']}" in text
    assert weights(LENA, calcium=1.75, magnesium=0.40)["hypomagnesemia"] > 0.99


def test_lesson_05_tells_the_hand_as_the_table_does():
    text, hand = text_of("05"), weights(HAND)
    assert f"a trapped nerve has {percent(hand['radiculopathy'])} and ALS {percent(hand['als'])}" in text
    assert len(ranked(HAND).prediction.red_flags) == 2


def test_lesson_05_tells_the_crowd_as_its_panel_shows_it(opened):
    """The steps are done in the panel, one after the other, and each number is read off what it then shows."""
    text, rates = text_of("05"), opened(vd.base_rates())
    crowd, counts = rates.state.crowd, rates.prediction.counts
    assert f"How many of the {crowd:,} people say yes" in text
    assert f"{counts.ill} of {crowd:,} people have low calcium, and about {counts.found} of these {counts.ill}" in text
    assert f"about {round(counts.positive, -2):,} people twitch" in text
    assert "of 500 who twitch one has low calcium" in text
    assert counts.positive / counts.found == pytest.approx(500, rel=0.1)
    assert "At *People* choose 100,000." in text
    rates.choices["crowd"].value = 100_000
    beside = rates.prediction.beside
    twitch, quiet = share(beside.twitch_low / beside.twitch), share(beside.quiet_low / beside.quiet)
    assert {f"({twitch})", f"({quiet})"} <= set(re.findall(r"\([^)]* %\)", rates.beside.parts["beside"]))
    said = "found in {} of 100 who twitch, and in {} of 100 who do not"
    assert said.format(twitch.removesuffix(" %"), quiet.removesuffix(" %")) in text
    rates.choices["test"].value = "spasm"
    values = []
    for common in (0.1, 18):
        rates.dials["prevalence"].value = common
        values.append(rates.prediction.counts.measures.positive_value)
        assert share(values[-1]) in rates.sentence.text
    assert "Of 100 spasms only {:.0f} mean low calcium among everybody, and {:.0f} in a hospital".format(
        *(100 * value for value in values)
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
    assert "the twitch comes back under them, by chance" in text_of("05")


def test_lesson_06_tells_loading_as_the_model_does():
    text, stopped = text_of("06"), follow(DayPlan(regimen="loading"))
    level = stopped.course.vitamin_d
    assert next(iter(planner_cases().values())).state == stopped.plan
    assert forms_of(stopped.plan) == ("D2",)
    assert (
        f"stands at {level[8]:.0f} nmol/L, three weeks later at {level[11]:.0f}, and after a year at {level[52]:.0f}"
        in text
    )
    assert level.argmax() == 8
    assert f"climbs to about {level[8]:.0f} nmol/L by week 8. Three weeks later more than half of that gain is" in text
    assert f"a year after the start it is at {level[52]:.0f} nmol/L" in text
    halfway = (level[8] + level[0]) / 2
    assert level[11] < halfway < level[10], "passed by week 11"
    with_d3 = follow(replace(stopped.plan, form="with-d3")).course.vitamin_d
    assert f"at *Form*, week 8 would stand at {with_d3[8]:.0f}" in text
    kept = follow(planner_cases()["loading-and-after"].state).course.vitamin_d
    assert f"If 1000 IU a day follow after week 8, the year ends at {kept[-1]:.0f} nmol/L" in text


def test_lesson_06_tells_a_daily_dose_as_the_model_does():
    text, daily = text_of("06"), follow(DayPlan(regimen="own-dose"))
    reached = daily.course.vitamin_d
    gained = (reached - reached[0]) / (reached[-1] - reached[0])
    assert daily.plan.daily_dose == 1000
    assert f"from {reached[0]:.0f} to {reached[-1]:.0f} nmol/L" in text
    half, most = (gained >= 0.5).argmax(), (gained >= 0.9).argmax()
    assert f"half of the way by week {half}, nine tenths of it by week {most}" in text
    low, high = daily.spread("vitamin_d")
    assert f"it ends at {low:.0f} to {high:.0f}" in text
    published = [level for name, level in daily.formulas.items() if name != MODEL]
    assert f"published formulas promise {min(published):.0f} to {max(published):.0f} nmol/L" in text


def test_lesson_06_sets_the_half_life_beside_the_model():
    text, constants = text_of("06"), vitamin_d_constants()
    course = vd.recovery(Plan.daily(1000), start=vd.settle(vitamin_d=20))
    middle = (course.vitamin_d[0] + course.vitamin_d[-1]) / 2
    assert f"Halfway is at {middle:.0f} nmol/L" in text
    assert course.at(14).vitamin_d < middle < course.at(28).vitamin_d
    assert constants.vitamin_d_half_life == 15
    assert constants.vitamin_d_loss_reference == 50
    assert "The model takes 15 days at a level of 50 nmol/L" in text
    assert constants.vitamin_d_loss_exponent > 0, "a low level is lost more slowly"
    assert constants.deep_pool_share > 0, "a part goes into fat"
    assert course.at(4 * 15).vitamin_d - 20 < 0.9 * (course.vitamin_d[-1] - 20), "slower than four half-lives"
    soft = vd.recovery(Plan.weekly(50_000, times=8), start=vd.settle(vitamin_d=12))
    weak = soft.weakness["low-vitamin-d"]
    assert weak[28] < weak[0] / 3, "within weeks"
    assert soft.at(28).vitamin_d > 30, "25(OH)D is no longer low within weeks"


def test_lesson_06_tells_the_plate_and_too_much_as_the_model_does():
    text, cases_of = text_of("06"), planner_cases()
    plate = follow(cases_of["good-plate"].state)
    eaten = {target.nutrient: target for target in plate.targets}
    assert "{:.0f} IU of vitamin D, {:.0f} mg of calcium and {:.0f} mg of magnesium".format(
        *(eaten[name].eaten for name in ("vitamin_d", "calcium", "magnesium"))
    ) in text  # fmt: skip
    assert [name for name, target in eaten.items() if target.eaten >= target.advised.amount] == ["vitamin_d"]
    before = food_before(plate.plan), calcium_before(plate.plan)
    assert "the place of food with {:.0f} IU of vitamin D and {:.0f} mg of calcium".format(*before) in text
    level = plate.course.vitamin_d
    assert f"lifts 25(OH)D from {level[0]:.0f} to {level[-1]:.0f} nmol/L in a year" in text
    assert all(plate.course.pth[1:] > plate.course.pth[0])
    spoons = [follow(plate.plan.with_servings("cod-liver-oil-tablespoon", count)).targets[0] for count in (2, 3)]
    assert spoons[0].eaten < 4000 < spoons[1].eaten
    assert spoons[1].limit.amount == 4000
    mistake = follow(cases_of["too-much"].state).course
    assert f"calcium climbs to {mistake.calcium.max():.2f} mmol/L" in text
    assert mistake.pth.min() < 10
    for name in ("loading-and-after", "good-plate", "winter-student", "too-much", "hungry-bone"):
        assert f"*{cases_of[name].name}*" in text


def test_lesson_06_tells_the_sun_as_the_planner_shows_it():
    text, student = text_of("06"), follow(planner_cases()["winter-student"].state)
    level, plan = student.course.vitamin_d, student.plan
    assert (plan.latitude, plan.minutes, plan.month, plan.skin) == ("lat-60", "minutes-30", "january", "skin-3")
    assert f"lifts 25(OH)D from {level[0]:.0f} to {level[12]:.0f} nmol/L by week 12" in text
    assert level[14] - level[13] > 3 * (level[13] - level[12]), "climbs fast from April on"
    assert f"takes it to {level.max():.0f}, in week {level.argmax()}, and the year ends at {level[-1]:.0f}" in text
    assert sum(month.winter for month in student.sun) == 7
    july, dark = (sun_year(replace(plan, month="july", skin=skin))[0] for skin in ("skin-3", "skin-6"))
    about = [round(made, -1) for made in (july.low, july.high, dark.low, dark.high)]
    assert "about {:.0f} to {:.0f} IU in skin type III, and {:.0f} to {:.0f} IU in type VI".format(*about) in text
    low, high, unit = bounds("measured-summer-peak")
    assert f"is {low:.0f} to {high:.0f} {unit.replace('/d', ' a day')}, so the curve may rise too far" in text
    assert july.middle > high
    assert f"{100 * july.reddening_share:.0f} % of the dose that reddens" in text
    assert july.reddening_share >= constant("reddening_caution")
    names = tables.living_choices()
    shown = (SECTIONS["sun"]["month"], names["july"].name, names["skin-6"].name, SECTIONS["regimen"]["form"])
    assert all(f"*{name}*" in text for name in shown)


def test_lesson_06_tells_the_other_clocks_as_the_model_does():
    text, growing = text_of("06"), planner_cases()["hungry-bone"].state
    hungry, fed = (follow(growing.with_servings("milk", cups)) for cups in (1, 2))
    assert growing.plate == (("milk", 1),)
    assert hungry.targets[1].eaten == pytest.approx(300, abs=20)
    assert calcium_before(growing) == 300
    calcium, least = hungry.course.calcium, hungry.course.calcium.argmin()
    said = f"calcium first falls from {calcium[0]:.2f} to {calcium.min():.2f} mmol/L, in week {least}"
    assert said in text
    assert hungry.course.pth.max() > 10 * vd.settle(vitamin_d=75).pth, "nearly as high as it can be"
    assert all(fed.course.calcium[1:] > fed.course.calcium[0])
    settled = vd.recovery(Plan.daily(1000), start=vd.settle(vitamin_d=20)).vitamin_d[-1]
    assert settled < 50, "the challenge says that 1000 IU a day never reach 50"
    faster = vd.recovery(Plan.daily(4000), start=vd.settle(vitamin_d=20))
    assert next(day for day, level in zip(faster.day, faster.vitamin_d, strict=True) if level >= 50) == 12


def test_lesson_07_tells_the_old_scar_and_two_numbers_as_the_tables_do():
    text, scar = text_of("07"), cases.open_case("the-old-scar").file
    assert f"a calcium of {scar.values['calcium']:.2f} mmol/L and a PTH of {scar.values['pth']:.1f} pmol/L" in text
    assert scar.cause == "hypoparathyroidism"
    pth, usual = scar.values["pth"], next(band for band in bands("pth") if band.level == "normal")
    assert usual.lower < pth < usual.lower + 0.1 * (usual.upper - usual.lower)
    assert f"PTH is {pth:.1f} pmol/L ({units.from_si('pth', pth, 'us'):.0f} pg/mL), inside its range, near the" in text
    told = work_up(Workup(findings=scar.told, measured=set()))
    assert told.next_tests[0].id == "calcium", "the first thing to ask for"
    assert {flag.action for flag in told.prediction.red_flags} == {"today"}
    for part in (f"woman of {scar.age}", "tingling fingertips and cramps in the calves", "Fourteen years ago"):
        assert part in scar.history
        assert part in text
    assert f"Ines is {scar.age}." in text
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
