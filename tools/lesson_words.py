"""Find the terms of the glossary in the text of a lesson, and link the first use of each to its definition."""

import re
from collections.abc import Callable, Mapping, Sequence

ANCHOR = "#Words-in-this-lesson"
LINK = re.compile(rf'\[([^\]]+)\]\({ANCHOR}(?: "[^"]*")?\)')
WRITTEN = re.compile(r"[Ww]ritten ([\w()]+[\w)])")  # "Written PTH." at the end of a definition
# Where no term is linked: headings, code, links and pictures, web addresses.
PROTECTED = re.compile(r'^#.*$|`[^`]*`|!?\[[^\]]*\]\((?:[^()"]|"[^"]*"|\([^()]*\))*\)|https?://\S+', re.MULTILINE)
Row = Mapping[str, str]


def linked(texts: Sequence[str], glossary: Sequence[Row]) -> list[str]:
    """Return the texts of a lesson with the first use of each term linked, and no other use.

    Args:
        texts: The cells that a person wrote, in order; links of an earlier run are taken away first.
        glossary: Rows of ``data/glossary.csv``.
    """
    found = _Terms(glossary)
    done: set[str] = set()

    def link(use: re.Match[str]) -> str:
        row = found.row(use.group())
        if row is None or row["term"] in done:
            return use.group()
        done.add(row["term"])
        return f'[{use.group()}]({ANCHOR} "{row["definition"]}")'

    return [_outside(LINK.sub(r"\1", text), found.pattern, link) for text in texts]


def terms_in(texts: Sequence[str], glossary: Sequence[Row]) -> list[Row]:
    """Return the rows of the glossary whose terms occur in texts, in the order of the alphabet."""
    found = _Terms(glossary)
    plain = [PROTECTED.sub(" ", LINK.sub(r"\1", text)) for text in texts]
    rows = [row for text in plain for use in found.pattern.finditer(text) if (row := found.row(use.group()))]
    return sorted({row["term"]: row for row in rows}.values(), key=lambda row: row["term"].lower())


def _outside(text: str, pattern: re.Pattern[str], link: Callable[[re.Match[str]], str]) -> str:
    """Replace uses of a pattern outside of what is protected."""
    pieces, last = [], 0
    for kept in PROTECTED.finditer(text):
        pieces += [pattern.sub(link, text[last : kept.start()]), kept.group()]
        last = kept.end()
    return "".join([*pieces, pattern.sub(link, text[last:])])


class _Terms:
    """The terms of the glossary as they are written: small or large, one or many, short forms such as PTH."""

    def __init__(self, glossary: Sequence[Row]) -> None:
        self.short = {form: row for row in glossary for form in WRITTEN.findall(row["definition"])}
        self.full = {form: row for row in glossary for form in _forms(row["term"].lower())}
        shapes = [re.escape(form) for form in self.short]
        shapes += [f"(?i:{re.escape(form)})" for form in self.full]
        shapes.sort(key=len, reverse=True)  # "vitamin D toxicity" before "vitamin D"
        self.pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(shapes)})(?![\w-])")

    def row(self, use: str) -> Row | None:
        """Return the row of a term as it is written in a text."""
        return self.short.get(use) or self.full.get(use.lower())


def _forms(term: str) -> tuple[str, ...]:
    """Return a term for one and for many."""
    if term.endswith("y"):
        return term, f"{term[:-1]}ies"
    return term, f"{term}es" if term.endswith(("s", "ch", "sh", "x")) else f"{term}s"
