"""What the views that take the whole screen share: keys from the table, clicks on their line."""

from textual import on
from textual.screen import Screen, ScreenResultType

from reader.panes.bars import Pressed


class View(Screen[ScreenResultType]):
    """A screen of its own over the main one; what works everywhere works here too."""

    @on(Pressed)
    async def _pressed(self, event: Pressed) -> None:
        """Do what was clicked on the line of keys, where its key would do it."""
        event.stop()
        for active in self.active_bindings.values():
            if active.enabled and active.binding.id == event.action:
                await self.app.run_action(active.binding.action, active.node)
                return
