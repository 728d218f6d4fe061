"""Whether a line of an article is its title printed again."""

import re

_WORD = re.compile(r"\w+")


def says_title(line: str, title: str) -> bool:
    """Whether a line holds the title's words in their order and next to nothing else.

    Case and punctuation do not count, nor does a tag or the outlet's name beside the title: up
    to four further words where the title has at least four of its own.
    """
    if len(line) > 2 * len(title) + 60:
        return False
    words, wanted = _words(line), _words(title)
    if not wanted or not words:
        return False
    if words == wanted:
        return True
    if len(wanted) < 4 or not len(wanted) <= len(words) <= len(wanted) + 4:
        return False
    return words[: len(wanted)] == wanted or words[-len(wanted) :] == wanted


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
