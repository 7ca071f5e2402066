"""What a panel has on its screen, compared with what its scenario makes of it."""

from tests.markup import having, of_class, parse, text
from vitd_edu import Scenario, predict, units
from vitd_edu.figures import (
    alerts,
    body_map,
    causal_map,
    comparison_table,
    differential_table,
    gauge,
    nerve_strip,
    symptom_table,
)
from vitd_edu.knowledge import tables
from vitd_edu.planned import follow
from vitd_edu.words import plan_notes, states
from vitd_edu.words import planning as planning_words
from vitd_edu.words.course_flags import of_plan


def assert_shows(panel, scenario, system="si"):
    """Everything on screen belongs to this scenario."""
    prediction = predict(scenario)
    assert panel.levels.state == scenario
    assert panel.prediction == prediction
    for name, dial in panel.dials.items():
        assert abs(dial.value - getattr(scenario, name)) <= tables.analytes()[name].resolution / 2
        assert dial.unit == units.unit(name, system)
    assert panel.case_code.code == scenario.code
    assert panel.onset.value == scenario.onset
    assert {name for name, mark in panel.findings.value.items() if mark == "present"} == scenario.findings
    assert {name for name, mark in panel.findings.value.items() if mark == "absent"} == scenario.absent
    pictures = {"flags": alerts.draw_line(prediction), "gauge": gauge.draw(prediction)}
    pictures["body"] = body_map.draw(prediction)
    if panel.living is not None:
        pictures["nerve"] = nerve_strip.draw(prediction)
    assert dict(panel.pictures.parts) == pictures
    assert dict(panel.symptoms.parts) == {
        "symptoms": symptom_table.draw(prediction),
        "map": causal_map.draw(prediction),
    }
    assert dict(panel.tables.parts) == {
        "causes": differential_table.draw(prediction, system),
        "comparison": comparison_table.draw(prediction, system),
    }
    drawn = parse(panel.alerts.parts["alerts"])
    assert [flag.get("data-flag") for flag in having(drawn, "data-flag")] == [flag.id for flag in prediction.red_flags]
    assert [text(note) for note in of_class(drawn, "vd-note")] == list(states.notes(scenario, system))
    preset = tables.presets().get(panel.preset.value)
    assert (Scenario.from_preset(preset.id) if preset else scenario) == scenario
    assert [text(story) for story in of_class(drawn, "vd-story")] == ([f"The case: {preset.story}"] if preset else [])


def trouble(panel):
    return " ".join(text(part) for part in of_class(parse(panel.alerts.parts["alerts"]), "vd-trouble"))


def shows_plan(panel, plan):
    """Check that a planner shows a plan whole: its code, its sentence, its plate, its notes and its red flags."""
    planned = follow(plan)
    assert panel.state == plan
    assert panel.prediction.plan == plan
    assert panel.case_code.code == plan.code
    assert planning_words.outcome(planned) in panel.sentence.text
    drawn = parse(panel.details.parts["plate"])
    for row, target in zip(having(drawn, "data-nutrient"), planned.targets, strict=True):
        assert f"{target.advised.amount:.0f} {target.unit}" in text(row)
    warned = parse(panel.alerts.parts["alerts"])
    assert [text(note) for note in of_class(warned, "vd-note")] == list(plan_notes.notes(planned))
    flags = of_plan(planned)
    assert [flag.get("data-flag") for flag in having(warned, "data-flag")] == [one.flag.id for one in flags]
    line = text(parse(panel.flag_line.parts["flags"]))
    assert line.startswith(f"⚑ {len(flags)} red flag" if flags else "No red flag.")
