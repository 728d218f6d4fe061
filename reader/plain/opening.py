"""The way to the prompt: what was opened is taken in first, its progress said in words."""

from collections.abc import Sequence
from pathlib import Path

from index.errors import LibraryBusyError, ReadOnlyError
from index.library import Library
from index.model import Outcome
from index.progress import Progress, Stage
from reader.commands.output import note
from reader.commands.progress import STAGES, stoppable
from reader.plain.prompt import Prompt
from reader.text import KEEPS_NOTHING


def run(library_folder: Path, highlights_folder: Path | None, paths: Sequence[str]) -> int:
    """Read at a prompt until the user leaves.

    Args:
        library_folder: the library to read in.
        highlights_folder: where its highlights lie, if not there.
        paths: files and folders opened directly, taken in first.

    Returns:
        The exit code: 1 where some of the files could not be taken.
    """
    with Library.open(library_folder, highlights_folder=highlights_folder) as library:
        rejected = _take_in(library, paths)
        if library.keeps_nothing:
            note(KEEPS_NOTHING)
        Prompt(library).cmdloop()
    return 1 if rejected else 0


def _take_in(library: Library, paths: Sequence[str]) -> int:
    """Bring the library up to its files, and say how many were rejected."""
    rejected = 0

    def tell(outcome: Outcome) -> None:
        nonlocal rejected
        if outcome.status == "rejected":
            rejected += 1
            note(f"{outcome.input}: {outcome.reason}")

    try:
        with stoppable() as cancelled:
            if paths:
                library.add(
                    paths, mirror=True, on_outcome=tell, progress=_Stages(), cancelled=cancelled
                )
            elif not library.is_current():
                library.catch_up(progress=_Stages(), cancelled=cancelled)
    except (LibraryBusyError, ReadOnlyError) as error:
        note(f"{error}; this is what was complete before")
    return rejected


class _Stages:
    """Says each stage once, and nothing of work that is done as soon as it is begun."""

    def __init__(self) -> None:
        self._said: Stage | None = None

    def __call__(self, progress: Progress) -> None:
        if progress.stage != self._said and progress.total and progress.done < progress.total:
            self._said = progress.stage
            note(f"{STAGES[progress.stage]} …")
