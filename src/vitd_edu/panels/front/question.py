"""The small widget that asks one question."""

from typing import Any

import traitlets

from vitd_edu.panels.front import Front, script, style


class Question(Front):
    """One question with its answers, two buttons and the feedback.

    ``given`` holds the keys that are chosen, in the learner's order where lines are put in order; of a numeric question
    the text that was typed, alone. ``pressed`` and ``other_pressed`` count presses of the two buttons; a button without
    words is hidden. ``feedback`` is HTML from a template.
    """

    _esm = script("question")
    _css = style()
    label = traitlets.Unicode().tag(sync=True)
    prompt = traitlets.Unicode().tag(sync=True)
    kind = traitlets.Enum(["single", "multiple", "numeric", "ordering"], "single").tag(sync=True)
    options: "traitlets.List[Any]" = traitlets.List().tag(sync=True)
    unit = traitlets.Unicode().tag(sync=True)
    given: "traitlets.List[str]" = traitlets.List(traitlets.Unicode()).tag(sync=True)
    pressed = traitlets.Int(0).tag(sync=True)
    other_pressed = traitlets.Int(0).tag(sync=True)
    action = traitlets.Unicode().tag(sync=True)
    other_action = traitlets.Unicode().tag(sync=True)
    note = traitlets.Unicode().tag(sync=True)
    error = traitlets.Unicode().tag(sync=True)
    feedback = traitlets.Unicode().tag(sync=True)
