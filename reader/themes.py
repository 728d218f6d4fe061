"""The app's own colour schemes: one accent, statuses apart in lightness as well as hue.

In the dark and the light one every kind of text has a contrast of at least 4.5 to 1 with what it
stands on, in the one of high contrast 7 to 1 (WCAG 2.2, 1.4.3 and 1.4.6).
"""

from typing import Final

from textual.theme import Theme


def _cursor(background: str, text: str, blurred: str) -> dict[str, str]:
    """The chosen row of a list, in the part of the screen that has the keys and in others."""
    return {
        "block-cursor-background": background,
        "block-cursor-foreground": text,
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": blurred,
        "block-cursor-blurred-text-style": "none",
    }


def _scrollbar(trough: str, bar: str, pointed: str, held: str) -> dict[str, str]:
    """A scrollbar: at rest, under the pointer, and being dragged."""
    return {
        "scrollbar": bar,
        "scrollbar-hover": pointed,
        "scrollbar-active": held,
        "scrollbar-background": trough,
        "scrollbar-background-hover": trough,
        "scrollbar-background-active": trough,
    }


DARK: Final = Theme(
    name="secondsource-dark",
    primary="#6cb2eb",
    secondary="#8a9bb0",
    accent="#6cb2eb",
    success="#8fc98a",
    warning="#e3c07a",
    error="#f0857d",
    foreground="#d6dae0",
    background="#14171c",
    surface="#191d24",
    panel="#20252e",
    dark=True,
    variables={
        "text-disabled": "auto 46%",
        "foreground-muted": "#d6dae0aa",
        **_cursor("#263445", "#f2f5f8", "#1e252f"),
        "input-selection-background": "#6cb2eb 35%",
        **_scrollbar("#14171c", "#2d3440", "#465266", "#6cb2eb"),
    },
)

LIGHT: Final = Theme(
    name="secondsource-light",
    primary="#0b63a5",
    secondary="#5c6b7c",
    accent="#0b63a5",
    success="#2b7a2f",
    warning="#8f6200",
    error="#b3261e",
    foreground="#22262c",
    background="#fbfaf7",
    surface="#f3f1ec",
    panel="#e9e6df",
    dark=False,
    variables={
        "text-disabled": "auto 54%",
        "foreground-muted": "#22262cb0",
        **_cursor("#d7e6f4", "#101418", "#ebe8e1"),
        "input-selection-background": "#0b63a5 25%",
        **_scrollbar("#fbfaf7", "#cfcabf", "#a9a396", "#0b63a5"),
    },
)

CONTRAST: Final = Theme(
    name="secondsource-contrast",
    primary="#ffd84d",
    secondary="#c8c8c8",
    accent="#ffd84d",
    success="#7dff8a",
    warning="#ffd84d",
    error="#ff9d94",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    dark=True,
    variables={
        "text-muted": "#d8d8d8",
        "text-disabled": "#b4b4b4",
        "foreground-muted": "#d8d8d8",
        "foreground-disabled": "#b4b4b4",
        **_cursor("#0d2450", "#ffffff", "#1c1c1c"),
        "input-selection-background": "#0d2450",
        **_scrollbar("#000000", "#8c8c8c", "#ffffff", "#ffd84d"),
    },
)

OWN: Final = {theme.name: theme for theme in (DARK, LIGHT, CONTRAST)}
