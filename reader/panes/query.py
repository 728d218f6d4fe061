"""The field a query is typed into: completion, queries asked before, ways out."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input

from index.asking import Completion
from reader.actions import bindings, by_id, key_name
from reader.drawing import parted
from reader.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

_VALUE_CELLS: Final = 28


@dataclass(frozen=True, slots=True)
class _Offer:
    """What the query could go on with, and how far the user has gone through it."""

    query: str
    completion: Completion
    taken: int = -1

    def with_value(self, number: int) -> str:
        """The query with one of the values in its place."""
        made = self.completion
        return self.query[: made.start] + made.values[number] + self.query[made.end :]

    def end_of(self, number: int) -> int:
        """Where the cursor stands behind that value."""
        return self.completion.start + len(self.completion.values[number])


class QueryInput(Input):
    """The query being typed."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("query")]

    virtual_size = Reactive(Size(0, 0))
    """No reason to lay the screen out anew at each key: the field's own size is fixed."""

    class Left(Message):
        """The user is done typing."""

    class Cleared(Message):
        """The user wants to begin anew."""

    class Offered(Message):
        """What the query could go on with is another now."""

    def __init__(self) -> None:
        super().__init__(
            placeholder="search the reports", id="query", compact=True, select_on_focus=False
        )
        self.recent: Sequence[str] = ()
        """Queries asked before, the latest first."""
        self._offer: _Offer | None = None
        self._older: Sequence[str] = ()
        self._recalled = -1
        self._draft = ""

    # Completion

    def offer(self, query: str, completion: Completion | None) -> None:
        """Offer what a query could go on with, if it is still the one typed."""
        offer = self._offer
        if query != self.value or (offer and offer.taken >= 0 and self._stands(offer)):
            return
        self._offer = _Offer(query, completion) if completion else None
        if offer or completion:
            self.post_message(self.Offered())

    def _stands(self, offer: _Offer) -> bool:
        there = offer.query if offer.taken < 0 else offer.with_value(offer.taken)
        return self.value == there

    @property
    def offered(self) -> Content:
        """What the query could go on with, on one line; empty where nothing is offered."""
        offer = self._offer
        if offer is None or not self.has_focus or not self._stands(offer):
            return Content("")
        values = [
            Content(one_line(value, _VALUE_CELLS)).stylize(
                "bold underline" if number == offer.taken else ""
            )
            for number, value in enumerate(offer.completion.values)
        ]
        key = Content.styled(key_name(by_id()["complete"].keys[0]), "bold $text-primary")
        return key + " " + parted(values)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Complete only where something is offered, go to newer queries only from an older one."""
        if action == "complete":
            return self._offer is not None and self._stands(self._offer)
        if action == "older_query":
            return bool(self.recent)
        return super().check_action(action, parameters)

    def action_complete(self) -> None:
        """Take the first of what is offered, then the next."""
        offer = self._offer
        if offer is None:
            return
        number = (offer.taken + 1) % len(offer.completion.values)
        self._offer = _Offer(offer.query, offer.completion, number)
        self.value = offer.with_value(number)
        self.cursor_position = offer.end_of(number)
        self.post_message(self.Offered())

    def watch_has_focus(self, focus: bool) -> None:
        """Offer only where keys are typed."""
        super().watch_has_focus(focus)
        if self._offer is not None:
            self.post_message(self.Offered())

    # Queries asked before

    @property
    def _is_recalled(self) -> bool:
        return 0 <= self._recalled < len(self._older) and (
            self.value == self._older[self._recalled]
        )

    def action_older_query(self) -> None:
        """Go to the query asked before this one."""
        if not self._is_recalled:
            self._draft, self._recalled = self.value, -1
            self._older = [query for query in self.recent if query != self.value]
        self._recall(min(self._recalled + 1, len(self._older) - 1))

    def action_newer_query(self) -> None:
        """Go to the query asked after this one, at last to what was being typed; then leave."""
        if self._is_recalled:
            self._recall(self._recalled - 1)
        else:
            self.post_message(self.Left())

    def _recall(self, number: int) -> None:
        self._recalled = number
        self.value = self._older[number] if number >= 0 else self._draft
        self.action_end()

    # Ways out

    def action_leave_query(self) -> None:
        """Go to the results."""
        self.post_message(self.Left())

    def action_clear_query(self) -> None:
        """Empty the query and what narrows it; leave it if there is neither."""
        self.post_message(self.Cleared())
