"""The line of keys of a view that has its own: as many as there is room for, none cut."""

from collections.abc import Iterable

from textual.content import Content

from reader.drawing import ACCENT, MUTED, parted


def key_line(keys: Iterable[tuple[str, str]], width: int) -> Content:
    """Keys with what they do, the first first.

    Args:
        keys: a key as it is shown, and one or two words.
        width: cells there are.
    """
    shown: list[Content] = []
    room = width
    for key, words in keys:
        cell = Content.styled(key, f"bold {ACCENT}") + Content.styled(f" {words}", MUTED)
        room -= cell.cell_length + (2 if shown else 0)
        if room < 0:
            break
        shown.append(cell)
    return parted(shown)
