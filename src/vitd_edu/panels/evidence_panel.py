"""The evidence: every claim of the kit, to search and to weigh, and where the bodies disagree."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import ipywidgets

from vitd_edu.claim_search import GRADES, HOW, Found, Query, search, topics
from vitd_edu.figures import bodies, evidence_table, render
from vitd_edu.knowledge.evidence_tables import subject_parts
from vitd_edu.panels import parts
from vitd_edu.panels.base import Panel
from vitd_edu.panels.front import Sheet
from vitd_edu.words import evidence as words


@cache
def evidence_cases() -> Mapping[str, parts.Case]:
    """Return the ready-made searches by identifier; the first shows everything."""
    return {name: parts.Case(*stored) for name, stored in words.stored_queries().items()}


class EvidenceTable(Panel):
    """The evidence; its state is a ``Query``, what follows from it is ``Found``."""

    def __init__(self, shared: parts.Shared) -> None:
        super().__init__(shared, {})
        self.add_class("vd-evidence")

    @property
    def query(self) -> parts.Shared:
        """The shared search; give it to another panel of the evidence and the two move together."""
        return self.shared

    def _predict(self, state: Query) -> Found:
        return search(state)

    def _presets(self) -> Mapping[str, parts.Case]:
        return evidence_cases()

    def _read_code(self, code: str) -> Query:
        return Query.from_code(code)

    def _make_more_controls(self) -> None:
        self.preset.options = [("Choose a search …", ""), *self.preset.options[1:]]
        self.reset.tooltip = "Show all claims"
        named = {part: f"{part} {row.name}" for part, row in subject_parts().items()}
        self.choices = {
            "text": ipywidgets.Text(description="Search words", placeholder="such as: magnesium cramps"),
            "topic": _dropdown("Topic", {topic: topic for topic in topics()}),
            "grade": _dropdown("Evidence", {grade: grade for grade in GRADES}),
            "part": _dropdown("Part of the subject", named),
            "how": _dropdown("How we know", {way: words.HOW_WORDS[way] for way in HOW}),
        }
        self.ladder, self.shown, self.bodies = Sheet(), Sheet(), Sheet()
        self.claims = Sheet(parts={"claims": evidence_table.table()})  # sent once
        self._key = f"vd-claims-{self.claims.model_id}"
        self.claims.add_class(self._key)
        self.footer = Sheet(parts={"footer": render.fill("evidence_footer.html")})

    def _layout(self) -> list[ipywidgets.Widget]:
        filters = parts.boxed(list(self.choices.values()), "vd-filters")
        return [
            *(self._top_bar(), filters, self.sentence, self.alerts),
            *(self.ladder, self.shown, self.claims, self.bodies, self.footer),
        ]

    def _sentence(self) -> str:
        return words.sentence(self.prediction)

    def _explain(self) -> str:
        return words.sentence(self.prediction)

    def _alerts(self, story: str) -> str:
        return render.fill("search_alerts.html", trouble=self._trouble, story=story)

    def _draw(self) -> list[tuple[Sheet, dict[str, str]]]:
        return [
            (self.ladder, {"ladder": evidence_table.ladder(self.prediction)}),
            (self.shown, {"shown": evidence_table.shown(self.prediction, self._key)}),
            (self.bodies, {"bodies": bodies.draw(self.system), "disagreements": evidence_table.disagreement_table()}),
        ]


def _dropdown(label: str, names: Mapping[str, str]) -> ipywidgets.Dropdown:
    options = [("all", ""), *((name, value) for value, name in names.items())]
    return ipywidgets.Dropdown(options=options, value="", description=label)


def evidence(query: Query | str | None = None, *, joined: Any = None) -> EvidenceTable:
    """Open the evidence: every claim of the kit with its grade, its sources, and what would change our mind.

    Args:
        query: What to look for first, or its case code; everything where it is None.
        joined: The ``query`` of another such panel, so that both move together.
    """
    start = parts.begun(query, Query, "query")
    return EvidenceTable(parts.shared(start or (None if joined else Query()), joined))
