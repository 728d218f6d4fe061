"""The dialog that writes a story's grid to a file: in which format, under which name."""

import asyncio
import io
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static

from reader.drawing import MUTED
from reader.export import Format, save
from reader.export.story import STORY_FORMATS, render_story
from reader.screens.choice import Choice
from reader.screens.saving import free_name, plain_name, trouble
from reader.text import one_line

if TYPE_CHECKING:
    from index.model import Story

STEM: Final = "story"


class StoryExportScreen(ModalScreen[Path | None]):
    """Writes the grid; closes with the file's path, or ``None`` if left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Close without writing"),
        Binding("ctrl+s,enter", "write", "Write the file"),
        Binding("tab", "app.focus_next", "Next field", show=False),
        Binding("shift+tab", "app.focus_previous", "Field before", show=False),
    ]
    DEFAULT_CSS = """
    StoryExportScreen {
        align: center middle;
        background: $background 60%;
        & > #story-export {
            width: 68;
            max-width: 100%;
            height: auto;
            max-height: 100%;
            padding: 1 3;
            background: $surface;
        }
        Label { color: $foreground-muted; padding-top: 1; }
        #story-name { background: $background; }
        #story-said { height: auto; min-height: 1; padding-top: 1; }
    }
    """

    def __init__(self, story: "Story") -> None:
        super().__init__()
        self._story = story
        self._formats = tuple(STORY_FORMATS.values())
        self._named = False
        self._overwrite: Path | None = None

    def compose(self) -> ComposeResult:
        """The format, the file's name, what came of it."""
        with VerticalScroll(id="story-export", can_focus=False):
            yield Static(
                Content.styled("Export the story", "bold $text-primary")
                + Content.styled("   ⏎ write · tab next · esc close", MUTED)
            )
            yield Label("Format")
            yield Choice([form.label for form in self._formats], id="story-format")
            yield Label("File")
            yield Input(free_name(self._formats[0], STEM), compact=True, id="story-name")
            yield Static("", id="story-said")

    @property
    def _format(self) -> Format:
        return self._formats[self.query_one(Choice).index]

    def _say(self, words: str, *, wrong: bool = False) -> None:
        said = one_line(words)
        content = Content.styled(f"! {said}", "bold $text-error") if wrong else Content(said)
        self.query_one("#story-said", Static).update(content)

    @on(Choice.Chosen)
    def _rename(self) -> None:
        self._overwrite = None
        if not self._named:
            with self.prevent(Input.Changed):
                self.query_one(Input).value = free_name(self._format, STEM)

    @on(Input.Changed)
    def _name_changed(self, event: Input.Changed) -> None:
        self._named = self._named or event.value != free_name(self._format, STEM)
        self._overwrite = None
        self._say("")

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_write()

    def action_write(self) -> None:
        """Write the file; where one of that name is there, ask first."""
        name = self.query_one(Input).value.strip()
        if self.app.is_web:
            self._send(plain_name(name))
            return
        path = Path(name).expanduser().absolute()
        if wrong := trouble(name, path):
            self._say(wrong, wrong=True)
        elif path.exists() and path != self._overwrite:
            self._overwrite = path
            self._say(f"{path} is there already. Enter again replaces it.", wrong=True)
        else:
            self.run_worker(self._write(path), exclusive=True, exit_on_error=False)

    def _send(self, name: str) -> None:
        content = render_story(self._format, self._story)
        self.app.deliver_text(io.StringIO(content), save_filename=name)
        self._leave(f"Story sent to your browser as {name}", Path(name))

    async def _write(self, path: Path) -> None:
        form, story = self._format, self._story
        try:
            await asyncio.to_thread(lambda: save(render_story(form, story), path))
        except OSError as error:
            self._say(f"{path}: {error.strerror or error}. Choose another place.", wrong=True)
        else:
            self._leave(f"Story written to {path}", path)

    def _leave(self, words: str, path: Path) -> None:
        self.app.notify(one_line(words), title="Exported", markup=False, timeout=10)
        self.dismiss(path)
