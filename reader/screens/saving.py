"""What dialogs that write a file share: a name that is free, and what is wrong with one."""

import re
from pathlib import Path
from typing import Final

from reader.export import Format

STEM: Final = "second-source"
"""How a file is named unless the user names it."""


def free_name(form: Format, stem: str = STEM) -> str:
    """A name that no file in the current folder has."""
    name, number = f"{stem}{form.suffix}", 1
    while Path(name).exists():
        number += 1
        name = f"{stem}-{number}{form.suffix}"
    return name


def plain_name(name: str) -> str:
    """A file name that can stand in a header as it is."""
    return re.sub(r"[^\w.-]+", "-", Path(name).name).lstrip(".-") or STEM


def trouble(name: str, path: Path) -> str | None:
    """Why nothing can be written there, if so."""
    if not name or "\0" in name:
        return "Name a file to write."
    try:
        if path.is_dir():
            return f"{path} is a folder. Add a file name."
        if not path.parent.is_dir():
            return f"There is no folder {path.parent}. Choose one that exists."
        path.exists()
    except OSError as error:
        return f"{name}: {error.strerror or error}. Choose another name."
    return None
