"""The names of months in English, and their numbers."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
MONTH_WORDS = frozenset(_MONTHS)
"""Every name and abbreviation, in small letters, without its stop."""
FULL_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
"""Matches one in full."""

MONTH = rf"(?:{FULL_MONTH}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
"""Matches one as it is written, with its stop."""


def month_number(name: str) -> int:
    """1 to 12, by the name or its abbreviation."""
    return _MONTHS[name.rstrip(".").lower()]
