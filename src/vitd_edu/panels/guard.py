"""The only place that catches broadly: what goes wrong in a callback is said, logged, and the panel goes on."""

import logging
from collections.abc import Callable
from typing import Any

from vitd_edu.physiology.inputs import InputError
from vitd_edu.scenario import ScenarioError
from vitd_edu.units import LevelError

logger = logging.getLogger("vitd_edu")

UNEXPECTED = (
    "Something went wrong inside the kit, and not by your doing. The panel still shows the last good state: go on, or "
    "press Reset. What happened: "
)


def guarded(callback: Callable[[Any], None], complain: Callable[[str], None]) -> Callable[[Any], None]:
    """Wrap a callback of a widget.

    Args:
        callback: Takes the widget's change or the clicked button.
        complain: Shows a message to the learner; it is called with an empty text once a callback succeeds.

    Returns:
        A callback that never raises: an input that cannot be is explained in its own words, anything else is logged
        with its traceback and shown in a sentence.
    """

    def run(change: Any) -> None:
        try:
            callback(change)
        except (InputError, LevelError, ScenarioError) as error:
            complain(str(error))
        except Exception as error:  # whatever it is: a callback that raises would leave the panel dead without a word
            logger.exception("A callback of a panel failed")
            complain(f"{UNEXPECTED}{type(error).__name__}: {error}")
        else:
            complain("")

    return run
