"""``secondsource origins``: which articles are one source between them, and why."""

import click

from reader.commands.options import current_library, json_option, library_option
from reader.commands.output import console, emit, write
from reader.records import origin_record
from reader.text import byline, one_line, plural, title_of


@click.command(
    epilog="Example: secondsource origins --json. Reasons: same text, same script, same "
    "publisher, same agency, alone."
)
@json_option
@library_option()
def command(as_json: bool) -> int:
    """List the independent origins.

    Articles that are one source between them (the same text, script, publisher or agency) are
    one origin; every article of the library is in exactly one.
    """
    with current_library() as library:
        origins = library.origins()
        if as_json:
            for origin in origins:
                emit(origin_record(origin))
            return 0
        infos = {info.id: info for info in library.articles()}
    out = console()
    for origin in origins:
        why = origin.reason + (f" ({one_line(origin.detail)})" if origin.detail else "")
        count = plural(len(origin.articles), "article")
        write(out, f"{one_line(origin.id)}: {count}, {why}", style="bold")
        for id_ in origin.articles:
            if id_ in infos:
                info = infos[id_]
                write(out, f"{one_line(id_)}  {title_of(info)} · {byline(info)}", indent=2)
    return 0
