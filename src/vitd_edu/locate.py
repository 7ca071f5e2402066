"""Find the data and the lessons, wherever the kit was installed from.

In a wheel both travel inside the package, as ``_data`` and ``_notebooks``. In a checkout, and so in an editable
install, they lie beside ``src``, where teachers edit them. The packaged place is tried first: where it exists, it
belongs to this version of the code.
"""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
CHECKOUT = PACKAGE.parents[1]


class NotFoundError(FileNotFoundError):
    """A folder that every installation of the kit holds is not there."""


def data_directory() -> Path:
    """Return the folder that holds ``datapackage.json`` and the tables.

    Raises:
        NotFoundError: The kit is installed without its data.
    """
    return _first_with("datapackage.json", "data", PACKAGE / "_data", CHECKOUT / "data")


def notebooks_directory() -> Path:
    """Return the folder that holds the lessons.

    Raises:
        NotFoundError: The kit is installed without its lessons.
    """
    return _first_with("*.ipynb", "lessons", PACKAGE / "_notebooks", CHECKOUT / "notebooks")


def lessons_are_packaged() -> bool:
    """Say whether the lessons lie inside an installed package, where a learner should not write."""
    return notebooks_directory().is_relative_to(PACKAGE)


def _first_with(sign: str, what: str, *places: Path) -> Path:
    """Return the first place that holds a file matching ``sign``."""
    for place in places:
        if any(place.glob(sign)):
            return place
    looked = " and ".join(str(place) for place in places)
    raise NotFoundError(
        f"The {what} of vitd-edu cannot be found; looked in {looked}. The installation is incomplete: install it again."
    )
