"""Marked passages as files that other people and programs read.

One module a format, each with ``render(passages) -> str``; this table names them. A format's
module is imported when it is first used.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, cast

from index.errors import SecondSourceError

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.export.gather import Passage


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write passages down."""

    key: str
    label: str
    suffix: str
    module: str


class UnknownSuffixError(SecondSourceError):
    """A file's ending names no format: what was written would not be what it says."""

    def __init__(self, path: Path, formats: Iterable[Format]) -> None:
        endings = ", ".join(form.suffix for form in formats)
        super().__init__(f"{path}: nothing here is written as {path.suffix}; name one of {endings}")


_ALL: Final = (
    Format("markdown", "Markdown", ".md", "reader.export.markdown"),
    Format("html", "HTML page", ".html", "reader.export.html"),
    Format("annotations", "Web Annotation (W3C)", ".json", "reader.export.webannotation"),
    Format("csv", "CSV for Readwise", ".csv", "reader.export.csv"),
    Format("csl", "CSL-JSON citations", ".csl.json", "reader.export.csl_json"),
    Format("bibtex", "BibTeX citations", ".bib", "reader.export.bibtex"),
    Format("ris", "RIS citations", ".ris", "reader.export.ris"),
)
FORMATS: Final[Mapping[str, Format]] = MappingProxyType({form.key: form for form in _ALL})

_ALIASES: Final = MappingProxyType(
    {"md": "markdown", "json": "annotations", "webannotation": "annotations", "bib": "bibtex"}
)


def named(name: str) -> Format | None:
    """The format of a name, an alias or a file's suffix; ``None`` where there is none."""
    key = name.lower().removeprefix(".")
    key = _ALIASES.get(key, key)
    if key in FORMATS:
        return FORMATS[key]
    return next((form for form in _ALL if form.suffix == f".{key}"), None)


def format_of(path: Path) -> Format:
    """The format of a file by its ending; Markdown where it has none.

    Raises:
        UnknownSuffixError: no format has that ending.
    """
    if not path.suffix:
        return FORMATS["markdown"]
    found = named("".join(path.suffixes[-2:])) or named(path.suffix)
    if found is None:
        raise UnknownSuffixError(path, FORMATS.values())
    return found


def render(form: Format, passages: Sequence["Passage"]) -> str:
    """The whole file's text, its last line ended."""
    module = import_module(form.module)
    writer = cast("Callable[[Sequence[Passage]], str]", module.render)
    return writer(passages)


def save(text: str, path: Path) -> None:
    """Write a file whole or not at all: a stop in between leaves what was there before.

    What a link leads to is replaced, not the link; a device or a pipe is written to.

    Raises:
        OSError: the folder is missing, full or cannot be written.
    """
    if path.exists() and not path.is_file():
        path.write_text(text, "utf-8", newline="")
        return
    path = path.resolve()
    with NamedTemporaryFile(
        "w",
        encoding="utf-8",
        newline="",
        dir=path.parent,
        prefix=f".{path.name}.",
        delete=False,
    ) as file:
        temporary = Path(file.name)
        try:
            file.write(text)
            file.close()
            temporary.chmod(path.stat().st_mode if path.exists() else 0o644)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
