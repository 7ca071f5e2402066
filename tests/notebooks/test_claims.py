"""The numbers that lessons 00 to 04 tell in words are those of the models."""

import nbformat
import numpy as np
import pytest

import vitd_edu as vd
from tools.lesson_parts import FOLDER, lesson_row, rows, spoken
from tools.lesson_words import LINK
from vitd_edu import units
from vitd_edu.clinic.symptoms import STRENGTH_WORDS
from vitd_edu.knowledge.bands import bands
from vitd_edu.living import Living, bone_calcium_given, live
from vitd_edu.nerve_activity import nerve_activity
from vitd_edu.panels.respond import BY_BODY
from vitd_edu.physiology.intake import Plan
from vitd_edu.repletion import Repletion, replete
from vitd_edu.words.repletion import not_low_from

TEENAGER = {"vitamin_d": 12, "calcium_intake": 300, "demand": "growth"}


def lived(**habits):
    return live(Living(**habits)).course


def text_of(lesson):
    notebook = nbformat.read(FOLDER / lesson_row(lesson)["file"], as_version=4)
    return "\n".join([*(LINK.sub(r"\1", cell.source) for cell in notebook.cells), *spoken(lesson)])


def pmol(pg_per_ml):
    return units.to_si("pth", float(pg_per_ml), "us")


def first_below(course, level):
    return next(float(week) for week, calcium in zip(course.weeks, course.calcium, strict=True) if calcium < level)


def first_at(kind):
    """Return the highest calcium, in steps of 0.01, at which the model nerve does this by itself."""
    levels = [step / 100 for step in range(240, 150, -1)]
    return next(level for level in levels if nerve(calcium=level).kind == kind)


def nerve(**levels):
    return nerve_activity(vd.predict(vd.Scenario(**levels)))


def weeks_of_hold(course):
    """Return lowest calcium of the first weeks, then the highest after it, with its week."""
    early = course.calcium[:28]
    low = int(early.argmin())
    high = low + int(course.calcium[low:].argmax())
    return float(early[low]), float(course.weeks[low]), float(course.calcium[high]), float(course.weeks[high])


def strengths(**levels):
    found = vd.predict(vd.Scenario(**levels)).symptoms
    return {symptom.id: STRENGTH_WORDS[symptom.strength] for symptom in found if symptom.strength}


def test_lesson_01_tells_the_teenager_as_the_model_does():
    course, text = lived(**TEENAGER), text_of("01")
    usual = next(band.lower for band in bands("calcium") if band.level == "normal")
    low, low_week, high, high_week = weeks_of_hold(course)
    assert f"The usual range of calcium begins at {usual:.2f} mmol/L" in text
    assert f"drops under it by day three, and dips to {low:.2f} mmol/L in the second week" in text
    assert f"pulls part of it back, to {high:.2f} by week five, just short of the range" in text
    assert f"pulls part of it back, to {high:.2f} mmol/L by week five, just short of the range" in text
    assert 2 / 7 < first_below(course, usual) <= 3 / 7
    assert all(course.calcium[3:] < usual), "the defense never quite makes up for the shortage"
    assert low + 0.05 < high < usual
    assert 1 < low_week < 2
    assert 4 < high_week < 5.5
    assert f"passes 2.00 in week {first_below(course, 2.0):.0f} and ends the year at {course.calcium[-1]:.2f}" in text
    assert f"PTH climbs, from {pmol(course.pth[0]):.1f} to {pmol(course.pth[-1]):.0f} pmol/L" in text
    assert 0.45 < course.bone_access[-1] < 0.6


def test_lesson_01_tells_the_adults_as_the_model_does():
    text = text_of("01")
    both, amina, bo = lived(vitamin_d=12, calcium_intake=300), lived(vitamin_d=12), lived(calcium_intake=300)
    given = [f"{bone_calcium_given(course)[-1]:.0f} g" for course in (both, amina, bo)]
    assert f"calcium ends at {both.calcium[-1]:.2f} mmol/L" in text
    assert f"{given[0]} of calcium have left the bones for it" in text
    assert f"bone gives up only {given[1]} in the year" in text
    assert f"Bo's bone gives up {given[2]} of calcium" in text
    assert f"only {100 * amina.bone_access[-1]:.0f} % of her new bone hardens" in text
    assert amina.calcium[-1] == pytest.approx(2.36, abs=0.005)
    assert bo.bone_access[-1] > 0.99
    assert 1.7 < bo.pth[-1] / bo.pth[0] < 2
    winter = lived(vitamin_d=60, season="winter", span="12-weeks")
    ends = f"{winter.vitamin_d[0]:.0f} to {winter.vitamin_d[-1]:.0f}"
    calcium = f"calcium from {winter.calcium[0]:.2f} to {winter.calcium[-1]:.2f} mmol/L"
    assert f"vitamin D falls from {ends} nmol/L, and {calcium}" in text
    assert winter.calcium[0] - winter.calcium[-1] < 0.015
    assert lived(glands="no-glands", span="12-weeks").at(1).calcium < 2.15
    assert "Bone gives some up even then" in text
    assert bone_calcium_given(lived(glands="no-glands"))[-1] > 5
    assert "Vitamin D also lets in phosphate, bone's other mineral. This model follows calcium only." in text
    shares = [f"{100 * vd.settle(level).absorbed_fraction:.0f} %" for level in (6, 12, 30, 75, 100)]
    said = "{} of calcium at a vitamin D of 6 nmol/L, {} at 12, {} at 30, {} at 75 and {} at 100"
    assert said.format(*shares) in text
    pth = [vd.settle(12, calcium_intake=intake).pth for intake in (300, 1000)]
    said = f"{pth[0]:.0f} instead of {pth[1]:.0f} pg/mL ({pmol(pth[0]):.0f} instead of {pmol(pth[1]):.1f} pmol/L)"
    assert said in text


