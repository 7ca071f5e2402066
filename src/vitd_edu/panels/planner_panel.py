"""The planner: a day's plate, the sun and a regimen, and a year of a body under them. It recommends nothing."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import ipywidgets

from vitd_edu.dosing import OWN_DOSE
from vitd_edu.figures import planner_course, planner_formulas, planner_sources, plate_table, render
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.planner_tables import foods, planner_presets
from vitd_edu.panels import living_parts, parts
from vitd_edu.panels.base import Panel
from vitd_edu.panels.front import Picture, Sheet
from vitd_edu.panels.guard import guarded
from vitd_edu.panels.kept_plot import Build
from vitd_edu.panels.kept_plots import KeptPlots
from vitd_edu.physiology.inputs import InputError
from vitd_edu.planned import Planned, follow
from vitd_edu.planning import MOST_SERVINGS, DayPlan, refuse_absurd
from vitd_edu.words import plan_notes
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
TYPED = re.compile(r"^\s*(\d[\d.,\s]*)(µg|μg|ug|mcg|micrograms?|IU(?:\s*/\s*d| a day)?)?\s*$", re.IGNORECASE)
THOUSANDS = re.compile(r"[1-9]\d{0,2}((,\d{3})+|(\s\d{3})+)(\.\d{1,2})?")
DECIMAL = re.compile(r"\d+([.,]\d{1,2})?")
IU_PER_MICROGRAM = 40.0


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
        self.details = Sheet()
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
        answer = parts.boxed([self.picture, self.alerts], "vd-answer", "vd-spreads")
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
        chosen = self.food.value
        self.food.options = _foods(text)
        if chosen in dict(self.food.options).values():
            self.food.value = chosen

    def _serve(self, more: int) -> None:
        """Put one serving of the chosen food on the plate, or take one off."""
        if not self.food.value:
            wanted = self.search.value.strip()
            raise InputError(f"No food holds {wanted!r}. Type another word, or empty the box to see all.")
        now = dict(self.state.plate).get(self.food.value, 0)
        self._set(plate=self.state.with_servings(self.food.value, min(max(now + more, 0), MOST_SERVINGS)).plate)

    def _sync_more(self) -> None:
        self._show_section()

    def _typed(self, name: str, text: str) -> None:
        super()._typed(name, in_units(text) if name == "daily_dose" else text)

    def _sentence(self) -> str:
        return planning_words.sentence(self.prediction, self.system)

    def _explain(self) -> str:
        return planning_words.explain(self._before, self.prediction, self.system)

    def _alerts(self, story: str) -> str:
        notes = plan_notes.notes(self.prediction, self.system)
        return render.fill("alerts.html", flags=(), notes=notes, trouble=self._trouble, story=story)

    def _draw(self) -> list[tuple[Sheet, dict[str, str]]]:
        planned, system = self.prediction, self.system
        frame = planner_course.frame_of(planned, system)
        self.plot.turn_to(frame, _build(frame))
        said = planner_course.describe(planned, system)
        self.plot.show(lambda artists: planner_course.update(artists, planned, system), said)
        shown = {
            "reasons": render.fill("plan_reasons.html", reasons=plan_notes.reasons(planned, system)),
            "formulas": planner_formulas.draw(planned, system),
            "plate": plate_table.draw(planned),
            "sun": plate_table.sun(planned),
            "regimen": plate_table.regimen(planned),
            "sources": planner_sources.draw(planned),
        }
        return [(self.details, shown)]


def in_units(text: str) -> str:
    """Return a daily dose as it was typed as IU; 1,500 and 1 500 are thousands, 2,5 has a decimal comma.

    Raises:
        InputError: The comma or the point may mean either; LevelError: more than the planner takes.
    """
    match = TYPED.match(text)
    if match is None:
        return text  # whoever reads levels says what is wrong with it
    written, factor = (
        match[1].strip(),
        1.0 if (match[2] or "").upper().startswith("IU") or not match[2] else IU_PER_MICROGRAM,
    )
    if THOUSANDS.fullmatch(written):
        number = float(re.sub(r"[,\s]", "", written))
    elif DECIMAL.fullmatch(written):
        number = float(written.replace(",", "."))
    else:
        raise InputError(f"Daily dose: is {written!r} meant with thousands or with decimals? Write 1500 or 1.5.")
    refuse_absurd(number * factor)
    return f"{number * factor:.10g}"


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
