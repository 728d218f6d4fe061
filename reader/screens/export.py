"""The export dialog: which passages, in which format, into which file.

In a browser the file goes there: whoever reads over the network must not write on this machine.
"""

import asyncio
import io
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static

from index.errors import SecondSourceError
from reader.drawing import MUTED
from reader.export import FORMATS, Format, render, save
from reader.export.gather import EVERYTHING, Selection, gather
from reader.screens.choice import Choice
from reader.screens.saving import free_name, plain_name, trouble
from reader.text import one_line, plural

if TYPE_CHECKING:
    from index.library import Library
    from index.model import Article, Highlight


@dataclass(frozen=True, slots=True)
class Scope:
    """Passages that can be exported together, and what to call them."""

    label: str
    selection: Selection


class ExportScreen(ModalScreen[Path | None]):
    """Writes marked passages to a file; closes with its path, or ``None`` if left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Close without writing, or stop what is being written"),
        Binding("ctrl+s", "write", "Write the file"),
        Binding("enter", "write", "Write the file", show=False),
        Binding("tab", "app.focus_next", "Next field", show=False),
        Binding("shift+tab", "app.focus_previous", "Field before", show=False),
    ]
    DEFAULT_CSS = """
    ExportScreen {
        align: center middle;
        background: $background 60%;
        & > #export {
            width: 76;
            max-width: 100%;
            height: auto;
            max-height: 100%;
            padding: 1 3;
            background: $surface;
            scrollbar-size-vertical: 1;
        }
        .export-label { color: $foreground-muted; padding-top: 1; }
        #export-choices { height: auto; }
        #export-choices > Vertical { height: auto; width: 1fr; }
        #export-name { background: $background; }
        #export-said { height: auto; min-height: 1; padding-top: 1; }
    }
    """

    def __init__(
        self,
        library: "Library",
        article: "Article | None" = None,
        filtered: Selection | None = None,
    ) -> None:
        """A dialog.

        Args:
            library: whose highlights.
            article: the open article, if any.
            filtered: what a filtered list of highlights shows, if the dialog was opened there.
        """
        super().__init__()
        self._library = library
        self._scopes = _scopes(article, filtered)
        self._formats = tuple(FORMATS.values())
        self._highlights: tuple[Highlight, ...] | None = None
        self._named = False
        self._overwrite: Path | None = None
        self._busy = False
        self._stop = threading.Event()

    def compose(self) -> ComposeResult:
        """Choices side by side, the file's name, what came of it."""
        with VerticalScroll(id="export", can_focus=False):
            yield Static(
                Content.styled("Export marked passages", "bold $text-primary")
                + Content.styled("   ⏎ write · tab next · esc close", MUTED)
            )
            with Horizontal(id="export-choices"):
                with Vertical():
                    yield Label("Format", classes="export-label")
                    yield Choice([form.label for form in self._formats], id="export-format")
                with Vertical():
                    yield Label("Passages", classes="export-label")
                    yield Choice([scope.label for scope in self._scopes], id="export-scope")
                    yield Label("Who else reports them", classes="export-label")
                    yield Choice(["with each passage", "left out"], id="export-with")
            yield Label("File", classes="export-label")
            yield Input(free_name(self._formats[0]), compact=True, id="export-name")
            yield Static("", id="export-said")

    def on_mount(self) -> None:
        """Count the passages."""
        self.run_worker(self._count(), exit_on_error=False)

    @property
    def _format(self) -> Format:
        return self._formats[self.query_one("#export-format", Choice).index]

    @property
    def _scope(self) -> Scope:
        return self._scopes[self.query_one("#export-scope", Choice).index]

    async def _count(self) -> None:
        def stored() -> tuple["Highlight", ...]:
            return self._library.highlights.all()

        try:
            self._highlights = await asyncio.to_thread(stored)
        except SecondSourceError as error:
            self._say(str(error), wrong=True)
        else:
            self._say_count()

    def _say_count(self) -> None:
        if self._highlights is not None:
            wanted = sum(map(self._scope.selection.wants, self._highlights))
            self._say(f"{plural(wanted, 'passage')} to write" if wanted else _NOTHING)

    def _say(self, words: str, *, wrong: bool = False) -> None:
        if not self.is_attached:
            return
        said = one_line(words)
        content = Content.styled(f"! {said}", "bold $text-error") if wrong else Content(said)
        self.query_one("#export-said", Static).update(content)

    @on(Choice.Chosen, "#export-format")
    def _rename(self) -> None:
        self._overwrite = None
        if not self._named:
            with self.prevent(Input.Changed):
                self.query_one("#export-name", Input).value = free_name(self._format)

    @on(Choice.Chosen, "#export-scope")
    def _recount(self) -> None:
        self._say_count()

    @on(Input.Changed, "#export-name")
    def _name_changed(self, event: Input.Changed) -> None:
        self._named = self._named or event.value != free_name(self._format)
        if self._overwrite is not None:
            self._overwrite = None
            self._say_count()

    @on(Input.Submitted, "#export-name")
    def _submitted(self) -> None:
        self.action_write()

    def action_write(self) -> None:
        """Write the file; where one of that name is there, ask first."""
        if self._busy:
            return
        name = self.query_one("#export-name", Input).value.strip()
        if self.app.is_web:
            self._begin(Path(plain_name(name)))
            return
        path = Path(name).expanduser().absolute()
        if wrong := trouble(name, path):
            self._say(wrong, wrong=True)
        elif path.exists() and path != self._overwrite:
            self._overwrite = path
            self._say(
                f"{path} is there already. Enter again replaces it; or change the name.",
                wrong=True,
            )
        else:
            self._begin(path)

    def action_leave(self) -> None:
        """Stop what is being written, else close."""
        if self._busy:
            self._stop.set()
            self._say("Stopping …")
        else:
            self.dismiss(None)

    def _reached(self, done: int, total: int) -> None:
        """Say how far the gathering is, from the thread it happens on."""
        if done % _EVERY == 0:
            self.app.call_from_thread(
                self._say, f"Gathering passages, {done:,} of {plural(total, 'report')}; esc stops."
            )

    def _begin(self, path: Path) -> None:
        self._busy = True
        self._stop.clear()
        self._say("Writing …")
        self.run_worker(self._write(path), exit_on_error=False)

    async def _write(self, path: Path) -> None:
        form, scope = self._format, self._scope
        corroboration = self.query_one("#export-with", Choice).index == 0

        in_browser = self.app.is_web

        def write() -> tuple[int, str]:
            passages = gather(
                self._library,
                scope.selection,
                corroboration=corroboration,
                reached=self._reached,
                cancelled=self._stop.is_set,
            )
            content = render(form, passages) if passages else ""
            if passages and not in_browser:
                save(content, path)
            return len(passages), content

        try:
            written, content = await asyncio.to_thread(write)
        except SecondSourceError as error:
            self._say(str(error), wrong=True)
        except OSError as error:
            self._say(f"{path}: {error.strerror or error}. Choose another place.", wrong=True)
        else:
            if written:
                done = "written to"
                if in_browser:
                    self.app.deliver_text(io.StringIO(content), save_filename=path.name)
                    done = "sent to your browser as"
                words = f"{plural(written, 'passage')} {done} {one_line(str(path))}"
                self.app.notify(words, title="Exported", markup=False, timeout=10)
                self.dismiss(path)
            else:
                self._say(_NOTHING, wrong=True)
        finally:
            self._busy = False


_EVERY: Final = 20
"""Reports between two words on how far the gathering is."""
_NOTHING: Final = "Nothing is marked there yet. In a report, space marks a passage."


def _scopes(article: "Article | None", filtered: Selection | None) -> tuple[Scope, ...]:
    scopes = [Scope("everything marked", EVERYTHING)]
    if article is not None:
        scopes.insert(0, Scope("of this report", Selection(articles=frozenset({article.id}))))
    if filtered is not None and filtered != EVERYTHING:
        scopes.insert(0, Scope(f"filtered: {one_line(filtered.typed, 24)}", filtered))
    return tuple(scopes)
