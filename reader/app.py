"""The app object: what is wired to what. Screens, panes and actions have their own modules."""

from collections.abc import Callable, Mapping
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.events import Resize
from textual.theme import BUILTIN_THEMES, Theme

from reader.actions import bindings
from reader.screens.desk import is_tiny
from reader.screens.main import MainScreen
from reader.settings import Keymap, load_keymap, remember, remembered
from reader.terminal import TerminalApp
from reader.themes import DARK, OWN

if TYPE_CHECKING:
    from textual.command import Provider


def _provider() -> "type[Provider]":
    from reader.palette import ActionProvider

    return ActionProvider


class SecondSourceApp(TerminalApp):
    """A reader for reports that shows which of their claims others make too."""

    TITLE = "Second Source"
    CSS_PATH: ClassVar[list[str | PurePath]] = ["styles/app.tcss", "styles/main.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("app")]
    COMMANDS: ClassVar[set[Callable[[], "type[Provider]"]]] = {_provider}  # type: ignore[assignment]
    COMMAND_PALETTE_BINDING = "ctrl+p"
    ENABLE_COMMAND_PALETTE = True

    def __init__(
        self,
        library: Path,
        highlights: Path | None = None,
        paths: tuple[str, ...] = (),
        *,
        fresh: bool = False,
    ) -> None:
        """Make the app.

        Args:
            library: the library's folder.
            highlights: where its highlights lie, if not there.
            paths: the files and folders it was opened for, to be read again.
            fresh: begin anew rather than where the reader left off.
        """
        chosen = remembered("theme")
        if chosen not in OWN and chosen not in BUILTIN_THEMES:
            chosen = DARK.name
        # Chosen before anything is made of it: styles are then read and applied once, not twice.
        self.set_reactive(TerminalApp.theme, chosen)
        super().__init__()
        self.set_class(True, f"-theme-{chosen}", update=False)
        for theme in OWN.values():
            self.register_theme(theme)
        self._is_tiny = False
        self._keymap_read: Keymap = load_keymap()
        self._main = MainScreen(library, highlights, paths, fresh=fresh)

    def get_theme(self, theme_name: str) -> Theme | None:
        """A theme by name, ours among them from the very beginning."""
        return OWN.get(theme_name) or super().get_theme(theme_name)

    def get_default_screen(self) -> MainScreen:
        """The screen to begin with."""
        return self._main

    @property
    def keys_in_use(self) -> Mapping[str, str]:
        """The user's own keys, by action."""
        return self._keymap_read.keys

    def on_mount(self) -> None:
        """Take the user's keys, say what is wrong with them, and remember the colours."""
        self.set_keymap(dict(self.keys_in_use))
        for problem in self._keymap_read.problems:
            self.notify(problem, title="Keys", severity="warning", markup=False, timeout=15)
        self.theme_changed_signal.subscribe(self, lambda theme: remember("theme", theme.name))

    def on_resize(self, event: Resize) -> None:
        """Where nothing can be read, say so until there is room again."""
        tiny = is_tiny(event.size)
        if not tiny and not self._is_tiny:
            return
        from reader.screens.tiny import TinyScreen

        if tiny and not self._is_tiny:
            self.push_screen(TinyScreen())
        elif not tiny and isinstance(self.screen, TinyScreen):
            self.pop_screen()
        self._is_tiny = tiny

    def on_app_focus(self) -> None:
        """Give the keys to a part of the screen: in a browser the app begins without the focus.

        What was marked in another window meanwhile is shown too.
        """
        self.call_later(self._settle_focus)
        self._main.look_again()

    def _settle_focus(self) -> None:
        wanted = self.screen.AUTO_FOCUS or self.AUTO_FOCUS
        if self.screen.focused is None and wanted:
            first = next((w for w in self.screen.query(wanted) if w.focusable), None)
            self.screen.set_focus(first)

    async def action_quit(self) -> None:
        """Leave, to come back to this very place."""
        self._main.keep_now()
        await super().action_quit()

    def action_help(self) -> None:
        """List every key."""
        from reader.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            here = {active.binding.id or "" for active in self.screen.active_bindings.values()}
            self.push_screen(HelpScreen(self.keys_in_use, here))


def run(
    library_folder: Path,
    highlights_folder: Path | None,
    paths: tuple[str, ...],
    *,
    fresh: bool = False,
) -> None:
    """Run the app until the user leaves.

    Args:
        library_folder: the library to read in.
        highlights_folder: where its highlights lie, if not there.
        paths: files and folders opened directly, taken in again in the background.
        fresh: begin anew rather than where the reader left off.
    """
    SecondSourceApp(library_folder, highlights_folder, paths, fresh=fresh).run()