def test_lesson_02_tells_the_nerve_as_the_model_does():
    text, low = text_of("02"), nerve(calcium=1.75)
    assert f"fires {low.trace.spikes.size} spikes in a second" in text
    assert f"moved by {low.prediction.shift_mv:.1f} mV" in text
    assert f"pulls as hard as {low.force.max():.1f} lone twitches" in text
    assert f"{low.threshold:.1f} instead of {nerve().threshold:.1f} µA/cm²" in text
    assert f"frees only {100 * low.release:.0f} % of the usual messenger" in text
    levels = [f"{first_at(kind):.2f}" for kind in ("fasciculation", "cramp", "tetany")]
    said = "lone spikes (from {} mmol/L), bursts (from {}) and a train without a pause (from {})"
    assert said.format(*levels) in text
    block = nerve_activity(vd.predict(vd.Scenario.from_preset("very-high-magnesium")))
    assert f"only {100 * block.release:.0f} % of the messenger is left" in text
    assert not block.passes
    assert nerve_activity(vd.predict(vd.Scenario.from_preset("silent-slow-fall"))).kind == "quiet"
    assert nerve_activity(vd.predict(vd.Scenario.from_preset("hyperventilation"))).kind == "cramp"


def test_lesson_02_asks_for_movements_by_ear_as_they_sound():
    """One click is a twitch, a quick row a cramp, and some fifty without a pause a spasm."""
    text, clicks = text_of("02"), {level: nerve(calcium=level).trace.spikes.size for level in (2.00, 1.90, 1.75)}
    assert 'vd.ask("02-explain-sound")' in text
    assert clicks[2.00] == 1
    assert 3 < clicks[1.90] < 20
    assert clicks[1.75] == pytest.approx(50, abs=5)
    for level in (1.90, 1.75):
        assert np.diff(nerve(calcium=level).trace.spikes).max() < 25, "they come in a quick row [ms]"


def test_lesson_03_tells_loss_and_gifts_as_the_model_does():
    text, told = text_of("03"), replete(Repletion(given="compare"))
    loss, peak = told.loss, int(told.loss.pth.argmax())
    assert f"PTH rises until week {loss.weeks[peak]:.0f} and reaches {pmol(loss.pth[peak]):.1f} pmol/L" in text
    assert f"Magnesium is {loss.magnesium[peak]:.2f} mmol/L by then" in text
    tablets, magnesium, both = (told.after[gift] for gift in ("calcium-tablets", "magnesium-back", "both"))
    assert f"from {tablets.calcium[0]:.2f} to {tablets.calcium[-1]:.2f} mmol/L" in text
    top = int(magnesium.pth.argmax())
    assert f"PTH jumps to {pmol(magnesium.pth[top]):.0f} pmol/L by day {magnesium.day[top]:.0f}" in text
    days = [not_low_from(course) for course in (magnesium, both)]
    assert f"no longer low from day {days[0]:.0f} on" in text
    assert f"no longer low from day {days[1]:.0f} on, but then it goes too high: {both.calcium[-1]:.2f} mmol/L" in text
    for intake, said in ((100, "still {:.2f} mmol/L on 100 mg a day"), (40, "Even on 40 mg it is {:.2f}:")):
        kept = replete(Repletion(magnesium_loss="kept", magnesium_intake=intake)).loss
        assert said.format(kept.magnesium[-1]) in text


def test_lesson_03_tells_magnesium_alone_as_the_model_does():
    text, begins = text_of("03"), {}
    for step in range(85, 39, -1):
        for symptom in strengths(magnesium=step / 100):
            begins.setdefault(symptom, f"{step / 100:.2f}")
    assert next(iter(begins)) == "tremor"
    said = "tremor is the first sign, from a magnesium of {} mmol/L down. Twitching follows at {} and cramps at {}"
    assert said.format(*(begins[name] for name in ("tremor", "fasciculation", "cramps"))) in text
    alone, both = (vd.predict(vd.Scenario(magnesium=0.40, calcium=calcium)) for calcium in (2.40, 2.00))
    assert f"at 0.40 the score is {alone.excitability:.0f}. With a calcium of 2.00 mmol/L as well it is" in text
    assert f"it is {both.excitability:.0f}, and a spasm is likely" in text
    assert strengths(magnesium=0.40, calcium=2.00)["carpopedal-spasm"] == "likely"


