"""Numbers as people type them: with a unit in any letters, per day in any words, a decimal comma, thousands."""

import re

from vitd_edu import units
from vitd_edu.knowledge import tables
from vitd_edu.physiology.inputs import InputError
from vitd_edu.plan_checks import refuse_absurd
from vitd_edu.units import UnitSystem

A_DAY = re.compile(r"\s*(/|\bper\b|\ba\b)\s*(d|day)$|\s+daily$")
DOSE = re.compile(r"(\d[\d.,\s]*?)\s*(μg|ug|mcg|micrograms?|iu|i\.u\.|units?)?(/d)?")
IN_UNITS = {None, "iu", "i.u.", "unit", "units"}
THOUSANDS = re.compile(r"[1-9]\d{0,2}((,\d{3})+|(\s\d{3})+)(\.\d{1,2})?")
EITHER = re.compile(r"\d{1,3}\.\d{3}")  # what stands for thousands in some countries, and for decimals in others
DECIMAL = re.compile(r"\d+([.,]\d{1,2})?")
IU_PER_MICROGRAM = 40.0


def tidied(text: str) -> str:
    """Return what was typed in small letters, a day as ``/d``; both signs for micro become one."""
    return A_DAY.sub("/d", text.strip().casefold())


def read_number(analyte: str, text: str, system: UnitSystem) -> float:
    """Return the level that was typed, in SI; a comma is read as a point, or in whole numbers as one of thousands.

    Args:
        analyte: Identifier, such as ``"calcium"``.
        text: What was typed; a unit that is written down counts, whichever is on show, in capital or small letters.
        system: Unit system on show.

    Raises:
        InputError: The point may stand for thousands or for decimals.
        LevelError: The text is no number, or the level is outside its range.
    """
    cleaned = tidied(text)
    for spoken in (system, *units.SYSTEMS):
        unit = tidied(units.unit(analyte, spoken))
        known = next((each for each in (unit, unit.partition("/")[0]) if each and cleaned.endswith(each)), None)
        if known:
            cleaned, system = cleaned.removesuffix(known).strip(), spoken
            break
    whole = units.decimals(analyte, system) == 0
    thousands = whole and THOUSANDS.fullmatch(cleaned)
    if whole and EITHER.fullmatch(cleaned):
        _ask_which(analyte, cleaned, system)
    try:
        number: object = float(re.sub(r"[,\s]", "", cleaned) if thousands else cleaned.replace(",", "."))
    except ValueError:
        number = text
    return units.check_level(analyte, number, system)


def _ask_which(analyte: str, written: str, system: UnitSystem) -> None:
    """Ask whether a point stands for thousands or for decimals, where both readings are accepted levels."""
    row, plain = tables.analytes()[analyte], written.replace(".", "")
    if float(plain) <= units.from_si(analyte, row.accepted_upper, system):
        meant = f"is {written!r} meant with thousands or with decimals?"
        raise InputError(f"{row.short_name}: {meant} Write {plain} or {float(written):g}.")


def dose_in_units(text: str) -> str:
    """Return a daily dose as it was typed as IU; 1,500 and 1 500 are thousands, 2,5 has a decimal comma.

    Raises:
        InputError: The comma or the point may mean either; LevelError: more than the planner takes.
    """
    match = DOSE.fullmatch(tidied(text))
    if match is None:
        return text  # whoever reads levels says what is wrong with it
    written, factor = match[1], 1.0 if match[2] in IN_UNITS else IU_PER_MICROGRAM
    if THOUSANDS.fullmatch(written):
        number = float(re.sub(r"[,\s]", "", written))
    elif DECIMAL.fullmatch(written):
        number = float(written.replace(",", "."))
    else:
        raise InputError(f"Daily dose: is {written!r} meant with thousands or with decimals? Write 1500 or 1.5.")
    refuse_absurd(number * factor)
    return f"{number * factor:.10g}"
