"""The lessons open and run in JupyterLab, in a real browser."""

from urllib.parse import urlsplit

import pytest

from vitd_edu.locate import notebooks_directory

LESSONS = sorted(path.name for path in notebooks_directory().glob("*.ipynb"))


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_runs_without_an_error_and_asks_nobody_else(page, open_lesson, lab, lesson: str):
    hosts = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    open_lesson(page, lesson)
    ours = urlsplit(lab.url).netloc
    assert {host for host in hosts if host} == {ours}