def test_lesson_03_low_vitamin_d_and_low_magnesium_add_up_in_its_panel(opened):
    """Both are set in the panel that the lesson opens, then each is put back alone."""
    text, panel, usual = text_of("03"), opened(vd.explorer()), Living()
    panel.habits.mode.value = BY_BODY

    def settle_at(**habits):
        for name, value in {"calcium_intake": 300.0, **habits}.items():
            panel.habits.dials[name].value = value
        return panel.levels.state.calcium, panel.prediction.excitability

    both = settle_at(vitamin_d=12, magnesium_intake=40)
    little_d = settle_at(vitamin_d=12, magnesium_intake=usual.magnesium_intake)
    little_magnesium = settle_at(vitamin_d=usual.vitamin_d, magnesium_intake=40)
    neither = settle_at(vitamin_d=usual.vitamin_d, magnesium_intake=usual.magnesium_intake)
    assert f"magnesium intake back to {usual.magnesium_intake:.0f} mg" in text
    said = "settles at {:.2f} mmol/L if only vitamin D is low, at {:.2f} if only magnesium is low, and at {:.2f}"
    assert said.format(*(calcium for calcium, _ in (little_d, little_magnesium, both))) in text
    scores = [score for _, score in (little_d, little_magnesium, both)]
    assert "The scores are {:.0f}, {:.0f} and {:.0f}.".format(*scores) in text
    assert both[0] < min(little_d[0], little_magnesium[0]) < neither[0]
    assert both[1] - neither[1] > scores[0] - neither[1] + scores[1] - neither[1] > max(scores[:2]) - neither[1]


def test_lesson_04_tells_symptoms_as_the_model_does():
    text, ana = text_of("04"), strengths(vitamin_d=12)
    assert {"proximal-weakness", "gait-change", "bone-pain"} <= {name for name, word in ana.items() if word == "likely"}
    assert {"muscle-pain", "type-two-fiber-wasting", "restless-legs", "fatigue", "low-mood"} <= set(ana)
    assert not {"muscle-pain", "type-two-fiber-wasting"} & set(strengths(vitamin_d=75))
    sites = {symptom.id: set(symptom.sites) for symptom in vd.predict(vd.Scenario(vitamin_d=12)).symptoms}
    assert "The thighs and upper arms are marked for weakness; the thighs, calves and feet for aching bones" in text
    assert sites["proximal-weakness"] == {"thighs", "upper-arms"}
    assert sites["bone-pain"] == {"thighs", "calves", "feet"}
    assert set(strengths(vitamin_d=28)) == {"fatigue", "restless-legs", "low-mood"}
    assert f"the score is {vd.predict(vd.Scenario(vitamin_d=12)).excitability:.0f} of 100" in text
    leaves = next(
        step / 100 for step in range(240, 150, -1) if vd.predict(vd.Scenario(calcium=step / 100)).band != "quiet"
    )
    assert f"the score leaves the quiet band at {leaves:.2f} mmol/L" in text
    settled = vd.settle(12, calcium_intake=300)
    assert f"calcium settles at {settled.calcium:.2f} mmol/L" in text
    assert vd.predict(settled.scenario).band == "quiet"
    ben = vd.Scenario.from_preset("severe-with-hypocalcemia")
    assert f"Ben's calcium has fallen to {ben.calcium:.2f} mmol/L" in text
    assert ben.vitamin_d == 12


def test_lesson_04_fast_fibers_shrink_and_strength_is_lost_over_months():
    """The level falls within weeks; muscle pain and thinner fast fibers come with it, and weakness lags by months."""
    assert strengths(vitamin_d=12)["type-two-fiber-wasting"] == "possible"
    assert "type-two-fiber-wasting" not in strengths(vitamin_d=28)
    assert "type II fibers" in text_of("04")
    year = vd.recovery(Plan(), background_share=0.085, days=364)
    weakness, fallen = year.weakness["low-vitamin-d"], year.vitamin_d[0] - year.vitamin_d
    assert fallen[28] > 0.7 * fallen[-1]
    assert weakness[28] < 0.25 * weakness[-1]
    assert weakness[28] < weakness[84] < weakness[182] < weakness[-1]


def test_lesson_00_tells_mia_as_the_model_does():
    mia = vd.predict(vd.Scenario.from_preset("twitch-with-low-d"))
    assert mia.scenario.vitamin_d == 35
    assert mia.causes[0].id == "benign-fasciculation"
    assert f"{vd.predict(vd.Scenario()).excitability:.0f} of 100" in text_of("00")


@pytest.mark.parametrize("lesson", [row["number"] for row in rows("lessons")])
def test_a_lesson_that_switches_units_switches_back(lesson):
    """The kit remembers the units, and every lesson counts in SI."""
    *_, last = text_of(lesson).split("the US units")
    assert last == text_of(lesson) or "hoose SI again" in last
