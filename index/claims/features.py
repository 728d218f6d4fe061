"""The normal forms of one claim, put together from the modules that each read one kind.

What a claim says of numbers, days, names, doing and denying, in forms that two wordings of one
fact share. Compares nothing.
"""

from index.claims.dates import calendar_of
from index.claims.forms import Features, Modality, Name, Quantity, TimeRef
from index.claims.modality import is_negated, modality
from index.claims.names import NO_NAMES, NameBook, same_name
from index.claims.naming import name_book
from index.claims.numbers import quantities
from index.claims.slashes import Order, order_of
from index.claims.words import content_words

__all__ = [
    "Features",
    "Modality",
    "Name",
    "NameBook",
    "Quantity",
    "TimeRef",
    "content_words",
    "features",
    "name_book",
    "order_of",
    "same_name",
]


def features(
    text: str,
    *,
    published: str | None = None,
    speaker: str | None = None,
    names: NameBook | None = None,
    order: Order | None = None,
) -> Features:
    """Read the normal forms of one claim.

    Args:
        text: the claim's words.
        published: the article's date, ISO 8601 at any precision; without it relative days are
            left out.
        speaker: whoever said it, as kept in the claim.
        names: the article's own names, from ``name_book``; without them a surname stays alone.
        order: in which order the article writes its days with slashes, from ``order_of``.

    Returns:
        The normal forms; every part is empty rather than missing where there is nothing.
    """
    book = names or NO_NAMES
    stance = modality(text)
    when = calendar_of(text, published, ahead=stance in {"planned", "possible"}, order=order)
    return Features(
        words=content_words(text),
        names=book.find(text),
        quantities=quantities(text, skip=when.stretches),
        times=when.times,
        negated=is_negated(text),
        modality=stance,
        speaker=book.speaker_key(speaker) if speaker else None,
    )
