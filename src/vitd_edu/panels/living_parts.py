"""Parts of the labs about a body: choices and ready-made lives from the tables of ``data/``."""

from collections.abc import Mapping
from functools import cache

import ipywidgets

from vitd_edu.knowledge import tables
from vitd_edu.living import Living
from vitd_edu.panels import parts
from vitd_edu.repletion import Repletion


def choice(name: str, label: str) -> ipywidgets.RadioButtons:
    """Make the buttons of a field of ``data/living_choices.csv``."""
    options = [(row.name, row.id) for row in tables.living_choices().values() if row.field == name]
    return ipywidgets.RadioButtons(options=options, description=label, orientation="horizontal")


@cache
def living_cases() -> Mapping[str, parts.Case]:
    """Return the rows of ``data/living_presets.csv`` by identifier, the healthy one first."""
    return {
        name: parts.Case(
            name=row.name,
            state=Living(
                vitamin_d=row.vitamin_d,
                calcium_intake=row.calcium_intake,
                magnesium_intake=row.magnesium_intake,
                magnesium_loss=row.magnesium_loss,
                demand=row.demand,
                season=row.season,
                glands=row.glands,
                span=row.span,
            ),
            story=row.story,
        )
        for name, row in tables.living_presets().items()
    }


@cache
def repletion_cases() -> Mapping[str, parts.Case]:
    """Return the rows of ``data/repletion_presets.csv`` by identifier."""
    return {
        name: parts.Case(
            name=row.name,
            state=Repletion(
                magnesium_intake=row.magnesium_intake,
                magnesium_loss=row.magnesium_loss,
                span=row.span,
                given=row.given,
            ),
            story=row.story,
        )
        for name, row in tables.repletion_presets().items()
    }
