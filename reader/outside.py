"""Programs outside the app: the user's editor and pager, given a copy of an article's text.

Always a copy, and of the text as drawn: nothing is written where the article came from, and no
control character of an article reaches a program that might obey it.
"""

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Literal

from textual.app import App, SuspendNotSupported

from index.model import Article
from reader.panes.layout import displayed
from reader.text import byline, one_line, title_of

Tool = Literal["editor", "pager"]

_VARIABLES: Final[Mapping[Tool, Sequence[str]]] = {
    "editor": ("VISUAL", "EDITOR"),
    "pager": ("PAGER",),
}
_USUAL: Final[Mapping[Tool, Sequence[str]]] = {
    "editor": ("editor", "nano", "vim", "vi", "notepad"),
    "pager": ("pager", "less", "more"),
}
_TAKE_LINE: Final = frozenset(
    {"vi", "vim", "nvim", "nano", "emacs", "micro", "kak", "less", "more"}
)
"""Programs that open a file at a line given as ``+12``."""


def command_of(tool: Tool, environment: Mapping[str, str] | None = None) -> list[str] | None:
    """The command of the user's editor or pager; ``None`` where there is none.

    Args:
        tool: which of them.
        environment: where ``VISUAL``, ``EDITOR`` and ``PAGER`` are looked up; the process's own
            by default.
    """
    environment = os.environ if environment is None else environment
    for variable in _VARIABLES[tool]:
        try:
            words = shlex.split(environment.get(variable, ""))
        except ValueError:
            continue
        if words and shutil.which(words[0]):
            return words
    return next(([name] for name in _USUAL[tool] if shutil.which(name)), None)


def copy_of(article: Article) -> tuple[str, int]:
    """An article as a text file has it, and how many lines stand above its text."""
    head = [title_of(article), byline(article)]
    if article.url:
        head.append(one_line(article.url))
    return "\n".join([*head, "", displayed(article.text), ""]), len(head) + 1


def run_on_copy(command: Sequence[str], article: Article, offset: int) -> int:
    """Run a program on a copy of an article and wait for it; the copy is then deleted.

    Args:
        command: the program and its options.
        article: what to show.
        offset: the place in its text to open at, if the program can.

    Returns:
        The program's exit code.

    Raises:
        OSError: the program cannot be started.
    """
    text, above = copy_of(article)
    with TemporaryDirectory(prefix="second-source-") as folder:
        path = Path(folder) / "article.txt"
        path.write_text(text, encoding="utf-8")
        words = list(command)
        if _takes_line(words[0]):
            breaks = displayed(article.text).count("\n", 0, offset)
            words.append(f"+{above + breaks + 1}")
        return subprocess.run([*words, str(path)], check=False).returncode  # noqa: S603


def _takes_line(program: str) -> bool:
    """Whether a program is one of those, also under another name such as ``editor``."""
    found = Path(shutil.which(program) or program)
    return not _TAKE_LINE.isdisjoint({found.stem, found.resolve().stem})


def to_tmux(text: str) -> bool:
    """Hand text to tmux's paste buffer and on to the terminal's clipboard; false where it cannot.

    As it is set up unless told otherwise, tmux ignores what programs in it send for the clipboard
    (OSC 52, ``set-clipboard external``), but not what is loaded by its own command.
    """
    tmux = shutil.which("tmux") if os.environ.get("TMUX") else None
    if tmux is None:
        return False
    # Versions before 3.2 know no -w, and keep the text to themselves.
    return any(
        subprocess.run(  # noqa: S603
            [tmux, "load-buffer", *onwards, "-"],
            input=text.encode(),
            capture_output=True,
            check=False,
        ).returncode
        == 0
        for onwards in (["-w"], [])
    )


def open_outside(app: App[object], tool: Tool, article: Article, offset: int) -> None:
    """Leave the screen to the user's editor or pager until it ends, and say what went wrong."""
    command = command_of(tool)
    if command is None:
        names = " or ".join(_VARIABLES[tool])
        app.notify(f"No {tool} found. Set {names} to the one you like.", timeout=8)
        return
    try:
        with app.suspend():
            code = run_on_copy(command, article, offset)
    except SuspendNotSupported:
        app.notify(f"This terminal cannot be left to a {tool}.", timeout=8)
    except OSError as error:
        app.notify(f"{one_line(command[0])}: {error.strerror or error}", markup=False, timeout=8)
    else:
        if code:
            words = f"{one_line(command[0])} ended with exit code {code}."
            app.notify(words, markup=False, timeout=8)
