"""The sources behind the content: ``data/references.bib``, read without a library because its form is ours.

The tests read the same file with a stricter parser of their own and compare.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from vitd_edu.locate import data_directory

ENTRY = re.compile(r"^@(\w+)\{([^,\s]+),\n(.*?)^\}", re.MULTILINE | re.DOTALL)
FIELD = re.compile(r"^\s*(\w+)\s*=\s*\{(.*?)\},?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Reference:
    """A source; a field that nobody recorded is absent, and is never guessed."""

    key: str
    kind: str
    fields: Mapping[str, str]

    @property
    def citation(self) -> str:
        """The source in one line: authors, year, title, where, DOI; or the note where no more is known."""
        names = [name.split(",")[0] for name in self.fields.get("author", "").split(" and ") if name]
        authors = f"{names[0]} et al." if len(names) > 2 else " and ".join(names)
        year, title = self.fields.get("year", ""), self.fields.get("title", "")
        where = self.fields.get("journal") or self.fields.get("publisher") or self.fields.get("howpublished", "")
        place = " ".join(part for part in (where, self.fields.get("volume", "")) if part)
        doi = f"doi {self.fields['doi']}" if "doi" in self.fields else ""
        said = [part for part in (f"{authors} {year}".strip(), title, place, doi) if part]
        return ". ".join(said) + "." if title else ". ".join([*said, self.fields.get("note", self.key)])


def entries(text: str) -> list[tuple[str, str, str]]:
    """Return kind, key and body of every entry in the text of a bibliography of our form."""
    return ENTRY.findall(text)


@cache
def references() -> Mapping[str, Reference]:
    """Return every source by key."""
    text = (data_directory() / "references.bib").read_text(encoding="utf-8")
    found = {}
    for kind, key, body in entries(text):
        fields = {
            name: value.replace("{", "").replace("}", "").replace("--", "–") for name, value in FIELD.findall(body)
        }
        found[key] = Reference(key=key, kind=kind, fields=fields)
    return found


def citations(keys: tuple[str, ...]) -> list[str]:
    """Return the citations of some keys, each begun by its key."""
    return [f"{key}: {references()[key].citation}" for key in keys]
