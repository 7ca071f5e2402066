"""The data and the lessons are found in a wheel, in a checkout, and missed in plain words."""

from pathlib import Path

import pytest

from vitd_edu import locate


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    package, checkout = tmp_path / "checkout" / "src" / "vitd_edu", tmp_path / "checkout"
    package.mkdir(parents=True)
    monkeypatch.setattr(locate, "PACKAGE", package)
    monkeypatch.setattr(locate, "CHECKOUT", checkout)
    return package, checkout


def put(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{}")
    return path.parent


def test_the_kit_finds_its_own_data_and_lessons():
    assert (locate.data_directory() / "datapackage.json").is_file()
    assert list(locate.notebooks_directory().glob("*.ipynb"))


def test_the_checkout_is_used_where_nothing_is_packaged(places: tuple[Path, Path]):
    _, checkout = places
    data, notebooks = put(checkout / "data" / "datapackage.json"), put(checkout / "notebooks" / "00-start-here.ipynb")
    assert locate.data_directory() == data
    assert locate.notebooks_directory() == notebooks
    assert not locate.lessons_are_packaged()


def test_the_packaged_place_comes_first(places: tuple[Path, Path]):
    package, checkout = places
    put(checkout / "data" / "datapackage.json")
    put(checkout / "notebooks" / "00-start-here.ipynb")
    data, notebooks = put(package / "_data" / "datapackage.json"), put(package / "_notebooks" / "00-start-here.ipynb")
    assert locate.data_directory() == data
    assert locate.notebooks_directory() == notebooks
    assert locate.lessons_are_packaged()


def test_an_empty_folder_is_not_taken_for_the_data(places: tuple[Path, Path]):
    package, checkout = places
    (package / "_data").mkdir()
    data = put(checkout / "data" / "datapackage.json")
    assert locate.data_directory() == data


def test_what_is_missing_is_named_with_the_places_looked_at_and_what_to_do(places: tuple[Path, Path]):
    package, checkout = places
    with pytest.raises(locate.NotFoundError) as caught:
        locate.data_directory()
    for words in (
        "data of vitd-edu cannot be found",
        str(package / "_data"),
        str(checkout / "data"),
        "install it again",
    ):
        assert words in str(caught.value)
    with pytest.raises(locate.NotFoundError, match="lessons of vitd-edu"):
        locate.notebooks_directory()
