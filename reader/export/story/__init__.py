"""A story's grid as a file that other people read.

One module a format, each with ``render(story) -> str``; this table names them. A format's module
is imported when it is first used.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, cast

from reader.export import Format

if TYPE_CHECKING:
    from index.model import Story

STORY_FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        "md": Format("md", "Markdown", ".md", "reader.export.story.markdown"),
        "html": Format("html", "HTML page", ".html", "reader.export.story.html"),
        "svg": Format("svg", "SVG picture", ".svg", "reader.export.story.svg"),
    }
)


def render_story(form: Format, story: "Story") -> str:
    """The whole file's text, its last line ended."""
    writer = cast("Callable[[Story], str]", import_module(form.module).render)
    return writer(story)
