"""How hard a text is to read: the grade of Flesch and Kincaid, with syllables counted by a rule of thumb."""

import re

MARKS = re.compile(r"`[^`]*`|!\[[^\]]*\]\([^)]*\)|https?://\S+")
LINK = re.compile(r'\[([^\]]*)\]\((?:[^()"]|"[^"]*")*\)')
END = re.compile(r"[.!?:;]+(?=\s|$)|\n\s*\n|\n(?=\s*(?:[-*#|]|\d+\.))")
WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
UNIT = re.compile(r"\S*[\d/]\S*?(?=[.!?:;,)]*(?:\s|$))")  # numbers and units are read at a glance
APART = re.compile(r"(?<![cst])i[aou]")  # two vowels, two syllables


def sentences(text: str) -> list[list[str]]:
    """Return the words of each sentence of a Markdown text."""
    plain = UNIT.sub(" ", LINK.sub(r"\1", MARKS.sub(" ", text)))
    found = [WORD.findall(piece) for piece in END.split(plain)]
    return [words for words in found if len(words) > 1]


def syllables(word: str) -> int:
    """Return about how many syllables a word has: groups of vowels, a silent e left out."""
    small = re.sub(r"(?:[^laeiouy]es|[^td]ed|[^laeiouy]e)$", lambda end: end.group()[0], word.lower())
    return max(1, len(re.findall(r"[aeiouy]+", small)) + len(APART.findall(small)))


def grade(text: str) -> float:
    """Return the school grade (United States) at which a text reads with ease."""
    each = sentences(text)
    words = [word for sentence in each for word in sentence]
    return 0.39 * len(words) / len(each) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
