"""The bibliography: our reader against a strict one, and citations that guess nothing."""

import re

from vitd_edu.knowledge.references import citations, references
from vitd_edu.locate import data_directory


def entries():
    """Read the bibliography brace by brace, as BibTeX itself does: key -> (kind, fields)."""
    text, found, place = (data_directory() / "references.bib").read_text(encoding="utf-8"), {}, 0
    while (start := text.find("@", place)) >= 0:
        kind, opening = text[start + 1 : text.index("{", start)], text.index("{", start)
        place = closing(text, opening)
        key, _, body = text[opening + 1 : place].partition(",")
        fields, at = {}, 0
        while match := re.compile(r"\s*,?\s*(\w+)\s*=\s*(?=\{)").match(body, at):
            at = closing(body, match.end())
            fields[match[1]] = body[match.end() + 1 : at]
            at += 1
        assert not body[at:].strip(" ,\n"), f"{key}: left unread: {body[at:]!r}"
        found[key] = (kind, fields)
    return found


def closing(text, opening):
    depth = 0
    for place in range(opening, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if depth == 0:
            return place
    raise AssertionError(f"a brace is never closed: {text[opening : opening + 40]!r}")


def plain(value):
    return value.replace("{", "").replace("}", "").replace("--", "–")


def test_our_reader_finds_what_a_strict_one_finds():
    expected = entries()
    assert references().keys() == expected.keys()
    for key, row in references().items():
        kind, fields = expected[key]
        assert row.kind == kind, key
        assert dict(row.fields) == {name: plain(value) for name, value in fields.items()}, key


def test_every_source_can_be_cited():
    for key, row in references().items():
        assert row.citation.strip(" ."), key
        assert not re.search(r"\{|\}|None|\. \.|^\W", row.citation), (key, row.citation)


def test_a_citation_is_begun_by_its_key():
    (said,) = citations(("Sai2011",))
    assert said.startswith("Sai2011: ")
    assert "2011" in said[9:]


def test_a_doi_looks_like_one():
    for key, row in references().items():
        assert re.fullmatch(r"10\.\d{4,9}/\S+", row.fields.get("doi", "10.1000/none")), key
