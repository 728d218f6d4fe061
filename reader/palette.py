"""The command palette's source: every action of the table, or of the dialog that is open."""

from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from textual.command import DiscoveryHit, Hit, Hits, Provider

from reader.actions import ACTIONS, CONTEXT_TITLES, Action, key_name, key_names
from reader.screens.keeping import in_words
from reader.screens.main import MainScreen
from reader.text import one_line


@dataclass(frozen=True, slots=True)
class Command:
    """One line of the palette; ``short`` is what it is also found by, a name such as undo."""

    name: str
    short: str
    help: str
    run: Callable[[], Coroutine[Any, Any, object]]


class ActionProvider(Provider):
    """Offers the actions by what they do."""

    def _commands(self) -> Iterator[Command]:
        screen = self.screen
        if not isinstance(screen, MainScreen):
            yield from self._of_dialog()
            return
        for action in ACTIONS:
            if action.id != "palette" and screen.can_perform(action):
                yield Command(
                    action.description,
                    action.id.rpartition(".")[2].replace("-", " "),
                    f"{CONTEXT_TITLES[action.context]} · {self._keys(action)}",
                    partial(screen.perform, action),
                )

        for saved in screen.saved:
            yield Command(
                f"Run the saved search “{one_line(saved.name)}”",
                f"search {one_line(saved.name)}",
                one_line(in_words(saved.search), 100),
                partial(screen.perform_saved, saved.name),
            )

    def _keys(self, action: Action) -> str:
        remapped = self.app._keymap.get(action.id)
        return key_names(remapped.split(",") if remapped else action.keys)

    def _of_dialog(self) -> Iterator[Command]:
        seen: set[str] = set()
        for key, active in self.screen.active_bindings.items():
            binding = active.binding
            if active.enabled and binding.description and binding.action not in seen:
                seen.add(binding.action)
                run = partial(self.app.run_action, binding.action, active.node)
                yield Command(binding.description, binding.action, key_name(key), run)

    async def discover(self) -> Hits:
        """Everything, in the table's order."""
        for command in self._commands():
            yield DiscoveryHit(command.name, command.run, help=command.help)

    async def search(self, query: str) -> Hits:
        """What matches the letters typed."""
        matcher = self.matcher(query)
        for command in self._commands():
            score = max(matcher.match(command.name), matcher.match(command.short))
            if score > 0:
                name = matcher.highlight(command.name)
                yield Hit(score, name, command.run, help=command.help)
