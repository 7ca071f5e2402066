"""Each lesson opens with a picture that the script draws, and its alternative text says what was drawn."""

import io
import json
import re

import matplotlib as mpl
import pytest
from PIL import Image

from tools.lesson_pictures import DENSITY, FOLDER, HEIGHT, PICTURES, WIDTH, drawn
from vitd_edu.knowledge import tables
from vitd_edu.locate import notebooks_directory


def test_every_lesson_has_a_picture():
    assert set(PICTURES) == {lesson.number for lesson in tables.lessons()}
    assert {path.stem for path in FOLDER.iterdir()} == set(PICTURES)


@pytest.mark.parametrize(
    "lesson", [lesson for lesson in tables.lessons() if lesson.ready], ids=lambda lesson: lesson.number
)
def test_the_lesson_opens_with_it_and_says_what_it_shows(lesson):
    notebook = json.loads((notebooks_directory() / lesson.file).read_text(encoding="utf-8"))
    alt, file = re.search(r"!\[([^\]]+)\]\(([^)]+)\)", "".join(notebook["cells"][0]["source"])).groups()
    assert file == f"pictures/{lesson.number}.png"
    assert alt == drawn(lesson.number)[1]


@pytest.mark.parametrize("lesson", PICTURES)
def test_the_script_draws_it(lesson):
    before = dict(mpl.rcParams)
    png, words = drawn(lesson)
    assert dict(mpl.rcParams) == before
    with Image.open(io.BytesIO(png)) as picture, Image.open(FOLDER / f"{lesson}.png") as kept:
        assert picture.size == kept.size == (round(WIDTH * DENSITY), round(HEIGHT * DENSITY))
        assert len(picture.getcolors()) > 8
    assert words.endswith(".")
    assert len(words) > 80
