"""``secondsource doctor``: what is installed, where things lie, and whether they are whole."""

import os
import platform
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import click

from index import __version__
from index.errors import SecondSourceError
from reader.commands.options import LIBRARY_VARIABLE, library_folder, library_option
from reader.commands.output import console, write
from reader.text import one_line, plural

_PACKAGES: Final = ("textual", "rich", "click", "numpy", "rapidfuzz")
_ADVICE: Final = {
    "articles.db": "restore it from a copy, or move the library away and add the sources again",
    "highlights.db": "copy it now; the next start sets it aside and begins an empty list",
    "searches.db": "copy it now; the next start sets it aside and begins an empty list",
    "claims.db": "run `secondsource reindex`",
}
_OUT_OF_REACH: Final = (
    "see that the file can be read, its folder written to, and that no other program holds it"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report; ``advice`` where something is wrong."""

    name: str
    state: str
    advice: str | None = None


@click.command(
    epilog="Example: secondsource doctor --library ./archive. Exit code 2 means that something "
    "is wrong; the line says what to do."
)
@library_option()
def command() -> int:
    """Check the installation and the library.

    Says what is installed, where things lie, whether they are whole, and what to do.
    """
    out = console()
    wrong = False
    for finding in (*_installed(), *_environment(), *_library(library_folder())):
        write(out, f"{finding.name:<14} {one_line(finding.state)}")
        if finding.advice:
            wrong = True
            write(out, f"→ {one_line(finding.advice)}", indent=15, style="bold")
    return 2 if wrong else 0


def _installed() -> Iterator[Finding]:
    yield Finding("Second Source", __version__)
    yield Finding("Python", f"{platform.python_version()} on {platform.system()}")
    yield Finding("SQLite", sqlite3.sqlite_version)
    for package in _PACKAGES:
        try:
            yield Finding(package, version(package))
        except PackageNotFoundError:
            yield Finding(package, "missing", "install Second Source again")
    yield _whoosh()
    yield _encoder()


def _whoosh() -> Finding:
    try:
        from index.fulltext import distribution

        return Finding("Whoosh", distribution())
    except ImportError as error:
        return Finding("Whoosh", str(error), "install Second Source again, in a place of its own")


def _encoder() -> Finding:
    """Without the encoder claims are compared by their words, and not across languages."""
    from index.claims.encoder import PACKAGE, PINNED, absence

    return Finding("encoder", absence() or f"{PACKAGE} {PINNED}")


def _environment() -> Iterator[Finding]:
    terminal = os.environ.get("TERM") or "not set"
    tty = "a terminal" if sys.stdout.isatty() else "not a terminal"
    yield Finding("terminal", f"TERM {terminal}; stdout is {tty}")
    if os.environ.get("NO_COLOR"):
        yield Finding("colour", "off (NO_COLOR)")


def _library(folder: Path) -> Iterator[Finding]:
    from index.store.checking import FILES, problem_with, set_aside

    named = f" ({LIBRARY_VARIABLE})" if os.environ.get(LIBRARY_VARIABLE) else ""
    if not (folder / FILES[0]).exists():
        yield Finding("library", f"{folder}{named}: none yet; `secondsource add` makes one")
    sound = True
    for name in FILES:
        path = folder / name
        if path.exists():
            problem = problem_with(path)
            sound = sound and problem is None
            if problem is None:
                yield Finding(name, "whole")
            else:
                yield Finding(
                    name, problem.reason, _ADVICE[name] if problem.damaged else _OUT_OF_REACH
                )
    for path in set_aside(folder):
        yield Finding("set aside", f"{path}: a damaged file; rescue it or delete it")
    if sound and (folder / FILES[0]).exists():
        yield from _contents(folder)


def _contents(folder: Path) -> Iterator[Finding]:
    from index.library import Library

    try:
        with Library.open(folder, create=False) as library:
            summary = library.summary()
            sealed = library.keeps_nothing
            marked = len(library.highlights.all())
            current = library.is_current()
            damage = library.damage() if current else None
    except SecondSourceError as error:
        yield Finding("library", str(error), "run `secondsource reindex`, or use another library")
        return
    held = ", ".join(
        (
            plural(summary.articles, "article"),
            plural(summary.origins, "origin"),
            plural(summary.claims.total, "claim"),
            plural(marked, "marked passage"),
        )
    )
    yield Finding("library", f"{folder}: {held}{'; only for reading' if sealed else ''}")
    if damage:
        yield Finding("fulltext", damage, "run `secondsource reindex`")
    elif current:
        yield Finding("index", "up to date, every checksum right")
    else:
        yield Finding(
            "index", "behind the articles: an `add` was stopped; the next command goes on"
        )
