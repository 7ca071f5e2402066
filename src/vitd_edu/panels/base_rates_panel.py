"""Base rates: a virtual population is tested, and whole people show what a positive result is worth."""

import dataclasses
from collections.abc import Mapping
from functools import cache
from typing import Any

import ipywidgets

from vitd_edu.figures import icon_array, render
from vitd_edu.knowledge.evidence_tables import screening_presets
from vitd_edu.panels import parts
from vitd_edu.panels.base import Panel
from vitd_edu.panels.front import Sheet
from vitd_edu.physiology.inputs import InputError
from vitd_edu.screening import CROWDS, LAST_SEED, Screened, Screening, next_round, screen, usual_prevalence
from vitd_edu.words import population as words

TEST_NAMES = {
    "twitch": "a twitch in the last month",
    "spasm": "a spasm of hands or feet in the last month",
    "trousseau": "a hand spasm under a cuff (Trousseau's sign)",
    "calcium": "calcium under a cut-off",
    "vitamin-d": "25(OH)D under a cut-off",
}
SEASON_NAMES = {"year": "all year", "winter": "late winter"}
CUT_OFFS = {"calcium": "calcium", "vitamin-d": "vitamin_d"}


@cache
def screening_cases() -> Mapping[str, parts.Case]:
    """Return the rows of ``data/screening_presets.csv`` by identifier."""
    fields = [field.name for field in dataclasses.fields(Screening) if field.name != "seed"]
    return {
        name: parts.Case(row.name, Screening(**{field: getattr(row, field) for field in fields}), row.story)
        for name, row in screening_presets().items()
    }


class BaseRates(Panel):
    """The base rates; its state is a ``Screening``, what follows from it is ``Screened``."""

    def __init__(self, shared: parts.Shared) -> None:
        dials = {name: parts.level_slider(name) for name in ("prevalence", *CUT_OFFS.values())}
        for name in CUT_OFFS.values():
            dials[name].label = words.cut_off_label(name)
            dials[name].add_class("vd-cut-off")
        super().__init__(shared, dials)

    @property
    def screening(self) -> parts.Shared:
        """The shared state; give it to another panel of base rates and the two move together."""
        return self.shared

    def _predict(self, state: Screening) -> Screened:
        return screen(state)

    def _presets(self) -> Mapping[str, parts.Case]:
        return screening_cases()

    def _read_code(self, code: str) -> Screening:
        return Screening.from_code(code)

    def _make_more_controls(self) -> None:
        self.reset.tooltip = "Back to a twitch among everybody"
        self.choices = {
            "test": _buttons("Positive is", TEST_NAMES),
            "season": _buttons("Season", SEASON_NAMES),
            "crowd": _buttons("People", {number: words.count(number) for number in CROWDS}),
        }
        self.others = ipywidgets.Button(description="Draw other people", tooltip="The same rules, another chance")
        self.others.on_click(self._guarded(lambda _: self._set(seed=(self.state.seed + 1) % (LAST_SEED + 1))))
        self.onward = ipywidgets.Button(
            description="Measure calcium in the positives", tooltip="Only those with the sign are tested next"
        )
        self.onward.on_click(self._guarded(lambda _: self._go_on()))
        self.icons, self.numbers, self.beside = Sheet(), Sheet(), Sheet()
        self.beside.add_class("vd-beside")
        self.footer = Sheet(parts={"footer": render.fill("screening_footer.html")})

    def _layout(self) -> list[ipywidgets.Widget]:
        test = parts.boxed([self.choices["test"]], "vd-test")
        below = [self.choices["season"], self.choices["crowd"], self.others, self.onward, self.beside]
        dials = parts.boxed([test, *self.dials.values(), *below], "vd-dials")
        answer = parts.boxed([self.alerts, self.icons], "vd-answer")
        main = parts.boxed([dials, answer], "vd-main")
        return [self._top_bar(), self.sentence, main, self.numbers, self.footer]

    def _set(self, **changes: Any) -> None:
        """Move the state; a new test looks at its own usual prevalence, unless the learner has chosen another."""
        test = changes.get("test")
        if (
            test is not None
            and self.state.prevalence == Screening(prevalence=usual_prevalence(self.state.test)).prevalence
        ):
            changes["prevalence"] = usual_prevalence(test)
        super()._set(**changes)

    def _go_on(self) -> None:
        """Let those with a positive sign be the people of the next round, or say why that cannot be."""
        following = next_round(self.prediction)
        if following is None:
            raise InputError(words.NO_NEXT_ROUND)
        self.shared.state = following

    def _sync_more(self) -> None:
        """Show the one cut-off that counts; the season counts wherever 25(OH)D is on show, so it stays."""
        for test, name in CUT_OFFS.items():
            self.dials[name].layout.display = None if test == self.state.test else "none"

    def _speak_units(self) -> None:
        super()._speak_units()
        self._name_prevalence()

    def _name_prevalence(self) -> None:
        """Paint everyday words under the prevalence: no body has bands for it."""
        self.dials["prevalence"].bands = [
            {
                "id": word,
                "level": "none",
                "lower": lower,
                "upper": upper,
                "word": word,
                "text": words.everyday_span(word),
            }
            for word, lower, upper in words.EVERYDAY
        ]

    def _sentence(self) -> str:
        return words.sentence(self.prediction, self.system)

    def _explain(self) -> str:
        return words.explain(self._before, self.prediction, self.system)

    def _alerts(self, story: str) -> str:
        return render.fill("alerts.html", flags=(), notes=(), trouble=self._trouble, story=story)

    def _draw(self) -> list[tuple[Sheet, dict[str, str]]]:
        screened, system = self.prediction, self.system
        return [
            (self.icons, {"icons": icon_array.draw(screened, system, f"vd-{self.icons.model_id}")}),
            (self.beside, {"beside": icon_array.beside(screened, system)}),
            (self.numbers, {"numbers": icon_array.numbers(screened, system)}),
        ]


def _buttons(label: str, names: Mapping[Any, str]) -> ipywidgets.RadioButtons:
    options = [(name, value) for value, name in names.items()]
    return ipywidgets.RadioButtons(options=options, description=label, orientation="horizontal")


def base_rates(screening: Screening | str | None = None, *, joined: Any = None) -> BaseRates:
    """Open the base rates: a virtual population, a test, and what its results are worth.

    Args:
        screening: Where to start, or its case code; a twitch among everybody where it is None.
        joined: The ``screening`` of another such panel, so that both move together.
    """
    start = parts.begun(screening, Screening, "screening")
    return BaseRates(parts.shared(start or (None if joined else Screening()), joined))
