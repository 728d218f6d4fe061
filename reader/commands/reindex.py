"""``secondsource reindex``: build anew what can be built anew."""

import click

from reader.commands.options import library_option, open_library, progress_option
from reader.commands.output import note
from reader.commands.progress import Mode, shown, stoppable
from reader.text import plural


@click.command(epilog="Example: secondsource reindex --progress json")
@progress_option
@click.option("--behind", is_flag=True, help="Do only what an interrupted add left undone.")
@library_option()
def command(progress: Mode, *, behind: bool) -> int:
    """Rebuild full text and claims from the articles.

    Articles and highlights are not touched. Needed only when doctor says so.
    """
    with (
        open_library() as library,
        stoppable() as cancelled,
        shown(progress) as showing,
    ):
        build = library.catch_up if behind else library.reindex
        build(progress=showing, cancelled=cancelled)
        summary = library.summary()
    done = "up to date" if behind else "rebuilt"
    note(f"{plural(summary.articles, 'article')}, {plural(summary.claims.total, 'claim')} {done}")
    return 0
