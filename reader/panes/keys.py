"""The keys of the reading pane, in one list for the pane, the help and the user's key map."""

from typing import Final

from textual.binding import Binding


def _key(name: str, keys: str, action: str, description: str, *, show: bool = False) -> Binding:
    return Binding(keys, action, description, show=show, id=f"article.{name}")


ARTICLE_BINDINGS: Final[list[Binding]] = [
    _key("down", "j,down", "move('down')", "Move a line down"),
    _key("up", "k,up", "move('up')", "Move a line up"),
    _key("left", "left", "move('left')", "Move a character left"),
    _key("right", "right", "move('right')", "Move a character right"),
    _key("word", "w,ctrl+right", "move('word')", "Move to the next word"),
    _key("word-back", "W,ctrl+left", "move('word_back')", "Move to the word before"),
    _key("sentence", "right_parenthesis", "move('sentence')", "Move to the next sentence"),
    _key(
        "sentence-back", "left_parenthesis", "move('sentence_back')", "Move to the sentence before"
    ),
    _key("paragraph", "right_curly_bracket", "move('paragraph')", "Move to the next paragraph"),
    _key(
        "paragraph-back",
        "left_curly_bracket",
        "move('paragraph_back')",
        "Move to the paragraph before",
    ),
    _key("line-start", "0,home", "move('line_start')", "Move to the start of the line"),
    _key("line-end", "dollar_sign,end", "move('line_end')", "Move to the end of the line"),
    _key("top", "g,ctrl+home", "move('top')", "Go to the top"),
    _key("bottom", "G,ctrl+end", "move('bottom')", "Go to the end"),
    _key("page-down", "pagedown", "move('page_down')", "Move a page down"),
    _key("page-up", "pageup", "move('page_up')", "Move a page up"),
    _key("half-down", "ctrl+d", "move('half_down')", "Move half a page down"),
    _key("half-up", "ctrl+u", "move('half_up')", "Move half a page up"),
    _key("extend-down", "shift+down", "extend('down')", "Select a line down"),
    _key("extend-up", "shift+up", "extend('up')", "Select a line up"),
    _key("extend-left", "shift+left", "extend('left')", "Select a character left"),
    _key("extend-right", "shift+right", "extend('right')", "Select a character right"),
    _key("extend-word", "ctrl+shift+right", "extend('word')", "Select to the next word"),
    _key("extend-word-back", "ctrl+shift+left", "extend('word_back')", "Select to the word before"),
    _key("select", "v", "select('characters')", "Select by character, by any motion", show=True),
    _key("select-lines", "V", "select('lines')", "Select whole lines"),
    _key("select-sentence", "s", "select_sentence", "Select the sentence, once selecting"),
    _key("cancel", "escape", "cancel", "End the selection or the find"),
    _key("find", "ctrl+f", "find", "Find in this article", show=True),
    _key("editor", "E", "outside('editor')", "Open a copy of the article in your editor"),
    _key("pager", "P", "outside('pager')", "Open a copy of the article in your pager"),
]
"""Keys of the pane alone. The ids are the names in the user's key map."""

SHARED_BINDINGS: Final[list[Binding]] = [
    Binding("space", "mark", "Mark the selection, the claim or the sentence", id="mark"),
    Binding("y", "copy", "Send the selection, claim or sentence to the clipboard", id="copy"),
    Binding("n", "next_hit(1)", "Go to the next hit", id="next-hit", show=False),
    Binding("N", "next_hit(-1)", "Go to the hit before", id="previous-hit", show=False),
    Binding(
        "right_square_bracket", "next_claim(1)", "Go to the next claim", id="next-claim", show=False
    ),
    Binding(
        "left_square_bracket",
        "next_claim(-1)",
        "Go to the claim before",
        id="previous-claim",
        show=False,
    ),
]
"""Keys the pane shares with the screen around it, under the screen's ids: remapping one remaps
both."""
