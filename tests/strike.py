"""Four invented reports on one strike, of four origins, and one on something else."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from index.library import Library

STRIKE: Final = "About 1,400 ferry workers will strike on Friday, union leader Petra Voss said."
SAILINGS: Final = "The harbour office expects 30 sailings a day to be cancelled."
ARMY: Final = "Transport minister Ian Hale said the army will be used to run the boats."
NO_ARMY: Final = "Transport minister Ian Hale said the army will not be used to run the boats."
FARE: Final = "A ticket for the crossing to Lorne costs 12 euros in summer."
POST_ONLY: Final = (
    "Voss called the latest pay offer of 2 percent an insult to people who work nights.",
    "Hotels on the islands told guests to bring forward their trips home.",
    "The union last stopped work on this route in the winter of 2011.",
    "Freight firms are moving perishable goods to the northern bridge.",
)
RADIO_ONLY: Final = (
    "Listeners called in all morning to say how they would reach school and hospital.",
    "LorneLine regretted the decision and asked for a new round of talks.",
    "A mediator from the labour court offered to meet both sides on Thursday.",
)
DAILY_ONLY: Final = (
    "Shares of the operator fell by 6 percent in early trading.",
    "Fishermen offered to carry mail and medicine to the outer villages.",
    "The mayor of Lorne opened a hotline for stranded travellers.",
    "Two cruise ships have changed their course to avoid the port.",
)
PENGUINS: Final = "Keepers at the city zoo counted 41 penguins on the frozen pond."


def shelf(
    folder: Path, reports: Iterable[tuple[str, str | None, str | None, tuple[str, ...]]]
) -> Path:
    lines = [
        json.dumps({"id": i, "source": s, "published": d, "text": "\n\n".join(claims)})
        for i, s, d, claims in reports
    ]
    (folder / "reports.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    with Library.open(folder / "library") as library:
        library.add([str(folder / "reports.jsonl")], on_outcome=lambda _outcome: None)
    return folder / "library"


REPORTS: Final = (
    ("post", "Harbour Post", "2025-03-04T10:00", (STRIKE, SAILINGS, NO_ARMY, *POST_ONLY)),
    ("radio", "Lorne Radio", "2025-03-03", (STRIKE, ARMY, *RADIO_ONLY)),
    ("daily", "Coast Daily", "2025-03-05", (*DAILY_ONLY, SAILINGS, STRIKE, NO_ARMY)),
    ("blog", None, None, (SAILINGS, FARE)),
    ("zoo", "Zoo News", "2025-03-03", (PENGUINS,)),
)
