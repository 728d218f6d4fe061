"""``secondsource add``: read files, folders or standard input into the library."""

import sys
from collections import Counter
from typing import TYPE_CHECKING

import click

from index.model import AddSummary, Outcome, OutcomeStatus
from reader.commands.options import json_option, library_option, open_library, progress_option
from reader.commands.output import emit, note
from reader.commands.progress import Mode, seconds_line, shown, stoppable
from reader.records import outcome_record

if TYPE_CHECKING:
    from collections.abc import Callable


@click.command(
    epilog="Example: secondsource add reports/ archive.jsonl.gz. Exit code 1 means that some "
    "inputs were rejected; the others were taken."
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@click.option(
    "--mirror", is_flag=True, help="Also forget articles whose files under SOURCE are gone."
)
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but what was rejected.")
@progress_option
@json_option
@library_option()
def command(
    sources: tuple[str, ...], mirror: bool, quiet: bool, progress: Mode, as_json: bool
) -> int:
    """Read files and folders into the library.

    SOURCE is a file, a folder or - for standard input: plain text, Markdown or JSON Lines
    (.jsonl, also .gz and .zst). Files that have not changed since they were added cost only a
    look. With --json, each article and each rejected input is a line on stdout.
    """
    counts: Counter[OutcomeStatus] = Counter()
    with (
        open_library(create=True) as library,
        stoppable() as cancelled,
        shown("none" if quiet and progress == "auto" else progress) as showing,
    ):
        summary = library.add(
            sources,
            mirror=mirror,
            stdin=sys.stdin.buffer,
            on_outcome=_telling(counts, as_json=as_json),
            progress=showing,
            cancelled=cancelled,
        )
    if not quiet:
        note(_summary(summary))
    return 1 if counts["rejected"] else 0


def _telling(counts: "Counter[OutcomeStatus]", *, as_json: bool) -> "Callable[[Outcome], None]":
    def tell(outcome: Outcome) -> None:
        counts[outcome.status] += 1
        if outcome.status == "rejected":
            note(f"{outcome.input}: {outcome.reason}")
        if as_json:
            emit(outcome_record(outcome))

    return tell


def _summary(summary: AddSummary) -> str:
    counts = {
        "added": summary.added,
        "updated": summary.updated,
        "unchanged": summary.unchanged,
        "removed": summary.removed,
        "rejected": summary.rejected,
    }
    told = ", ".join(f"{count:,} {status}" for status, count in counts.items() if count)
    return f"{told or 'nothing to add'} in {seconds_line(summary.seconds)}"
