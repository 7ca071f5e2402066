"""Which symptoms a plan leads to over its year, by the very thresholds that a prediction goes by."""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from vitd_edu.body_course import BodyCourse
from vitd_edu.clinic import symptoms
from vitd_edu.knowledge import tables
from vitd_edu.words.states import listed, lower_first

LIKELY, POSSIBLE = 2, 1  # strengths; a prediction's sentence names symptoms from the same ones on
MOST_LIKELY, MOST_POSSIBLE = 6, 5
KEPT = 16
WEIGHTS = np.array([0, 1, 100, 10_000])  # by strength
ASSOCIATION = "vitamin-d-status"  # goes along with restless legs, fatigue and low mood, and is no known cause of them


@lru_cache(maxsize=KEPT)
def strengths(course: BodyCourse) -> Mapping[str, np.ndarray]:
    """Return the strength 0-3 of each symptom at each moment of a course, without what is only an association.

    Weakness of low vitamin D is that of the course, in which bone lags behind the level. A level that only goes along
    with restless legs, fatigue or low mood would promise that a plan brings or takes them.
    """
    values = symptoms.driver_values(course.vitamin_d, course.calcium, course.magnesium, course.effective_shift_mv)
    driven = symptoms.driven_probabilities({**values, "low-vitamin-d": course.weakness["low-vitamin-d"]})
    caused = {name: [each for each in found if each[0] != ASSOCIATION] for name, found in driven.items()}
    return {name: symptoms.strength(symptoms.strongest(each)) for name, each in caused.items() if each}


def worst_moment(course: BodyCourse) -> int | None:
    """Return the worst moment (an index) of those that are worse than one before them; None where it only gets better.

    So far too much vitamin D shows, though the start, with far too little, had more symptoms.
    """
    weight = _weight(course)
    worse = np.where(weight > np.minimum.accumulate(weight), weight, 0)
    return int(worse.argmax()) if worse.any() else None


def expected_at(course: BodyCourse, at: int) -> str:
    """Name the symptoms of a moment (an index), strongest first; what is only possible where none is likely."""
    ranked = sorted(((int(each[at]), name) for name, each in strengths(course).items()), key=lambda pair: -pair[0])
    named = [(strength, lower_first(tables.symptoms()[name].name)) for strength, name in ranked]
    likely = [name for strength, name in named if strength >= LIKELY]
    possible = [name for strength, name in named if strength == POSSIBLE]
    if likely:
        return _first(likely, MOST_LIKELY)
    if possible:
        return f"nothing for certain, though {_first(possible, MOST_POSSIBLE)} may show"
    return "no symptom beyond the twitches of healthy people"


def _first(names: list[str], most: int) -> str:
    """Name the first few, and say how many more there are."""
    return listed(names) if len(names) <= most else f"{', '.join(names[:most])} and {len(names) - most} more"


def symptom_words(course: BodyCourse) -> str:
    """Say which symptoms the model expects at the start, at the worst and in the last week, where these differ."""
    first, end, worst = expected_at(course, 0), expected_at(course, -1), worst_moment(course)
    said = [("At the start", first)] if first != end else []
    if worst is not None and expected_at(course, worst) != end:
        said.append((f"At the worst, in week {course.weeks[worst]:.0f},", expected_at(course, worst)))
    return " ".join(f"{when} the model expects {what}." for when, what in (*said, ("In the last week", end)))


def _weight(course: BodyCourse) -> np.ndarray:
    """Return how bad the symptoms of each moment are together: a stronger one outweighs any number of weaker ones."""
    weight: np.ndarray = np.sum([np.take(WEIGHTS, each) for each in strengths(course).values()], axis=0)
    return weight
