"""Hints on the main screen: a line above the keys, until it is dismissed or left behind."""

from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.events import DescendantFocus
from textual.widgets import Static

from reader.actions import first_key
from reader.drawing import MUTED
from reader.screens.desk import Desk

if TYPE_CHECKING:
    from reader.hints import Hint


class Hinting(Desk):
    """The part of the main screen that gives hints."""

    def __init__(self) -> None:
        super().__init__()
        self.hint: Hint | None = None
        """The hint shown now."""
        self._hinting = False
        self._seen: frozenset[str] = frozenset()

    async def furnish(self) -> None:
        """Bring in the other panes, then the hint for the place one is in."""
        await super().furnish()
        from reader.hints import HINTS, seen
        from reader.settings import load_preferences

        self._seen = seen()
        if load_preferences().hints and len(self._seen) < len(HINTS):
            self._hinting = True
            await self.mount(Static(id="hint"), before="#keys")
            self._show_hint()

    @on(DescendantFocus)
    def _place_changed(self) -> None:
        if self._hinting:
            self._show_hint()

    def _show_hint(self) -> None:
        """Show the hint for the place one is in, unless it was shown; the one before is done."""
        from reader.hints import hint_for

        hint = hint_for(self.focused.id if self.focused else None)
        if hint is self.hint and hint is not None:
            return
        self._done()
        if hint is not None and hint.place not in self._seen:
            self.hint = hint
            keymap = self.app._keymap
            self.query_one("#hint", Static).update(
                Content.styled("Hint  ", "bold $text-primary")
                + Content(hint.text(keymap))
                + Content.styled(f"  {first_key('dismiss-hint', keymap)} dismisses", MUTED)
            )
        self.query_one("#hint").display = self.hint is not None
        self.refresh_bindings()

    def _done(self) -> None:
        if self.hint is not None:
            from reader.hints import note_seen

            self._seen |= {self.hint.place}
            self.hint = None
            note_seen(self._seen)

    def action_dismiss_hint(self) -> None:
        """Take the hint away; the help lists it."""
        self._done()
        self.query_one("#hint").display = False
        self.refresh_bindings()
