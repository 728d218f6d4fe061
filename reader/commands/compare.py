"""``secondsource compare``: how two sentences stand to each other."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

import click

from index.model import Comparison
from reader.commands.options import json_option, library_option
from reader.commands.output import console, emit, note, write
from reader.records import comparison_record, failed_comparison_record
from reader.text import difference_line


@click.command(
    epilog="Example: secondsource compare 'Some 1,500 were sent' 'About 15-hundred were sent'. "
    "A line of --jsonl that cannot be read becomes a line with verdict null and an error, so "
    "that input and output stay in step; the exit code is then 1. Blank lines are passed over."
)
@click.argument("a", required=False)
@click.argument("b", required=False)
@click.option("--a-date", metavar="DATE", help="When A was published, ISO 8601.")
@click.option("--b-date", metavar="DATE", help="When B was published, ISO 8601.")
@click.option(
    "--jsonl",
    type=click.File("rb"),
    metavar="FILE",
    help='Compare many: lines {"a": …, "b": …} with optional "a_date" and "b_date"; - is '
    "standard input. Implies --json.",
)
@json_option
@library_option()
def command(
    *,
    a: str | None,
    b: str | None,
    a_date: str | None,
    b_date: str | None,
    jsonl: BinaryIO | None,
    as_json: bool,
) -> int:
    """Compare two sentences.

    Says whether they corroborate each other, conflict or are unrelated, how probable that is,
    and in what they differ.
    """
    if jsonl is not None:
        if a is not None:
            raise click.UsageError("either two sentences or --jsonl, not both")
        _note_absence()
        return _compare_lines(jsonl)
    if a is None or b is None:
        raise click.UsageError("two sentences are needed, or --jsonl FILE")
    _note_absence()
    compared = _compare(Pair(a, b, a_date, b_date))
    if as_json:
        emit(comparison_record(compared))
    else:
        _show(compared)
    return 0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences, with the dates they were published on where known."""

    a: str
    b: str
    a_date: str | None = None
    b_date: str | None = None


def _note_absence() -> None:
    """Say what the comparison goes without, where there is no sentence encoder."""
    from index.claims.encoder import load_encoder

    reason = load_encoder().reason
    if reason:
        note(f"{reason}; compared by words only, and not across languages")


def _compare(pair: Pair) -> Comparison:
    from index.claims.bare import compare

    return compare(pair.a, pair.b, a_date=pair.a_date, b_date=pair.b_date)


def _compare_lines(lines: BinaryIO) -> int:
    code = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            pair = _pair(line)
        except ValueError as error:
            note(f"line {number}: {error}")
            emit(failed_comparison_record(str(error)))
            code = 1
        else:
            emit(comparison_record(_compare(pair)))
    return code


def _pair(line: bytes) -> Pair:
    """One line of input as a pair.

    Raises:
        ValueError: why it is none.
    """
    try:
        record = json.loads(line)
    except UnicodeDecodeError:
        raise ValueError("not UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not JSON: {error}") from None
    a, b, a_date, b_date = map(_text_in(record), ("a", "b", "a_date", "b_date"))
    if a is None or b is None:
        raise ValueError('"a" and "b" must both be given')
    return Pair(a, b, a_date, b_date)


def _text_in(record: object) -> Callable[[str], str | None]:
    """What reads the texts of a record by name."""
    fields = record if isinstance(record, dict) else {}

    def text(name: str) -> str | None:
        value = fields.get(name)
        if value is None or isinstance(value, str):
            return value
        raise ValueError(f'"{name}" must be a string')

    return text


def _show(compared: Comparison) -> None:
    out = console()
    write(out, f"{compared.verdict} ({compared.probability:.2f})")
    for difference in compared.differences:
        write(out, difference_line(difference), indent=2)
