"""The colour schemes: everything can be read on what it stands on."""

import pytest
from textual.color import Color

from reader.themes import OWN

ON_ALL = ("foreground", "foreground-muted", "text-primary", "text-success", "text-warning")
GROUNDS = ("background", "surface", "block-cursor-background", "block-cursor-blurred-background")


def luminance(colour: Color) -> float:
    """Relative luminance (WCAG 2.2)."""

    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

    red, green, blue = map(linear, colour.normalized)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(ink: str, ground: str) -> float:
    """The contrast ratio of a colour of a theme on another (WCAG 2.2)."""
    under = Color.parse(ground)
    if ink.startswith("auto"):
        over = under.get_contrast_text(float(ink.removeprefix("auto").strip(" %")) / 100)
    else:
        over = Color.parse(ink)
    dark, light = sorted((luminance(under), luminance(under + over)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", OWN)
def test_every_kind_of_text_can_be_read(name: str) -> None:
    colours = OWN[name].to_color_system().generate()
    pairs = [(ink, ground) for ink in (*ON_ALL, "text-error") for ground in GROUNDS]
    pairs += [(ink, "background") for ink in ("text-muted", "text-disabled")]

    found = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}

    least = 7 if "contrast" in name else 4.5
    assert not {pair: ratio for pair, ratio in found.items() if ratio < least}


@pytest.mark.parametrize("name", OWN)
def test_what_is_dimmed_stays_behind_the_text(name: str) -> None:
    colours = OWN[name].to_color_system().generate()
    ground = colours["background"]
    dimmed = contrast(colours["text-disabled"], ground)

    assert dimmed < contrast(colours["foreground"], ground) / 1.5
