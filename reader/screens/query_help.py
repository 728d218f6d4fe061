"""The card that shows how to write a query."""

from typing import Final

from textual.content import Content

from reader.drawing import MUTED
from reader.screens.help import Card

_WIDTH: Final = 24
_EXAMPLES: Final = (
    ("ferry strike", "both words, in any of their forms"),
    ('"ferry strike"', "exactly these words in this order"),
    ("ferry OR boat", "either; AND binds tighter, ( ) group"),
    ("ferry NOT strike", "without a word; -strike means the same"),
    ("title:ferry", "in the title; also source: and author:"),
    ('source:"harbour post"', "of an outlet; source:unknown for none named"),
    ("date:2024-10-21", "of a day; 2024-10 a month, 2024 a year"),
    ("date:2024-10..2024-12", "of a period; also >=2024-10-21"),
    ("date:yesterday", "also monday, last week, last 7 days, may 2024"),
    ("strik*", "words that begin so"),
    ("stirke~", "words one edit away; ~2 for two"),
    ('"ferry strike"~5', "in this order, at most five words apart"),
)


class QueryHelpScreen(Card):
    """The query language by example."""

    def title_line(self) -> str:
        """What the card is about."""
        return "How to write a query"

    def body(self) -> Content:
        """An example and its meaning a line."""
        lines = [
            self.beside(
                Content.styled(f"{query:<{_WIDTH}}", "bold"), Content.styled(meaning, MUTED)
            )
            for query, meaning in _EXAMPLES
        ]
        lines += [
            Content(""),
            Content("Capitals and accents make no difference. The word being typed finds"),
            Content("whatever begins so; ⏎ takes it as it stands."),
        ]
        return Content("\n").join(lines)
