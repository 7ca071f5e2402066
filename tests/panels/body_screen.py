"""What must be on the screen of a body lab."""

import io

from PIL import Image

from tests.markup import having, of_class, parse, text
from vitd_edu import units
from vitd_edu.figures import body_course
from vitd_edu.knowledge import tables
from vitd_edu.living import Living, live
from vitd_edu.panels.living_parts import living_cases
from vitd_edu.words import living as living_words
from vitd_edu.words.course_flags import of_course


def assert_body_shows(lab, living, system="si"):
    """Everything on screen belongs to this way to live."""
    lived = live(living)
    assert lab.state == living
    assert lab.prediction is lived
    for name, dial in lab.dials.items():
        assert abs(dial.value - getattr(living, name)) <= tables.analytes()[name].resolution / 2
        assert dial.unit == units.unit(name, system)
    assert {name: buttons.value for name, buttons in lab.choices.items()} == {
        name: getattr(living, name) for name in Living.CHOICES
    }
    assert lab.case_code.code == living.code
    assert lab.picture.alt == body_course.describe(lived.course, system)
    assert Image.open(io.BytesIO(lab.picture.png)).size == (body_course.WIDTH, body_course.HEIGHT)
    assert dict(lab.numbers.parts) == {"numbers": body_course.numbers(lived.course, system)}
    drawn = parse(lab.alerts.parts["alerts"])
    assert [text(note) for note in of_class(drawn, "vd-note")] == list(living_words.notes(lived.course, system))
    flags = [one.flag.id for one in of_course(lived.course)]
    assert [flag.get("data-flag") for flag in having(drawn, "data-flag")] == flags
    assert text(parse(lab.flag_line.parts["flags"])).startswith(f"⚑ {len(flags)} red flag" if flags else "No red flag.")
    case = living_cases().get(lab.preset.value)
    assert (case.state if case else living) == living
    assert [text(story) for story in of_class(drawn, "vd-story")] == ([f"The case: {case.story}"] if case else [])
