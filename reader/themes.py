"""The app's own colour schemes: one accent, statuses apart in lightness as well as hue.

In the dark and the light one every kind of text has a contrast of at least 4.5 to 1 with what it
stands on, in the one of high contrast 7 to 1 (WCAG 2.2, 1.4.3 and 1.4.6).
"""

from typing import Final

from textual.theme import Theme

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
        "block-cursor-background": "#263445",
        "block-cursor-foreground": "#f2f5f8",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#1e252f",
        "block-cursor-blurred-text-style": "none",
        "input-selection-background": "#6cb2eb 35%",
        "scrollbar": "#2d3440",
        "scrollbar-hover": "#465266",
        "scrollbar-active": "#6cb2eb",
        "scrollbar-background": "#14171c",
        "scrollbar-background-hover": "#14171c",
        "scrollbar-background-active": "#14171c",
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
        "block-cursor-background": "#d7e6f4",
        "block-cursor-foreground": "#101418",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#ebe8e1",
        "block-cursor-blurred-text-style": "none",
        "input-selection-background": "#0b63a5 25%",
        "scrollbar": "#cfcabf",
        "scrollbar-hover": "#a9a396",
        "scrollbar-active": "#0b63a5",
        "scrollbar-background": "#fbfaf7",
        "scrollbar-background-hover": "#fbfaf7",
        "scrollbar-background-active": "#fbfaf7",
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
        "block-cursor-background": "#0d2450",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#1c1c1c",
        "block-cursor-blurred-text-style": "none",
        "input-selection-background": "#0d2450",
        "scrollbar": "#8c8c8c",
        "scrollbar-hover": "#ffffff",
        "scrollbar-active": "#ffd84d",
        "scrollbar-background": "#000000",
        "scrollbar-background-hover": "#000000",
        "scrollbar-background-active": "#000000",
    },
)

OWN: Final = {theme.name: theme for theme in (DARK, LIGHT, CONTRAST)}
