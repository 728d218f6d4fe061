"""``secondsource reindex``: build anew what can be built anew."""

import click

from reader.commands.options import library_option, open_library, progress_option
from reader.commands.output import note
from reader.commands.progress import Mode, shown, stoppable
from reader.text import plural


@click.command(epilog="Example: secondsource reindex --progress json")
@progress_option
@library_option()
def command(progress: Mode) -> int:
    """Rebuild full text and claims from the articles.

    Articles and highlights are not touched. Needed only when doctor says so.
    """
    with (
        open_library() as library,
        stoppable() as cancelled,
        shown(progress) as showing,
    ):
        library.reindex(progress=showing, cancelled=cancelled)
        summary = library.summary()
    note(f"{plural(summary.articles, 'article')}, {plural(summary.claims.total, 'claim')} rebuilt")
    return 0
