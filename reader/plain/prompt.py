"""A prompt at which everything can be asked for in words and is answered in plain lines.

Input and output are lines of text and nothing else, so a screen reader, a Braille display, a
dumb terminal or a pipe can use all of it. What the words mean is the library's; how answers are
worded is :mod:`reader.plain.wording`'s.
"""

import cmd
import re
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar, get_args

from index.errors import QueryError, SecondSourceError
from index.model import Article, Highlight, Hit, Span, Standing, Status
from reader.commands.output import console, write
from reader.plain import wording
from reader.text import byline, one_line, plural, title_of

if TYPE_CHECKING:
    from index.library import Library

HELP: Final = (
    ("search WORDS", "find reports; without words, list all, newest first"),
    ("list", "the reports found, again"),
    ("open N", "read report N of the list"),
    ("full", "the open report again, with what is not reporting"),
    ("hits", "where the words of the search stand in it"),
    ("claims [STATUS]", "its claims: corroborated, disputed, echoed or single-source"),
    ("claim N", "claim N with every other report of it, and where they differ"),
    ("go N.M", "open report M of claim N, at the passage"),
    ("back", "the report read before"),
    ("mark N", "mark claim N; or characters: mark 412 530; or words: mark some words"),
    ("marks", "everything marked"),
    ("unmark N", "unmark passage N of marks"),
    ("undo", "take back the last change to what is marked; redo does it again"),
    ("export [FILE]", "print what is marked, or write it; the ending picks the format: .md, .html"),
    ("quit", "leave; everything is kept"),
)
_LIMIT: Final = 50
_Item = TypeVar("_Item")


