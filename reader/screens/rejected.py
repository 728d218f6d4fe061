"""The card that names the files which could not be read, and why."""

from collections.abc import Sequence

from textual.content import Content

from index.model import Outcome
from reader.drawing import MUTED
from reader.screens.help import Card
from reader.text import one_line, plural


class RejectedScreen(Card):
    """Each input with its reason; what could be read was taken in."""

    def __init__(self, rejected: Sequence[Outcome]) -> None:
        super().__init__()
        self._rejected = rejected

    def title_line(self) -> str:
        """What the card is about."""
        return f"{plural(len(self._rejected), 'input')} could not be read"

    def body(self) -> Content:
        """A line an input."""
        lines = [
            Content(one_line(outcome.input))
            + "\n"
            + Content.styled(f"  {one_line(outcome.reason or 'no reason given')}", MUTED)
            for outcome in self._rejected
        ]
        return Content("\n").join(
            [*lines, Content(""), Content("What could be read was taken in.")]
        )
