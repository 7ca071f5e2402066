"""The ``vitd-edu`` command: open the lessons, copy them, and look whether all is well.

Each command imports what it needs when it runs, so that ``vitd-edu --help`` answers at once.
"""

import os
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from vitd_edu.arguments import with_defaults

FIRST_LESSON = "00-start-here.ipynb"
JUPYTER_SETTINGS = Path(__file__).parent / "jupyter_settings"  # in it, labconfig/default_setting_overrides.json
LESSONS_FOLDER = Path("vitd-edu-lessons")
PASS_ON = {"allow_extra_args": True, "ignore_unknown_options": True}

app = typer.Typer(
    name="vitd-edu",
    help="Teaching notebooks on vitamin D, calcium, magnesium and the muscles. Not for diagnosis or treatment.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)
content = typer.Typer(help="Look after the data that the lessons rest on.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(content, name="content")


@app.command(context_settings=PASS_ON)
def lab(context: typer.Context) -> None:
    """Open JupyterLab on the lessons. Further arguments go to JupyterLab: vitd-edu lab -- --no-browser --port 8899."""
    try:
        from jupyterlab.labapp import LabApp
    except ImportError:
        _stop('JupyterLab is not installed. Install it with: pip install "vitd-edu[lab]"')
    os.environ.update(lab_environment(os.environ))
    LabApp.launch_instance(lab_arguments(_lessons_to_open(), context.args))


@app.command("app", context_settings=PASS_ON)
def standalone_app(context: typer.Context) -> None:
    """Open the explorer alone, without code. Further arguments go to Voilà: vitd-edu app -- --no-browser."""
    from vitd_edu import standalone

    if find_spec("voila") is None:
        _stop('Voilà is not installed. Install it with: pip install "vitd-edu[lab]"')
    standalone.serve(context.args)


@app.command()
def copy(
    folder: Annotated[Path, typer.Argument(help="Folder to write the lessons into; made if it is not there.")],
) -> None:
    """Write the lessons into a folder. A lesson that you have changed is never overwritten."""
    from vitd_edu.copying import copy_lessons

    try:
        copied = copy_lessons(folder)
    except OSError as error:
        _stop(str(error))
    for each in copied:
        typer.echo(each.sentence)
    typer.echo(f"The lessons are in {folder}.")


@app.command()
def check() -> None:
    """Look whether Python, the packages, the kernel, the widgets and the data are ready."""
    from vitd_edu.checking import check_setup, in_words

    checks = check_setup()
    typer.echo(in_words(checks))
    if not all(each.fine for each in checks):
        raise typer.Exit(1)


@content.command("check")
def content_check(
    folder: Annotated[Path, typer.Argument(help="Folder that holds datapackage.json and its tables.")],
) -> None:
    """Look for mistakes in a data folder: wrong cells, keys that lead nowhere, claims without a source."""
    from vitd_edu.checking import content_problems, has_frictionless

    problems = content_problems(folder)
    for problem in problems:
        typer.echo(problem)
    if not has_frictionless():
        typer.echo("For a second, more thorough look: pip install frictionless")
    typer.echo(
        f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'} found." if problems else "No problem found."
    )
    if problems:
        raise typer.Exit(1)


def lab_arguments(folder: Path, extra: list[str]) -> list[str]:
    """Return the command line for JupyterLab.

    Args:
        folder: The lessons to show.
        extra: The caller's own arguments; where they set what we set, theirs count.
    """
    defaults = [
        ("--ServerApp.root_dir --notebook-dir", str(folder)),
        # Sends messages without delay, so that the sliders answer at once; see vitd_edu.server.
        ("--ServerApp.jpserver_extensions", "vitd_edu.server=True"),
        # One Ctrl-C ends it, without a question.
        ("--ServerApp.answer_yes -y", "True"),
        # No invitation to news, no look for updates: nothing leaves this computer.
        ("--LabApp.news_url", "None"),
        ("--LabApp.check_for_updates_class", "jupyterlab.handlers.announcements.NeverCheckForUpdate"),
    ]
    if (folder / FIRST_LESSON).is_file():
        defaults.append(("--LabApp.default_url", f"/lab/tree/{FIRST_LESSON}"))
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # In a container everyone is root, and JupyterLab would refuse to start.
        defaults.append(("--ServerApp.allow_root --allow-root", "True"))
    return with_defaults(defaults, extra)


def lab_environment(given: Mapping[str, str]) -> dict[str, str]:
    """Return what JupyterLab's environment has beyond the given one: a folder with our defaults for its settings.

    Without them JupyterLab asks at its first start whether it may fetch news, even where it has no address for news,
    and has moves of a dial answered on a thread beside the cells that run. What a learner chooses in JupyterLab's own
    settings still counts.
    """
    folders = [str(JUPYTER_SETTINGS), *filter(None, [given.get("JUPYTER_CONFIG_PATH")])]
    return {"JUPYTER_CONFIG_PATH": os.pathsep.join(folders)}


def _lessons_to_open() -> Path:
    """Return the checkout's lessons, or a copy of the packaged ones in the learner's own folder."""
    from vitd_edu.copying import copy_lessons
    from vitd_edu.locate import lessons_are_packaged, notebooks_directory

    if not lessons_are_packaged():
        return notebooks_directory()
    for each in copy_lessons(LESSONS_FOLDER):
        if each.outcome != "unchanged":
            typer.echo(each.sentence)
    typer.echo(f"Your lessons are in {LESSONS_FOLDER.resolve()}.")
    return LESSONS_FOLDER.resolve()


def _stop(message: str) -> NoReturn:
    """Say what is wrong, in one line, and end."""
    typer.echo(message, err=True)
    raise typer.Exit(1)


if __name__ == "__main__":
    app()
