"""The planner: a day's plate, the sun and a regimen, and a year of a body under them. It recommends nothing."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import ipywidgets

from vitd_edu.figures import alerts, planner_course, planner_formulas, planner_sources, plate_table, render
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.planner_tables import foods, planner_presets
from vitd_edu.panels import living_parts, parts, typed
from vitd_edu.panels.base import Panel
from vitd_edu.panels.front import Picture, Sheet
from vitd_edu.panels.guard import guarded
from vitd_edu.panels.kept_plot import Build
from vitd_edu.panels.kept_plots import KeptPlots
from vitd_edu.physiology.inputs import InputError
from vitd_edu.plan_checks import MOST_SERVINGS, OWN_DOSE
from vitd_edu.planned import Planned, follow
from vitd_edu.planning import USUAL_DOSE, DayPlan
from vitd_edu.words import course_flags, plan_notes
from vitd_edu.words import planning as planning_words

SECTIONS: Mapping[str, Mapping[str, str]] = {
    "plate": {},
    "sun": {
        "latitude": "Latitude (north)",
        "month": "The year begins in",
        "skin": "Skin type",
        "minutes": "Midday sun on most days",
        "area": "Bare skin",
        "protection": "Sunscreen",
    },
    "regimen": {"regimen": "Regimen", "form": "Form", "missed": "Doses missed", "stop": "Vitamin D stopped"},
    "person": {"person": "Who", "build": "Build", "demand": "Extra need of calcium"},
}
NAMES = (("Plate", "plate"), ("Sun", "sun"), ("Tablets", "regimen"), ("Person", "person"))
LISTS = {"latitude", "month", "skin", "regimen", "person"}  # too many choices for a row of buttons


@cache
def planner_cases() -> Mapping[str, parts.Case]:
    """Return the rows of ``data/planner_presets.csv`` by identifier."""
    return {
        name: parts.Case(name=row.name, state=DayPlan.from_code(row.code), story=row.story)
        for name, row in planner_presets().items()
    }


class Planner(Panel):
    """The planner; its state is a ``DayPlan``, what follows from it is ``Planned``."""

    def __init__(self, shared: parts.Shared) -> None:
        super().__init__(shared, {name: parts.level_slider(name) for name in DayPlan.LETTERS.values()})

    @property
    def plan(self) -> parts.Shared:
        """The shared state; give it to another planner and the two move together."""
        return self.shared

    def close(self) -> None:
        """Close the panel, and let its figure go."""
        if self._following:
            self.plot.close()
        super().close()

    def _predict(self, state: DayPlan) -> Planned:
        return follow(state)

    def _presets(self) -> Mapping[str, parts.Case]:
        return planner_cases()

    def _read_code(self, code: str) -> DayPlan:
        return DayPlan.from_code(code)

    def _make_more_controls(self) -> None:
        self.reset.tooltip = "Back to the first plan"
        self.own_dose = self.state.daily_dose  # the last one, while another regimen is looked at
        self.dials["vitamin_d"].label = "Vitamin D at the start"
        self.dials["daily_dose"].label = "Daily dose (40 IU are 1 µg)"
        self.choices = {
            name: _list(name, label) if name in LISTS else living_parts.choice(name, label)
            for fields in SECTIONS.values()
            for name, label in fields.items()
        }
        self.section = ipywidgets.RadioButtons(
            options=NAMES, value="regimen", description="Set", orientation="horizontal"
        )
        self.search = ipywidgets.Text(description="Find a food", placeholder="such as salmon")
        self.food = ipywidgets.Dropdown(options=_foods(""), description="Food")
        self.add = ipywidgets.Button(description="Add a serving")
        self.less = ipywidgets.Button(description="Take one off")
        self.empty = ipywidgets.Button(description="Empty the plate")
        self.picture = Picture(width=planner_course.WIDTH, height=planner_course.HEIGHT)
        frame = planner_course.frame_of(self.prediction, self.system)
        self.plot = KeptPlots(self.picture, frame, _build(frame))
        self.flag_line, self.key, self.details = Sheet(), Sheet(), Sheet()
        self.footer = Sheet(parts={"footer": planner_sources.footer()})

    def _layout(self) -> list[ipywidgets.Widget]:
        buttons = parts.boxed([self.add, self.less, self.empty], "vd-planner-buttons")
        inside: dict[str, list[ipywidgets.Widget]] = {
            name: [self.choices[field] for field in fields] for name, fields in SECTIONS.items()
        }
        inside["plate"] = [self.search, self.food, buttons]
        inside["regimen"].insert(1, self.dials["daily_dose"])
        self.fields = {name: parts.boxed(widgets, "vd-planner-fields") for name, widgets in inside.items()}
        dials = parts.boxed([self.dials["vitamin_d"], self.section, *self.fields.values()], "vd-dials")
        answer = parts.boxed([self.flag_line, self.picture, self.key, self.alerts], "vd-answer", "vd-spreads")
        self._show_section()
        return [self._top_bar(), self.sentence, parts.boxed([dials, answer], "vd-main"), self.details, self.footer]

    def _listen(self) -> None:
        super()._listen()
        self.section.observe(self._guarded(lambda _: self._show_section()), "value")
        self.search.observe(self._guarded(lambda change: self._find(change.new)), "value")
        self.add.on_click(guarded(lambda _: self._serve(1), self._complain))
        self.less.on_click(guarded(lambda _: self._serve(-1), self._complain))
        self.empty.on_click(guarded(lambda _: self._set(plate=()), self._complain))

    def _show_section(self) -> None:
        """Show the controls of the chosen section; the others keep what they hold."""
        for name, box in self.fields.items():
            box.layout.display = None if name == self.section.value else "none"
        self.dials["daily_dose"].layout.display = None if self.state.regimen == OWN_DOSE else "none"

    def _find(self, text: str) -> None:
        """List what holds the text, keeping the food that was chosen where it does, and else the first that does."""
        chosen, found = self.food.value, _foods(text)
        self.food.options = found or [("no food holds this", "")]
        self.food.value = chosen if chosen in dict(found).values() else self.food.options[0][1]

    def _serve(self, more: int) -> None:
        """Put one serving of the chosen food on the plate, or take one off."""
        if not self.food.value:
            wanted = self.search.value.strip()
            raise InputError(f"No food holds {wanted!r}. Type another word, or empty the box to see all.")
        now, name = dict(self.state.plate).get(self.food.value, 0), foods()[self.food.value].name
        if now + more > MOST_SERVINGS:
            raise InputError(f"{name}: {MOST_SERVINGS} servings a day are the most that the plate holds.")
        if now + more < 0:
            raise InputError(f"{name}: there is none on the plate to take off.")
        self._set(plate=self.state.with_servings(self.food.value, now + more).plate)

    def _set(self, **changes: Any) -> None:
        """Move the plan; a dose of one's own goes with that regimen only, and comes back with it."""
        if "daily_dose" in changes:
            changes = {"regimen": OWN_DOSE, **changes}
        elif "regimen" in changes:
            changes["daily_dose"] = self.own_dose if changes["regimen"] == OWN_DOSE else USUAL_DOSE
        super()._set(**changes)

    def _sync_more(self) -> None:
        if self.state.regimen == OWN_DOSE:
            self.own_dose = self.state.daily_dose
        self._show_section()

    def _typed(self, name: str, text: str) -> None:
        super()._typed(name, typed.dose_in_units(text) if name == "daily_dose" else text)

    def _sentence(self) -> str:
        return planning_words.sentence(self.prediction, self.system)

    def _explain(self) -> str:
        return planning_words.explain(self._before, self.prediction, self.system)

    def _alerts(self, story: str) -> str:
        notes = plan_notes.notes(self.prediction, self.system)
        return alerts.draw_course(course_flags.of_plan(self.prediction), notes, self._trouble, story)

    def _draw(self) -> list[tuple[Sheet, dict[str, str]]]:
        planned, system = self.prediction, self.system
        frame = planner_course.frame_of(planned, system)
        self.plot.turn_to(frame, _build(frame))
        said = planner_course.describe(planned, system)
        self.plot.show(lambda artists: planner_course.update(artists, planned, system), said)
        shown = {
            "numbers": planner_course.numbers(planned, system),
            "reasons": render.fill("plan_reasons.html", reasons=plan_notes.reasons(planned, system)),
            "formulas": planner_formulas.draw(planned, system),
            "plate": plate_table.draw(planned),
            "sun": plate_table.sun(planned),
            "regimen": plate_table.regimen(planned),
            "sources": planner_sources.draw(planned),
        }
        raised = {"flags": alerts.draw_course_line(course_flags.of_plan(planned))}
        key = {"key": planner_formulas.key(planned, system)}
        return [(self.flag_line, raised), (self.key, key), (self.details, shown)]


def _list(name: str, label: str) -> ipywidgets.Dropdown:
    """Make the list of a field of ``data/living_choices.csv``."""
    options = [(row.name, row.id) for row in tables.living_choices().values() if row.field == name]
    return ipywidgets.Dropdown(options=options, description=label)


def _foods(text: str) -> list[tuple[str, str]]:
    """Return the foods whose name holds a text, each with its serving."""
    wanted = text.strip().casefold()
    return [(f"{row.name} ({row.serving})", row.id) for row in foods().values() if wanted in row.name.casefold()]


def _build(frame: planner_course.Frame) -> Build:
    return lambda figure, colors: planner_course.build(figure, colors, frame)


def planner(plan: DayPlan | str | None = None, *, joined: Any = None) -> Planner:
    """Open the planner.

    Args:
        plan: Where to start, or its case code; the loading course that stops where it is None.
        joined: The ``plan`` of another planner, so that both move together.
    """
    start, other = parts.begun(plan, DayPlan, "plan"), parts.joined_state(joined, "plan")
    first = next(iter(planner_cases().values())).state
    return Planner(parts.shared(start or (None if other else first), other))
