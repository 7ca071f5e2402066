"""What computes is deaf to the screen, and no module takes the name of something a learner calls."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "vitd_edu"

DEAF = (
    "physiology", "clinic", "knowledge", "words", "prediction.py", "scenario.py", "units.py", "cohort.py", "body.py",
    "body_course.py", "nerve_activity.py", "arrows.py", "living.py", "repletion.py", "case_codes.py",
    "workup.py", "courses.py", "screening.py", "claim_search.py", "planning.py", "planned.py", "dosing.py",
    "plan_checks.py", "unliveable.py", "dose_answers.py",
)  # fmt: skip
SCREEN = {"matplotlib", "ipywidgets", "anywidget", "IPython"}
UPPER_ROOMS = {f"vitd_edu.{room}" for room in ("figures", "panels", "teaching")}
LEARNERS_NAMES = {
    "predict", "explain", "describe", "predict_many", "settle", "recovery", "explorer", "body_lab", "nerve_lab",
    "magnesium_lab", "differential", "planner", "case_clinic", "base_rates", "evidence", "quiz", "lessons", "commit",
    "ask", "hints", "check", "report", "two_courses",
}  # fmt: skip
# The rooms, each with those it may not look up to: tables and models know no wording, figures know no panel, panels
# know no lesson helper.
ABOVE = {
    "knowledge": {"vitd_edu.clinic", "vitd_edu.words"},
    "physiology": {"vitd_edu.clinic", "vitd_edu.words"},
    "clinic": {"vitd_edu.words"},
    "figures": {"vitd_edu.panels", "vitd_edu.teaching"},
    "panels": {"vitd_edu.teaching"},
}


def modules(place: str) -> Iterator[Path]:
    path = PACKAGE / place
    yield from sorted(path.rglob("*.py")) if path.is_dir() else [path] * path.is_file()


def imported(source: str) -> set[str]:
    """Return every module that is imported anywhere in a source text, also inside functions."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide where a module comes from"
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def reaches(names: set[str], forbidden: set[str]) -> set[str]:
    return {name for name in names for each in forbidden if name == each or name.startswith(f"{each}.")}


@pytest.mark.parametrize("place", DEAF)
def test_what_computes_knows_no_screen(place: str):
    found = list(modules(place))
    assert found, f"{place} is gone; mend this list"
    for module in found:
        assert reaches(imported(module.read_text(encoding="utf-8")), SCREEN | UPPER_ROOMS) == set(), module


@pytest.mark.parametrize("room", ABOVE)
def test_no_room_looks_up(room: str):
    for module in modules(room):
        assert reaches(imported(module.read_text(encoding="utf-8")), ABOVE[room]) == set(), module


def test_no_module_bears_the_name_of_something_a_learner_calls():
    names = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert names & LEARNERS_NAMES == set()


@pytest.mark.parametrize(
    "source",
    [
        "import matplotlib.pyplot as plt",
        "from matplotlib import pyplot",
        "def draw():\n    import ipywidgets",
        "from vitd_edu import panels",
        "from vitd_edu.figures.gauge import draw",
    ],
)
def test_the_check_sees_every_form_of_import(source: str):
    assert reaches(imported(source), SCREEN | UPPER_ROOMS)


def test_the_check_does_not_mistake_a_longer_name():
    assert not reaches(imported("import matplotlibrary\nfrom vitd_edu.panelsize import x"), SCREEN | UPPER_ROOMS)


def test_the_explorer_opens_without_matplotlib():
    """Its pictures are SVG; a student's kernel stays small and starts quickly."""
    question = "import sys, vitd_edu; vitd_edu.explorer(); sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", question], check=False).returncode == 0


def test_only_the_guard_catches_broadly():
    for module in PACKAGE.rglob("*.py"):
        broad = re.search(r"except( Exception)?( as \w+)?:", module.read_text(encoding="utf-8"))
        assert not broad or module.name == "guard.py", module
