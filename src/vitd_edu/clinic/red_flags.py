"""Red flags: rules over findings and levels that are pinned, and that no ranking can push away."""

import math
from collections.abc import Mapping
from typing import get_args

from vitd_edu.knowledge import tables
from vitd_edu.knowledge.clinic_records import Action, RedFlag

ACTIONS: tuple[Action, ...] = get_args(Action)  # the soonest first


def fires(flag: RedFlag, findings: frozenset[str], levels: Mapping[str, float]) -> bool:
    """Say whether a red flag fires: all of its findings, one of its alternatives, and its level limit.

    A limit itself raises nothing: a level fires below ``below`` or above ``above``.

    Args:
        flag: A row of ``data/red_flags.csv``.
        findings: Findings that are present.
        levels: Levels by analyte, SI; one that was not measured is NaN, which lies beyond no limit, or is not there.
    """
    if not findings.issuperset(flag.all_of):
        return False
    if flag.any_of and findings.isdisjoint(flag.any_of):
        return False
    if flag.analyte is None:
        return True
    level = levels.get(flag.analyte, math.nan)
    return (flag.below is None or level < flag.below) and (flag.above is None or level > flag.above)


def raised(findings: frozenset[str], levels: Mapping[str, float]) -> tuple[RedFlag, ...]:
    """Return the red flags that fire, the soonest first, those alike in the order of ``data/red_flags.csv``."""
    found = [flag for flag in tables.red_flags() if fires(flag, findings, levels)]
    return tuple(sorted(found, key=lambda flag: ACTIONS.index(flag.action)))
