"""One module a command; this table names them, and a module is imported when it is needed."""

from types import MappingProxyType
from typing import Final

COMMANDS: Final = MappingProxyType(
    {
        "add": "reader.commands.add",
        "search": "reader.commands.search",
        "searches": "reader.commands.searches",
        "show": "reader.commands.show",
        "read": "reader.commands.read",
        "claims": "reader.commands.claims",
        "compare": "reader.commands.compare",
        "story": "reader.commands.story",
        "origins": "reader.commands.origins",
        "highlights": "reader.commands.highlights",
        "export": "reader.commands.export",
        "reindex": "reader.commands.reindex",
        "serve": "reader.commands.serve",
        "keys": "reader.commands.keys",
        "doctor": "reader.commands.doctor",
    }
)
"""Each module holds its command under the name ``command``; listed as help lists them."""
