"""The wheel carries the code, the front files, the data and the lessons; the source archive is complete."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOT_SHIPPED = (".pyc", ".jsonl")

ASK = """
import json, sys
sys.path.insert(0, sys.argv[1])
import vitd_edu
from vitd_edu import locate
from vitd_edu.checking import content_problems
from vitd_edu.knowledge.package import read_rows, schemas
print(json.dumps({
    "package": vitd_edu.__file__,
    "data": str(locate.data_directory()),
    "notebooks": str(locate.notebooks_directory()),
    "packaged": locate.lessons_are_packaged(),
    "rows": sum(len(read_rows(table)) for table in schemas()),
    "score": vitd_edu.predict(vitd_edu.Scenario()).excitability,
}))
"""


def build(kind: str, folder: Path) -> Path:
    command = [sys.executable, "-m", "build", f"--{kind}", "--no-isolation", "--outdir", folder, ROOT]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = folder.iterdir()
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("sdist", tmp_path_factory.mktemp("sdist"))


def shipped(folder: str) -> set[str]:
    """Return the project's own files below a folder."""
    files = (path for path in (ROOT / folder).rglob("*") if path.is_file() and path.suffix not in NOT_SHIPPED)
    paths = {path.relative_to(ROOT / folder).as_posix() for path in files}
    return {path for path in paths if not any(part.startswith(".") for part in path.split("/"))}


def test_the_wheel_carries_every_file_of_code_data_and_lessons(wheel: Path):
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, place in [
        ("src/vitd_edu", "vitd_edu"),
        ("data", "vitd_edu/_data"),
        ("notebooks", "vitd_edu/_notebooks"),
    ]:
        wanted = {f"{place}/{path}" for path in shipped(folder)}
        assert wanted, folder
        assert wanted - names == set()


def test_the_wheel_carries_nothing_else(wheel: Path):
    places = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {place for place in places if not place.endswith(".dist-info")} == {"vitd_edu"}


def test_the_wheel_installs_and_finds_its_own_data_and_lessons(wheel: Path, tmp_path: Path):
    import json

    target = tmp_path / "installed"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", target, wheel]
    subprocess.run(pip, check=True)
    # Away from the checkout, with the installed package first: only its own files can answer.
    done = subprocess.run(
        [sys.executable, "-c", ASK, target], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert Path(answer["package"]) == target / "vitd_edu" / "__init__.py"
    assert Path(answer["data"]) == target / "vitd_edu" / "_data"
    assert Path(answer["notebooks"]) == target / "vitd_edu" / "_notebooks"
    assert answer["packaged"] is True
    assert answer["rows"] > 0
    assert 0 <= answer["score"] <= 100


def test_the_source_archive_is_complete(sdist: Path):
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for folder in ("src", "data", "notebooks", "tests", "tools", "docs"):
        assert {f"{folder}/{path}" for path in shipped(folder)} - names == set()
    for name in (
        "pyproject.toml",
        "noxfile.py",
        "start.py",
        "environment.yml",
        "constraints.txt",
        "README.md",
        "CHANGELOG.md",
    ):
        assert name in names
    for name in ("LICENSE", "LICENSE-CONTENT", "CITATION.cff", "CONTRIBUTING.md"):
        assert name in names
