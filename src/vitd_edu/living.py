"""How somebody lives: vitamin D status, what is eaten, sun and conditions; and the body that comes of it."""

from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from typing import Any, ClassVar, NamedTuple, Self

import numpy as np

from vitd_edu import units
from vitd_edu.body import LEVELS, Body, settle
from vitd_edu.body_course import DAY_STEP, BodyCourse, Series, recovery
from vitd_edu.case_codes import Coded
from vitd_edu.knowledge import tables
from vitd_edu.physiology import vitamin_d
from vitd_edu.physiology.constants import mineral_constants
from vitd_edu.physiology.homeostasis import UnsettledError
from vitd_edu.physiology.intake import Plan
from vitd_edu.scenario import DEFAULT_CODE, Scenario, tidied
from vitd_edu.unliveable import told

MOST_SHARE = 3.0  # of the usual food and sun; what is above comes from tablets
DAYS_PER_WEEK = 7.0
MILLIGRAMS_PER_GRAM = 1000.0
DENSE_UNTIL, SPARSE = 400.0, 2.0  # d: a longer course is recorded every other day
TOLD = ("findings", "absent", "ph")
HABITS = ("magnesium_loss", "demand", "season", "glands")
KEPT = 64  # courses: enough to go back and forth with a dial


@dataclass(frozen=True, slots=True, kw_only=True)
class Living(Coded):
    """How somebody lives, from a healthy start on.

    Attributes:
        vitamin_d: 25(OH)D that the usual food and sun come to hold, 2-650 nmol/L.
        calcium_intake: Calcium from food and tablets, 0-3000 mg/d.
        magnesium_intake: Magnesium from food and tablets, 20-2000 mg/d.
        magnesium_loss: ``"kept"``, ``"acid-blocker"`` or ``"severe-loss"``.
        demand: Calcium drawn away: ``"adult"``, ``"some-need"`` or ``"growth"``.
        season: ``"usual-sun"``, ``"winter"`` or ``"summer"``, on top of the status.
        glands: Parathyroid glands: ``"usual-glands"``, ``"weak-glands"`` or ``"no-glands"``.
        span: How long to look: ``"12-weeks"``, ``"1-year"`` or ``"2-years"``.

    Raises:
        LevelError: A number is out of range.
        ScenarioError: A choice is unknown.
    """

    PREFIX = "living"
    EXAMPLE = "I300"
    LETTERS: ClassVar = {"D": "vitamin_d", "I": "calcium_intake", "G": "magnesium_intake"}
    CHOICES = (*HABITS, "span")

    vitamin_d: float = 75.0
    calcium_intake: float = 1000.0
    magnesium_intake: float = 316.0
    magnesium_loss: str = "kept"
    demand: str = "adult"
    season: str = "usual-sun"
    glands: str = "usual-glands"
    span: str = "1-year"

    @property
    def days(self) -> float:
        """How long to look [d]."""
        return choice_value(self.span) * DAYS_PER_WEEK

    @property
    def settled_vitamin_d(self) -> float:
        """25(OH)D after a long time of this status and this sun [nmol/L]."""
        share = choice_value(self.season)
        # The plateau scales with what is made; a share of the usual making is a share of food and sun.
        return float(vitamin_d.plateau(self.vitamin_d, 0.0, cofactor=share))

    @property
    def habits(self) -> dict[str, Any]:
        """Habits as ``settle`` and ``recovery`` take them."""
        return {
            "calcium_intake": self.calcium_intake,
            "magnesium_intake": self.magnesium_intake,
            "magnesium_absorption": choice_value(self.magnesium_loss),
            "demand": choice_value(self.demand),
            "gland": choice_value(self.glands),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Responding(Living):
    """How somebody lives, with what a clinician finds: what the explorer's code says while the body responds.

    Attributes:
        findings: Identifiers of findings that are present.
        absent: Identifiers of findings that were asked for and are not there.
        ph: pH of the blood, 7.0-7.8.

    Raises:
        LevelError: A number is out of range.
        ScenarioError: A choice or a finding is unknown, or a finding is both present and absent.
    """

    findings: frozenset[str] = field(default_factory=frozenset)
    absent: frozenset[str] = field(default_factory=frozenset)
    ph: float = 7.4

    def __post_init__(self) -> None:
        Coded.__post_init__(self)
        for name in TOLD:
            object.__setattr__(self, name, getattr(self._told, name))

    @property
    def scenario(self) -> Scenario:
        """The levels at which the body settles, with the findings; raises ``BeyondScenarioError`` where none fits."""
        return respond(self, self._told)

    @property
    def _told(self) -> Scenario:
        return Scenario(findings=self.findings, absent=self.absent, ph=self.ph)

    def code_parts(self) -> list[str]:
        """Return the parts of the code that follow its first word: habits, then what the scenario's code would say."""
        told = self._told.code
        return Coded.code_parts(self) + (told.split("_") if told != DEFAULT_CODE else [])

    @classmethod
    def from_code(cls, code: str) -> Self:
        """Read a case code: that of a ``Living``, with findings and pH as a scenario's code has them."""
        parts = tidied(code).split("_")
        marks = [part for part in parts if part.startswith(("+", "-", "P"))]
        lived = Living.from_code("_".join(part for part in parts if part not in marks))
        told = Scenario.from_code("_".join(marks) or DEFAULT_CODE)
        given = {each.name: getattr(lived, each.name) for each in fields(lived)}
        return cls(**given, **{name: getattr(told, name) for name in TOLD})


def choice_value(choice: str) -> float:
    """Return what the model is given for a choice of ``data/living_choices.csv``."""
    return tables.living_choices()[choice].value


@lru_cache(maxsize=KEPT)
def settled(living: Living) -> Body:
    """Return the body after years of living so.

    Raises:
        LevelError: The sun of these years brings 25(OH)D out of range.
        UnsettledError: Calcium would not settle where anybody lives.
    """
    try:
        return settle(living.settled_vitamin_d, **living.habits)
    except UnsettledError as error:
        raise _in_words(living, error) from None


def _in_words(living: Living, error: UnsettledError) -> UnsettledError:
    """Say in words of the dials and choices that nobody lives so."""
    drawn_away = error.too_low and choice_value(living.demand)  # what is drawn away drives no calcium up
    need = f", and {tables.living_choices()[living.demand].said}," if drawn_away else ""
    so = (
        f"With a vitamin D status of {units.show('vitamin_d', living.vitamin_d)} "
        f"({units.show('vitamin_d', living.vitamin_d, 'us')}), {units.whole(living.calcium_intake)} mg of calcium and "
        f"{units.whole(living.magnesium_intake)} mg of magnesium a day{need}"
    )
    nutrient = "more" if error.too_low else "less"
    return told(error, so, "in the end", f"choose {nutrient} vitamin D or {nutrient} calcium")


def respond(living: Living, scenario: Scenario) -> Scenario:
    """Return a scenario with the levels at which a body settles, reached slowly, and all else as it was.

    Args:
        living: How somebody lives.
        scenario: Where findings and pH are taken from.

    Raises:
        BeyondScenarioError: The body settles at levels that a scenario does not accept.
        UnsettledError: Calcium would not settle where anybody lives.
    """
    reached = settled(living).as_scenario("chronic")
    return replace(scenario, onset="chronic", **{name: getattr(reached, name) for name in LEVELS})


class Lived(NamedTuple):
    """How somebody lives, and the course of the body that does."""

    living: Living
    course: BodyCourse


@lru_cache(maxsize=KEPT)
def live(living: Living) -> Lived:
    """Return the course of a body that was healthy until day 0 and lives so from then on.

    25(OH)D goes to its new status with its own speed, because food and sun change on day 0. What is more than three
    times the usual food and sun comes from tablets, every day.

    Raises:
        UnsettledError: Calcium leaves every range in which anybody lives.
    """
    start = settle()
    wanted = float(vitamin_d.usual_intake(living.vitamin_d)) * choice_value(living.season)
    share = wanted / start.usual_vitamin_d
    tablets = max(share - MOST_SHARE, 0.0) * start.usual_vitamin_d
    try:
        course = recovery(
            Plan.daily(tablets) if tablets else Plan(),
            start=start,
            background_share=min(share, MOST_SHARE),
            days=living.days,
            record_every=SPARSE if living.days > DENSE_UNTIL else 1.0,
            time_step=DAY_STEP,
            **living.habits,
        )
    except UnsettledError as error:
        raise _in_words(living, error) from None
    return Lived(living, course)


def bone_calcium_given(course: BodyCourse) -> Series:
    """Return the calcium that bone has given to the blood since day 0 [g], shape (moments,); below 0 for a gain."""
    flux = 0.5 * (course.bone_flux[1:] + course.bone_flux[:-1]) * np.diff(course.day)
    grams = mineral_constants().calcium_mg_per_mmol / MILLIGRAMS_PER_GRAM
    return np.concatenate(([0.0], np.cumsum(flux))) * grams
