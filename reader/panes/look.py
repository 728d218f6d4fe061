"""How the reading pane looks: its style sheet, and layer names turned into styles.

Every layer is told apart without colour too. In colour: a background, a text colour. Without
(``NO_COLOR``, ANSI themes): bold, underline, italic, reverse and the signs in the gutter.
"""

from typing import Final

from rich.style import Style
from textual.widget import Widget

COMPONENTS: Final = {
    f"article--{name}"
    for name in (
        "title",
        "meta",
        "chrome",
        "highlight-yellow",
        "highlight-green",
        "highlight-blue",
        "highlight-red",
        "highlight-purple",
        "passage",
        "hit",
        "hit-current",
        "claim",
        "selection",
        "cursor",
        "sign-corroborated",
        "sign-disputed",
        "sign-echoed",
        "sign-single-source",
        "sign-passage",
        "thumb",
        "sign-yellow",
        "sign-green",
        "sign-blue",
        "sign-red",
        "sign-purple",
    )
}

CSS: Final = """
ArticlePane {
    overflow-x: hidden;
    overflow-y: scroll;
    scrollbar-size-vertical: 0;
    border-bottom: blank;
    border-subtitle-align: right;
    border-subtitle-color: $text-muted;
    border-subtitle-background: transparent;
    background: $background;
    color: $foreground;

    & > .article--title { text-style: bold; color: $text; }
    & > .article--meta { color: $text-muted; }
    & > .article--chrome { color: $text-disabled; }
    & > .article--highlight-yellow { background: #d8b400 32%; }
    & > .article--highlight-green { background: #37a84a 32%; }
    & > .article--highlight-blue { background: #3d84d8 36%; }
    & > .article--highlight-red { background: #d84c4c 32%; }
    & > .article--highlight-purple { background: #a05ad0 34%; }
    & > .article--passage { background: $primary 20%; text-style: bold; }
    & > .article--hit { background: $warning 45%; text-style: bold; }
    & > .article--hit-current { background: $warning; color: auto 95%; text-style: bold; }
    & > .article--claim { text-style: underline; }
    & > .article--selection { background: $primary 60%; }
    & > .article--cursor { text-style: reverse; }
    & > .article--sign-corroborated { color: $text-success; }
    & > .article--sign-disputed { color: $text-error; text-style: bold; }
    & > .article--sign-echoed { color: $text-warning; }
    & > .article--sign-single-source { color: $text-muted; }
    & > .article--sign-passage { color: $text-primary; text-style: bold; }
    & > .article--thumb { color: $text-disabled; }
    & > .article--sign-yellow { color: #d8b400; }
    & > .article--sign-green { color: #37a84a; }
    & > .article--sign-blue { color: #3d84d8; }
    & > .article--sign-red { color: #d84c4c; }
    & > .article--sign-purple { color: #a05ad0; }
}
ArticlePane:nocolor, ArticlePane:ansi {
    & > .article--meta { text-style: dim; }
    & > .article--chrome { text-style: dim; }
    & > .article--highlight-yellow, & > .article--highlight-green,
    & > .article--highlight-blue, & > .article--highlight-red,
    & > .article--highlight-purple { background: transparent; text-style: italic; }
    & > .article--passage { background: transparent; text-style: underline; }
    & > .article--hit { background: transparent; text-style: bold underline; }
    & > .article--hit-current {
        background: transparent;
        color: $foreground;
        text-style: bold reverse;
    }
    & > .article--selection { background: transparent; text-style: reverse; }
    & > .article--cursor { text-style: reverse underline; }
}
"""


class Palette:
    """Styles of layer combinations, worked out once each."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._styles: dict[tuple[str, ...], Style] = {}

    def forget(self) -> None:
        """Work every style out anew: the theme or the focus changed."""
        self._styles.clear()

    def style(self, *layers: str) -> Style:
        """The look of text under these layers, named from the lowest to the topmost."""
        style = self._styles.get(layers)
        if style is None:
            style = self._styles[layers] = self._mixed(layers)
        return style

    def _mixed(self, layers: tuple[str, ...]) -> Style:
        _, _, background, colour = self._widget.colors
        attributes = Style()
        reverses = 0
        for layer in layers:
            styles = self._widget.get_component_styles(f"article--{layer}")
            if styles.has_rule("background") and styles.background.a:
                background += styles.background
            if styles.has_rule("color"):
                colour = (
                    background.get_contrast_text(styles.color.a)
                    if styles.auto_color
                    else styles.color
                )
            attributes += styles.text_style
            reverses += bool(styles.text_style.reverse)
        # A cursor inside reversed text shows by not being reversed.
        attributes += Style(reverse=bool(reverses % 2))
        ink = Style.from_color((background + colour).rich_color, background.rich_color)
        return ink + attributes
