"""Magnesium is lost, calcium follows; then calcium, magnesium or both are given: what brings calcium back?"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar, NamedTuple

from vitd_edu.body import settle
from vitd_edu.body_course import DAY_STEP, BodyCourse, recovery
from vitd_edu.case_codes import Coded
from vitd_edu.living import DAYS_PER_WEEK, KEPT, choice_value
from vitd_edu.physiology.inputs import default
from vitd_edu.physiology.intake import Plan
from vitd_edu.physiology.membrane import constant

DAYS_AFTER = 14.0
EVERY = 0.25  # d: the hormone peaks within days
GIFTS = ("nothing", "calcium-tablets", "magnesium-back", "both")


@dataclass(frozen=True, slots=True, kw_only=True)
class Repletion(Coded):
    """How magnesium is lost, and what is given then.

    Attributes:
        magnesium_intake: Magnesium from food and tablets while it is lost, 20-2000 mg/d.
        magnesium_loss: ``"kept"``, ``"acid-blocker"`` or ``"severe-loss"``.
        span: How long it is lost: ``"12-weeks"``, ``"1-year"`` or ``"2-years"``.
        given: ``"nothing"``, ``"calcium-tablets"``, ``"magnesium-back"``, ``"both"``, or ``"compare"`` to set calcium
            tablets beside magnesium.

    Raises:
        LevelError: The intake is out of range.
        ScenarioError: A choice is unknown.
    """

    PREFIX = "magnesium"
    EXAMPLE = "G100"
    LETTERS: ClassVar = {"G": "magnesium_intake"}
    CHOICES = ("magnesium_loss", "span", "given")

    magnesium_intake: float = 316.0
    magnesium_loss: str = "severe-loss"
    span: str = "1-year"
    given: str = "nothing"

    @property
    def shown(self) -> tuple[str, ...]:
        """What is on show of the four courses afterwards; the last one is what the sentence is about."""
        if self.given == "compare":
            return ("calcium-tablets", "magnesium-back")
        return ("nothing",) if self.given == "nothing" else ("nothing", self.given)


class Repleted(NamedTuple):
    """The course while magnesium is lost, and four courses after it, by what is given."""

    repletion: Repletion
    loss: BodyCourse
    after: Mapping[str, BodyCourse]


@lru_cache(maxsize=KEPT)
def deplete(magnesium_intake: float, magnesium_loss: str, span: str) -> tuple[BodyCourse, Mapping[str, BodyCourse]]:
    """Return the course of a healthy body that loses magnesium, and the four courses that may follow it.

    Args:
        magnesium_intake: Magnesium while it is lost, 20-2000 mg/d.
        magnesium_loss: A choice of ``data/living_choices.csv``.
        span: How long, a choice of the same table.

    References:
        Suh1973, Rude1978, CMDT (the directions; most constants are tuned).
    """
    loss = recovery(
        Plan(),
        start=settle(),
        magnesium_intake=magnesium_intake,
        magnesium_absorption=choice_value(magnesium_loss),
        days=choice_value(span) * DAYS_PER_WEEK,
        time_step=DAY_STEP,
    )
    more_calcium = {"calcium_intake": loss.habits.calcium_intake + constant("calcium_tablets")}
    restored = {
        "magnesium_intake": max(magnesium_intake, default("magnesium_intake")),
        "magnesium_absorption": default("magnesium_absorption"),
    }
    habits: dict[str, dict[str, Any]] = {
        "nothing": {},
        "calcium-tablets": more_calcium,
        "magnesium-back": restored,
        "both": more_calcium | restored,
    }
    begin = loss.at(float(loss.day[-1]))
    after = {
        gift: recovery(Plan(), start=begin, days=DAYS_AFTER, record_every=EVERY, time_step=EVERY, **habits[gift])
        for gift in GIFTS
    }
    return loss, after


def replete(repletion: Repletion) -> Repleted:
    """Return what follows from a way to lose magnesium."""
    loss, after = deplete(repletion.magnesium_intake, repletion.magnesium_loss, repletion.span)
    return Repleted(repletion, loss, after)
