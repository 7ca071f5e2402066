"""Fill the templates of the figures; text is escaped by default."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from vitd_edu.clinic.symptoms import STRENGTH_WORDS
from vitd_edu.units import whole
from vitd_edu.words import states


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["percent"] = states.percent
    environment.filters["listed"] = states.listed
    environment.filters["lower_first"] = states.lower_first
    environment.filters["upper_first"] = states.upper_first
    environment.filters["whole"] = whole
    environment.globals["strength_words"] = STRENGTH_WORDS
    return environment


def fill(template: str, **context: Any) -> str:
    """Return a template of ``templates/``, filled.

    Args:
        template: File name, such as ``"gauge.svg"``.
        **context: Names that the template uses; a missing one is an error.
    """
    return _environment().get_template(template).render(**context)
