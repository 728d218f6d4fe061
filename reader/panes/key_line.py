"""The lines around a view that covers the screen: its title above, its keys below."""

from collections.abc import Iterable

from textual.content import Content

from reader.drawing import ACCENT, MUTED, between, parted


def key_line(keys: Iterable[tuple[str, str]], width: int) -> Content:
    """Keys with what they do, the first first, as many as there is room for.

    Args:
        keys: a key as it is shown, and one or two words.
        width: cells there are.
    """
    shown: list[Content] = []
    room = width
    for key, words in keys:
        cell = _key(key, words)
        room -= cell.cell_length + (2 if shown else 0)
        if room < 0:
            break
        shown.append(cell)
    return parted(shown)


def title_line(title: str, words: str, width: int) -> Content:
    """The name of a view, what it shows, and the key that leaves it."""
    left = [Content.styled(title, f"bold {ACCENT}"), Content.styled(words, MUTED)]
    return between(parted(left, "   "), _key("esc", "close"), width)


def _key(key: str, words: str) -> Content:
    return Content.styled(key, f"bold {ACCENT}") + Content.styled(f" {words}", MUTED)
