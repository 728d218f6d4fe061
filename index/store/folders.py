"""Which folders can be a library."""

from pathlib import Path

from index.errors import LibraryUnusableError
from index.sqlite import is_read_only
from index.store.articles import FILE_NAME

_OURS = (FILE_NAME, "highlights.db", "searches.db")
"""What may be there first: made while reading opened files, or what another process begins."""


def check_folder(folder: Path, *, create: bool) -> None:
    """Make sure that a library is there, or can be made there.

    Raises:
        LibraryUnusableError: neither is so.
    """
    if folder.exists() and not folder.is_dir():
        raise LibraryUnusableError(f"{folder}: not a folder; name one with --library")
    if (folder / FILE_NAME).exists():
        return
    if not create:
        raise LibraryUnusableError(f"{folder}: no library here; make one with 'secondsource add'")
    if folder.is_dir() and any(not path.name.startswith(_OURS) for path in folder.iterdir()):
        raise LibraryUnusableError(
            f"{folder}: not a library, and not empty; name another folder with --library"
        )
    if is_read_only(folder / FILE_NAME):
        raise LibraryUnusableError(f"{folder}: cannot be written to; name another with --library")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
