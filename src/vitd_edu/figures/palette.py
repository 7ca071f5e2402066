"""One palette, one type scale, one spacing scale, defined here once for the light and the dark theme.

The hues run from blue to orange with steps in lightness, so that they are told apart under the three color-vision
deficiencies; tests compute the contrast of every pair of text and ground.
"""

from collections.abc import Mapping

LIGHT: Mapping[str, str] = {
    "ground": "#ffffff",
    "panel": "#f4f6f8",
    "line": "#c9d1d9",
    "edge": "#6b7785",
    "ink": "#17212b",
    "quiet-ink": "#4a5663",
    "accent": "#075f86",
    "accent-ground": "#e3f1f7",
    "on-accent": "#ffffff",
    "alarm": "#a3230f",
    "alarm-ground": "#fdecea",
    "urgent": "#7a4a00",
    "urgent-ground": "#fff3dc",
    "good": "#1d6b46",
    "strength-0": "#e4e8ec",
    "strength-1": "#f6d9a4",
    "strength-2": "#e08a2e",
    "strength-3": "#9c2f10",
    "band-low": "#3c78b4",
    "band-borderline": "#a9cbe8",
    "band-normal": "#dfe6e2",
    "band-high": "#d9772b",
}
DARK: Mapping[str, str] = {
    "ground": "#12181e",
    "panel": "#1b232b",
    "line": "#3a4652",
    "edge": "#8594a3",
    "ink": "#edf2f6",
    "quiet-ink": "#b3bfca",
    "accent": "#7cc7ea",
    "accent-ground": "#16303d",
    "on-accent": "#08202c",
    "alarm": "#ffb4a6",
    "alarm-ground": "#3b1711",
    "urgent": "#ffd58a",
    "urgent-ground": "#362708",
    "good": "#8ed8b1",
    "strength-0": "#2c3640",
    "strength-1": "#6d521f",
    "strength-2": "#c67a22",
    "strength-3": "#ffb59a",
    "band-low": "#5b9bd8",
    "band-borderline": "#2f5577",
    "band-normal": "#34413c",
    "band-high": "#d98445",
}
TYPE_SCALE: Mapping[str, str] = {"small": "12px", "body": "14px", "lead": "16px"}
SPACING: Mapping[str, str] = {"1": "4px", "2": "8px", "3": "12px", "4": "16px", "5": "24px"}


def variables(theme: Mapping[str, str]) -> str:
    """Return a theme as declarations of CSS custom properties."""
    return "".join(f"--vd-{name}:{value};" for name, value in theme.items())


def style_sheet() -> str:
    """Return the custom properties of both themes and both scales.

    JupyterLab says which theme is on by an attribute of the page's body; Voila adds a class; a bare page follows the
    system.
    """
    scales = "".join(f"--vd-type-{name}:{size};" for name, size in TYPE_SCALE.items())
    scales += "".join(f"--vd-space-{name}:{size};" for name, size in SPACING.items())
    dark = variables(DARK)
    return (
        f".vd-panel{{{variables(LIGHT)}{scales}}}\n"
        f'body[data-jp-theme-light="false"] .vd-panel,body.theme-dark .vd-panel{{{dark}}}\n'
        f"@media (prefers-color-scheme:dark){{body:not([data-jp-theme-light]):not(.theme-light) .vd-panel{{{dark}}}}}\n"
    )
