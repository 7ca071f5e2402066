"""The glossary, to search."""

import unicodedata

import ipywidgets

from vitd_edu.figures import render
from vitd_edu.knowledge import tables
from vitd_edu.knowledge.records import Term
from vitd_edu.panels import reruns
from vitd_edu.panels.front import LiveSentence, Sheet
from vitd_edu.teaching.pieces import Piece


def found(query: str) -> tuple[Term, ...]:
    """Return the terms with a text in name or definition, those with it in the name first; accents do not count."""
    wanted = _plain(query)
    in_name = [term for term in tables.glossary() if wanted in _plain(term.term)]
    inside = [term for term in tables.glossary() if term not in in_name and wanted in _plain(term.definition)]
    return (*in_name, *inside)


def _plain(text: str) -> str:
    parted = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(sign for sign in parted if not unicodedata.combining(sign))


class Glossary(Piece):
    """Every term of the kit with its definition, and a box that narrows them down."""

    def __init__(self) -> None:
        self.search = ipywidgets.Text(description="Find a word", placeholder="such as PTH")
        self.sentence, self.terms = LiveSentence(), Sheet()
        self.search.add_class("vd-search")
        self.sentence.add_class("vd-progress")
        super().__init__([self.search, self.sentence, self.terms])
        self.add_class("vd-panel")
        self.search.observe(lambda _: self.show(), "value")
        self.show()
        reruns.opened(self)

    def __repr__(self) -> str:
        return "Glossary()"

    def show(self) -> None:
        """Show the terms that fit."""
        terms = found(self.search.value)
        count = f"{len(terms)} of {len(tables.glossary())} words."
        self.sentence.text = (
            count if terms else f"No word holds “{self.search.value.strip()}”. Empty the box to see all."
        )
        self.sentence.frame += 1
        self.terms.parts = {"terms": render.fill("glossary.html", terms=terms)}


def glossary() -> Glossary:
    """Open the glossary."""
    return Glossary()