class Prompt(cmd.Cmd):
    """A reader at work: a list of reports, an open one, its claims."""

    def __init__(self, library: "Library") -> None:
        # Completion would load a line editor, which sends escapes.
        super().__init__(completekey="")
        self.prompt = "> " if sys.stdin.isatty() else ""
        self._library = library
        self._query = ""
        self._hits: tuple[Hit, ...] = ()
        self._article: Article | None = None
        self._standings: tuple[Standing, ...] = ()
        self._trail: list[str] = []
        self._overwrite: Path | None = None

    def preloop(self) -> None:
        """Say where one is; a single report is opened at once."""
        summary = self._library.summary()
        size = f"{plural(summary.articles, 'report')}, {wording.counts_line(summary.claims)}"
        say(f"Second Source. {size}.")
        say("Type help for what can be done here.")
        self.do_search("")
        if len(self._hits) == 1:
            self.do_open("1")

    def onecmd(self, line: str) -> bool:
        """Do one line; what goes wrong is said and nothing is lost."""
        try:
            return bool(super().onecmd(line))
        except _NotUnderstoodError as error:
            say(str(error))
        except QueryError as error:
            place = one_line(error.query[error.start : error.end])
            say(f"The query cannot be read at character {error.start + 1}, “{place}”:")
            say(error.problem)
        except SecondSourceError as error:
            say(str(error))
        return False

    def emptyline(self) -> bool:
        """An empty line asks for nothing."""
        return False

    def default(self, line: str) -> bool:  # type: ignore[override]  # cmd hands it on
        """The beginning of a word will do; otherwise guess what was meant."""
        word, _, rest = line.strip().partition(" ")
        names = [name.removeprefix("do_") for name in self.get_names() if name.startswith("do_")]
        meant = [name for name in names if name.startswith(word.lower())]
        if len(meant) == 1:
            return self.onecmd(f"{meant[0]} {rest}")
        close = meant or get_close_matches(word.lower(), names, n=1)
        way_out = f"did you mean {' or '.join(close)}?" if close else "help lists what can be done"
        raise _NotUnderstoodError(f"{one_line(word)} is not understood; {way_out}")

    def do_help(self, _arg: str) -> None:
        """List what can be done."""
        for usage, meaning in HELP:
            say(f"{usage}: {meaning}.")
        say("The beginning of a word is enough where it can mean one thing only.")

    def do_search(self, arg: str) -> None:
        """Find reports."""
        found = self._library.search(arg.strip(), limit=_LIMIT, facets=False)
        self._query, self._hits = arg.strip(), found.hits
        shown = f", the first {len(found.hits)} here" if found.total > len(found.hits) else ""
        for_words = f" for {one_line(self._query)}" if self._query else ""
        say(f"{plural(found.total, 'report')}{for_words}{shown}.")
        for line in found.notes:
            say(line)
        if found.is_scant and (meant := self._library.correction(arg.strip())):
            say(f"Did you mean: {one_line(meant)}")
        self._list()

    def do_list(self, _arg: str) -> None:
        """List the reports found again."""
        self._list()

    def _list(self) -> None:
        counts = self._library.counts([hit.info.id for hit in self._hits])
        for number, hit in enumerate(self._hits, start=1):
            say(*wording.result_lines(number, hit, counts.get(hit.info.id)))

    def do_open(self, arg: str) -> None:
        """Read a report of the list."""
        self._open(_numbered(self._hits, arg, "report", "list").info.id)
        self._read()

    def do_full(self, _arg: str) -> None:
        """Read the open report with what is not reporting."""
        self._read(whole=True)

    def do_hits(self, _arg: str) -> None:
        """Say where the words of the search stand in the open report."""
        article = self._opened()
        spans = self._library.spans(self._query, article) if self._query else ()
        say(f"{plural(len(spans), 'hit')} in {title_of(article)}.")
        say(*wording.hit_lines(article.text, spans))

    def do_claims(self, arg: str) -> None:
        """List the claims of the open report."""
        article, status = self._opened(), arg.strip().lower()
        meant = [name for name in get_args(Status) if name.startswith(status)]
        if not meant:
            raise _NotUnderstoodError(f"a status is one of {', '.join(get_args(Status))}")
        say(wording.counts_line(self._library.counts([article.id])[article.id]) + ".")
        for number, standing in enumerate(self._standings, start=1):
            if standing.status in meant:
                say(*wording.claim_line(number, len(self._standings), standing))

    def do_claim(self, arg: str) -> None:
        """Read one claim with every other report of it."""
        self._opened()
        standing = _numbered(self._standings, arg, "claim", "claims")
        origins = {origin.id: origin for origin in self._library.origins()}
        number = self._standings.index(standing) + 1
        say(*wording.claim_lines(number, len(self._standings), standing, origins))

    def do_go(self, arg: str) -> None:
        """Open another report of a claim at its passage."""
        here = self._opened()
        claim, _, order = arg.strip().partition(".")
        standing = _numbered(self._standings, claim, "claim", "claims")
        report = _numbered(standing.reports, order or "1", "report", f"claim {claim}")
        self._open(report.article)
        self._trail.append(here.id)
        there = self._opened()
        say(f"{title_of(there)}, {byline(there)}")
        say(wording.passage_line(there.text, Span(report.start, report.end)))

    def do_back(self, _arg: str) -> None:
        """Return to the report read before."""
        if not self._trail:
            raise _NotUnderstoodError("there is no report to go back to")
        self._open(self._trail.pop())
        say(f"Back in {title_of(self._opened())}.")

    def do_mark(self, arg: str) -> None:
        """Mark a claim or a passage of the open report."""
        article = self._opened()
        span = self._meant(article, arg.strip())
        store = self._library.highlights
        if any(_covers(highlight, span) for highlight in store.of_article(article)):
            raise _NotUnderstoodError("that is marked already; marks lists what is")
        store.add(article, span)
        words = one_line(article.text[span.start : span.end])
        say(f"Marked {wording.place_of(span.start, span.end)}: {words}")

    def _meant(self, article: Article, arg: str) -> Span:
        """The passage meant by a claim's number, by offsets or by its words."""
        if re.fullmatch(r"\d+", arg):
            claim = _numbered(self._standings, arg, "claim", "claims").claim
            return Span(claim.start, claim.end)
        if offsets := re.fullmatch(r"(\d+)\s*(?:-|to|\s)\s*(\d+)", arg):
            start, end = int(offsets[1]), int(offsets[2])
            if start < end <= len(article.text):
                return Span(start, end)
            raise _NotUnderstoodError(
                f"{start} to {end} is no passage; the report has {len(article.text)} characters"
            )
        words = r"\s+".join(map(re.escape, arg.split()))
        found = re.search(words, article.text, re.IGNORECASE) if words else None
        if found is None:
            raise _NotUnderstoodError(
                "the open report has no such words; name a claim by its number, two offsets, or "
                "words as they stand there"
            )
        return Span(*found.span())

    def do_marks(self, _arg: str) -> None:
        """List everything marked."""
        marked = self._marked()
        say(f"{plural(len(marked), 'passage')} marked.")
        say(*wording.marked_lines(marked))

    def _marked(self) -> tuple[Highlight, ...]:
        from reader.export.gather import gather

        return tuple(passage.highlight for passage in gather(self._library, corroboration=False))

    def do_unmark(self, arg: str) -> None:
        """Unmark a passage."""
        marked = _numbered(self._marked(), arg, "passage", "marks")
        self._library.highlights.remove(marked.id)
        say(f"Unmarked “{one_line(marked.quote.exact)}”; undo brings it back.")

    def do_undo(self, _arg: str) -> None:
        """Take back the last change to what is marked."""
        undone = self._library.highlights.undo()
        say(f"Taken back: {one_line(undone)}" if undone else "There is nothing to take back.")

    def do_redo(self, _arg: str) -> None:
        """Do again what was taken back."""
        redone = self._library.highlights.redo()
        say(f"Done again: {one_line(redone)}" if redone else "There is nothing to do again.")

    def do_export(self, arg: str) -> None:
        """Print or write what is marked."""
        from reader.export import FORMATS, format_of, render, save
        from reader.export.gather import gather

        passages = gather(self._library)
        path = Path(arg.strip()).expanduser() if arg.strip() else None
        if not passages:
            raise _NotUnderstoodError("nothing is marked yet; mark N marks claim N")
        if path is None:
            say(*render(FORMATS["markdown"], passages).splitlines())
            return
        form = format_of(path)
        if path.exists() and path != self._overwrite:
            self._overwrite = path
            raise _NotUnderstoodError(f"{path} is there already; say it again to replace it")
        self._overwrite = None
        try:
            save(render(form, passages), path)
        except OSError as error:
            reason = error.strerror or error
            raise _NotUnderstoodError(f"{path}: {reason}; name another place") from error
        say(f"{plural(len(passages), 'passage')} written to {path}.")

    def do_quit(self, _arg: str) -> bool:
        """Leave."""
        return True

    def do_EOF(self, _arg: str) -> bool:  # noqa: N802  (what cmd calls the end of input)
        """Leave where there is no more input."""
        if self.prompt:
            say("")
        return True

    def _open(self, id_: str) -> None:
        article = self._library.article(id_)
        self._standings = self._library.standings(id_)
        self._article = article

    def _opened(self) -> Article:
        if self._article is None:
            raise _NotUnderstoodError("no report is open; open N opens one of the list")
        return self._article

    def _read(self, *, whole: bool = False) -> None:
        article = self._opened()
        say(*wording.article_lines(article, whole=whole))
        counts = self._library.counts([article.id])
        if article.id in counts:
            say(f"{wording.counts_line(counts[article.id])}. Type claims to read them.")


class _NotUnderstoodError(Exception):
    """What was typed asks for something that is not there; the message says what is."""


def _numbered(items: Sequence[_Item], number: str, noun: str, command: str) -> _Item:
    """The item under a number that was read out."""
    if re.fullmatch(r"\d{1,9}", number.strip()) and 1 <= int(number) <= len(items):
        return items[int(number) - 1]
    there = f"there are {len(items)}" if items else "there is none"
    raise _NotUnderstoodError(f"no {noun} of that number: {there}; {command} lists them")


def _covers(highlight: Highlight, span: Span) -> bool:
    quote = highlight.quote
    return not highlight.orphan and quote.start <= span.start and span.end <= quote.end


def say(*lines: str) -> None:
    """Print lines: broken between words on a terminal, whole elsewhere."""
    out = console()
    for line in lines:
        words = line.lstrip()
        write(out, words, indent=len(line) - len(words))
    sys.stdout.flush()
