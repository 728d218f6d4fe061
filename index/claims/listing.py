"""Word lists written as running text: readable as a block, one line where code would take forty."""


def word_list(listing: str) -> list[str]:
    """The words of ``listing`` in order."""
    return listing.split()


def word_set(listing: str) -> frozenset[str]:
    """The words of ``listing``."""
    return frozenset(word_list(listing))
