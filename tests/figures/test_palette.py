"""Contrast by the formula of WCAG 2.2, for the pairs that the style sheet puts on one another."""

import itertools
import math
import re
from itertools import pairwise

import pytest

from vitd_edu.figures import palette
from vitd_edu.panels.front import HERE, style

THEMES = {"light": palette.LIGHT, "dark": palette.DARK}
TEXT = {
    "ground": "ink quiet-ink accent alarm good",
    "panel": "ink quiet-ink accent alarm",
    "accent-ground": "ink quiet-ink accent",
    "alarm-ground": "ink quiet-ink alarm urgent",
    "accent": "on-accent",
    "urgent-ground": "urgent",
}
GRAPHICS = {
    "ground": "edge accent alarm band-low band-high strength-3",
    "panel": "edge accent strength-3",
    "strength-0": "accent ink strength-3",
    "strength-1": "ink",
}


def pairs(grounds):
    return [(name, ground) for ground, names in grounds.items() for name in names.split()]


def luminance(color):
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, two):
    low, high = sorted([luminance(one), luminance(two)])
    return (high + 0.05) / (low + 0.05)


def test_the_formula():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), pairs(TEXT))
def test_text_stands_out(theme, text, ground):
    assert contrast(THEMES[theme][text], THEMES[theme][ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("sign", "ground"), pairs(GRAPHICS))
def test_graphics_stand_out(theme, sign, ground):
    assert contrast(THEMES[theme][sign], THEMES[theme][ground]) >= 3.0


@pytest.mark.parametrize("theme", THEMES)
def test_strengths_are_steps_in_lightness(theme):
    steps = [luminance(THEMES[theme][f"strength-{step}"]) for step in range(4)]
    assert steps in (sorted(steps), sorted(steps, reverse=True))
    for one, two in pairwise(steps):
        assert (max(one, two) + 0.05) / (min(one, two) + 0.05) >= 1.1


def test_both_themes_name_the_same_colors():
    assert palette.LIGHT.keys() == palette.DARK.keys()
    for theme in THEMES.values():
        assert all(re.fullmatch(r"#[0-9a-f]{6}", color) for color in theme.values())


def test_the_style_sheet_defines_what_the_rules_use():
    used = set(
        re.findall(
            r"var\(--vd-([a-z0-9-]+)\)",
            "".join(path.read_text(encoding="utf-8") for path in sorted(HERE.glob("*.css"))),
        )
    )
    defined = {
        *palette.LIGHT,
        *(f"type-{name}" for name in palette.TYPE_SCALE),
        *(f"space-{name}" for name in palette.SPACING),
    }
    assert used - defined == set()
    assert defined - used == set()


def test_the_rules_hold_no_color_of_their_own():
    rules = "".join(path.read_text(encoding="utf-8") for path in sorted(HERE.glob("*.css")))
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(", rules) == []


def test_the_style_sheet_carries_both_themes():
    text = style()
    for theme in THEMES.values():
        assert f"--vd-ink:{theme['ink']};" in text
    assert "prefers-color-scheme:dark" in text


# Machado, Oliveira and Fernandes 2009, full severity; they act on linear red, green and blue.
DEFICIENCIES = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    "usual sight": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
}
TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE = (0.9505, 1.0, 1.089)
FAMILIES = (
    ("strength-0", "strength-1", "strength-2", "strength-3"),
    ("band-low", "band-borderline", "band-normal", "band-high"),
)
TOLD_APART = 9.0  # CIE 1976 difference; about 2 is just noticeable side by side


def linear(color):
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def times(matrix, vector):
    return [sum(factor * value for factor, value in zip(row, vector, strict=True)) for row in matrix]


def as_lab(color, deficiency):
    seen = [min(max(part, 0.0), 1.0) for part in times(DEFICIENCIES[deficiency], linear(color))]
    x, y, z = (
        value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116
        for value in (part / white for part, white in zip(times(TO_XYZ, seen), WHITE, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
@pytest.mark.parametrize("theme", [palette.LIGHT, palette.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("family", FAMILIES, ids=["strengths", "bands"])
def test_colors_of_a_family_are_told_apart_with_any_color_vision(family, theme, deficiency):
    seen = {name: as_lab(theme[name], deficiency) for name in family}
    for one, other in itertools.combinations(family, 2):
        assert math.dist(seen[one], seen[other]) >= TOLD_APART, (one, other)
