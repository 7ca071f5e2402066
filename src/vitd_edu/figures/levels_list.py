"""The levels at which a body settles, as a short list: blood, hormone, gut, urine and bone."""

from vitd_edu import units
from vitd_edu.figures.render import fill
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.bands import band_of
from vitd_edu.living import HABITS, Living, settled
from vitd_edu.units import UnitSystem
from vitd_edu.words.living import flow, level, share
from vitd_edu.words.states import band_word

IN_BLOOD = ("calcium", "magnesium", "pth")


def draw(living: Living, system: UnitSystem = "si") -> str:
    """Return the list as HTML."""
    body = settled(living)
    rows = []
    for name in IN_BLOOD:
        value = getattr(body, name)
        band = band_of(name, units.to_si("pth", value, "us") if name == "pth" else float(units.kept(name, value)))
        row = {"name": tables.analytes()[name].short_name, "value": level(name, value, system), "word": band_word(band)}
        rows.append({"id": name, "level": band.level if band else "none", **row})
    others = [
        f"The gut takes up {share(body.absorbed_fraction)} of calcium",
        f"urine takes {flow(body.urine_calcium, system)}",
        f"{share(body.bone_access)} of new bone hardens",
    ]
    usual, choices = Living(), tables.living_choices()
    others += [choices[getattr(living, name)].said for name in HABITS if getattr(living, name) != getattr(usual, name)]
    return fill("levels_list.html", rows=rows, others=others)


def describe(living: Living, system: UnitSystem = "si") -> str:
    """Say the levels in words."""
    body = settled(living)
    said = [f"{tables.analytes()[name].short_name} {level(name, getattr(body, name), system)}" for name in IN_BLOOD]
    return f"The body settles at: {', '.join(said)}."
