"""``secondsource read``: articles with their claims as plain lines, to be read aloud."""

import click

from index.errors import NotFoundError
from reader.commands.options import current_library, library_option
from reader.commands.output import note
from reader.plain import wording
from reader.plain.prompt import say


@click.command(
    epilog="Example: secondsource read 3f9a. `secondsource --plain` asks and answers in such lines."
)
@click.argument("articles", nargs=-1, metavar="[ARTICLE…]")
@click.option("--whole", is_flag=True, help="Also bylines, captions and site text.")
@library_option()
def command(articles: tuple[str, ...], whole: bool) -> int:
    """Print articles and their claims as plain lines.

    Made for screen readers: no signs, no columns, how each claim stands in words. ARTICLE is an
    id or the beginning of one; none means every article in the library.
    """
    code = 0
    with current_library() as library:
        origins = {origin.id: origin for origin in library.origins()}
        for name in articles or [info.id for info in library.articles()]:
            try:
                article = library.article(library.resolve(name))
            except NotFoundError as error:
                note(str(error))
                code = 1
                continue
            say(*wording.article_lines(article, whole=whole), "")
            standings = library.standings(article.id)
            for number, standing in enumerate(standings, start=1):
                say(*wording.claim_lines(number, len(standings), standing, origins))
            say("")
    return code
