"""One source for what we need: ``environment.yml``, ``constraints.txt`` and the pages agree with ``pyproject.toml``."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

import vitd_edu

ROOT = Path(__file__).parents[2]


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def project() -> dict:
    return tomllib.loads(text("pyproject.toml"))["project"]


@pytest.fixture(scope="module")
def environment() -> dict:
    return yaml.safe_load(text("environment.yml"))


def bounds(lines: Iterable[str]) -> dict[str, SpecifierSet]:
    requirements = map(Requirement, lines)
    return {requirement.name.lower(): requirement.specifier for requirement in requirements}


def from_conda(environment: dict) -> dict[str, SpecifierSet]:
    """Return conda's lines but for Python and pip; ``name=1.2`` is conda's way to say ``name==1.2.*``."""
    lines = [line for line in environment["dependencies"] if isinstance(line, str)]
    return bounds(line for line in lines if not re.match(r"(python|pip)\b", line))


def test_conda_gets_the_packages_of_the_kit_with_the_same_bounds(project: dict, environment: dict):
    wanted = bounds([*project["dependencies"], *project["optional-dependencies"]["lab"]])
    assert from_conda(environment) == wanted


def test_conda_installs_the_kit_itself_in_place(environment: dict):
    (by_pip,) = (line["pip"] for line in environment["dependencies"] if isinstance(line, dict))
    assert by_pip == ["--editable .[lab]"]
    assert "pip" in environment["dependencies"]
    assert environment["name"] == "vitd-edu"
    assert environment["channels"] == ["conda-forge"]


def test_condas_python_is_one_that_the_kit_supports(project: dict, environment: dict):
    (python,) = (line for line in environment["dependencies"] if str(line).startswith("python="))
    assert SpecifierSet(project["requires-python"]).contains(python.removeprefix("python=") + ".99")


def test_the_pins_are_plain_and_cover_all_that_the_kit_needs(project: dict):
    pins = [line for line in text("constraints.txt").splitlines() if line and not line.startswith("#")]
    for pin in pins:
        assert re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.!+]+", pin), f"{pin} is more than a name and a version"
    pinned = {name(pin): pin.partition("==")[2] for pin in pins}
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    for package, specifier in bounds([*project["dependencies"], *extras]).items():
        assert name(package) in pinned, f"{package} has no pin"
        assert specifier.contains(pinned[name(package)]), f"the pin of {package} is outside {specifier}"


def name(line: str) -> str:
    return re.sub(r"[-_.]+", "-", line.partition("==")[0]).lower()


def test_the_version_is_the_same_everywhere(project: dict):
    release = project["version"]
    assert vitd_edu.__version__ == release
    assert yaml.safe_load(text("CITATION.cff"))["version"] == release
    assert re.search(r"^## \[(.+?)\]", text("CHANGELOG.md"), re.MULTILINE).group(1) == release


def test_the_licenses_are_the_same_everywhere(project: dict):
    assert project["license"] == "BSD-3-Clause AND CC-BY-4.0"
    assert text("LICENSE").startswith("BSD 3-Clause License")
    assert "Attribution 4.0 International" in text("LICENSE-CONTENT")


def test_lines_that_differ_are_told_apart():
    # The comparison above must be able to fail.
    assert bounds(["numpy>=2.0"]) != bounds(["numpy>=2.1"])
    assert bounds(["numpy>=2.0"]) != bounds(["numpy>=2.0", "typer"])
