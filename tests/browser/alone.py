"""Panels alone, each in a notebook of its own: the lessons ask for a prediction first, and their text changes."""

from pathlib import Path

from nbformat import v4 as notebook_format
from nbformat import write

# What a lesson asks, with every kind of question, and what stands around it.
TEACHING = """from ipywidgets import VBox

VBox([
    vd.lessons(), vd.commit("01-predict-growth", vd.body_lab), vd.ask("01-explain-who-pays"),
    vd.challenge("01-challenge-hormone", None), vd.quiz("01"), vd.glossary(),
])"""
PANELS = {
    "explorer": "explorer = vd.explorer()\nexplorer",  # tests speak to it by name
    **{
        name: f"vd.{name}()"
        for name in (
            "base_rates", "blood_tests", "body_lab", "case_clinic", "differential", "evidence", "magnesium_lab",
            "nerve_lab", "planner", "two_courses",
        )
    },
    "teaching": TEACHING,
}  # fmt: skip


def notebook_of(name: str) -> str:
    """Return the file name of the notebook that holds a panel alone."""
    return f"{name.replace('_', '-')}-alone.ipynb"


def write_notebooks(folder: Path) -> None:
    """Write the notebook of each panel into a folder."""
    for name, code in PANELS.items():
        cells = [
            notebook_format.new_markdown_cell(f"# {name}, alone"),
            notebook_format.new_code_cell(f"import vitd_edu as vd\n\n{code}"),
            notebook_format.new_markdown_cell("Text below the panel, as in a lesson."),
        ]
        kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
        write(notebook_format.new_notebook(cells=cells, metadata={"kernelspec": kernel}), folder / notebook_of(name))
