"""What ``altered`` puts in a word's place: names, opposites, aliases, numbers in words."""

import re

from index.claims.listing import word_list, word_set

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December", "Jan", "Feb", "Aug", "Sept", "Oct", "Nov", "Dec"),
)
PEOPLE = (
    *("Oskar Lindqvist", "Petra Novotna", "Emeka Adeyemi", "Ruth Castellan", "Joan Abernathy"),
    *("Kenji Morita", "Laura Whitfield", "Samuel Okafor", "Miguel Santander", "Ingrid Halvorsen"),
    *("Peter Blackwood", "Nadia Rahmani", "Thomas Greely", "Min-jun Park", "Carla Benedetti"),
    *("George Hollister", "Anil Deshmukh", "Rachel Stein", "Yusuf Demir", "Dmitri Volkov"),
)
GIVEN = word_set("""
    James John Robert Michael William David Richard Joseph Thomas Charles Christopher Daniel Matthew
    Anthony Mark Donald Steven Paul Andrew Joshua Kenneth Kevin Brian George Edward Ronald Timothy
    Jason Jeffrey Ryan Jacob Gary Nicholas Eric Jonathan Stephen Larry Justin Scott Brandon Benjamin
    Samuel Gregory Frank Alexander Raymond Patrick Jack Dennis Jerry Tyler Aaron Jose Adam Nathan
    Henry Douglas Peter Kyle Walter Jeremy Harold Keith Roger Gerald Carl Terry Sean Austin Arthur
    Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Lisa Nancy Betty Sandra
    Margaret Ashley Kimberly Emily Donna Michelle Carol Amanda Melissa Deborah Stephanie Rebecca
    Laura Helen Sharon Cynthia Kathleen Amy Shirley Angela Anna Ruth Brenda Pamela Nicole Katherine
    Tony Saddam Bill Jim Bob Tom Mike Steve Joe Ted Barack Vladimir Hillary Mahmoud Ariel Lindsay
    Howard Martha Colin Condoleezza Jacques Gerhard Kofi Hugo Yasser Pervez Silvio Jean Marcus Hans
    """)
CITIES = (
    *("London", "Paris", "Berlin", "Chicago", "Boston", "Seattle", "Baghdad", "Tehran", "Cairo"),
    *("Houston", "Dallas", "Miami", "Denver", "Atlanta", "Toronto", "Sydney", "Mumbai", "Nairobi"),
    *("Lagos", "Madrid", "Warsaw", "Jakarta", "Manila", "Karachi", "Kabul", "Philadelphia"),
)
NATIONS = (
    *("France", "Germany", "Italy", "Spain", "Japan", "China", "India", "Pakistan", "Iraq", "Iran"),
    *("Egypt", "Kenya", "Nigeria", "Brazil", "Mexico", "Canada", "Australia", "Turkey", "Syria"),
    *("Israel", "Russia", "Ukraine", "Poland", "Indonesia", "Thailand", "California", "Texas"),
    *("Florida", "Ohio", "Virginia", "Michigan", "Arizona", "Afghanistan", "Liberia"),
)
_LANDS = (
    *(("France", "French"), ("Germany", "German"), ("Italy", "Italian"), ("Spain", "Spanish")),
    *(("Japan", "Japanese"), ("China", "Chinese"), ("India", "Indian"), ("Iraq", "Iraqi")),
    *(("Iran", "Iranian"), ("Egypt", "Egyptian"), ("Brazil", "Brazilian"), ("Mexico", "Mexican")),
    *(("Canada", "Canadian"), ("Australia", "Australian"), ("Turkey", "Turkish")),
    *(("Syria", "Syrian"), ("Israel", "Israeli"), ("Russia", "Russian"), ("Britain", "British")),
    *(("Ukraine", "Ukrainian"), ("Poland", "Polish"), ("Pakistan", "Pakistani")),
)
LANDS = dict(_LANDS)
"""Countries and what is theirs."""

PEOPLES = tuple(LANDS.values())
SEATS = {
    "France": "Paris",
    "Germany": "Berlin",
    "Japan": "Tokyo",
    "China": "Beijing",
    "Iraq": "Baghdad",
    "Iran": "Tehran",
    "Russia": "Moscow",
    "Syria": "Damascus",
    "Turkey": "Ankara",
    "Egypt": "Cairo",
    "Britain": "London",
    "Pakistan": "Islamabad",
}
COMPANIES = (
    *("Microsoft", "Apple", "Google", "Intel", "Boeing", "Airbus", "Toyota", "Walmart", "Pfizer"),
    *("Merck", "Oracle", "Amazon", "Sony", "Nokia", "Motorola", "Citigroup", "Halliburton"),
    *("IBM", "AOL", "Yahoo", "Verizon", "Samsung", "Dell", "Cisco", "Honda", "Shell", "Chevron"),
)
AGENCIES = ("FBI", "CIA", "NASA", "SEC", "FDA", "EPA", "IRS", "CDC", "FAA", "NATO", "OPEC", "FCC")
UNITS = {
    "miles": ("kilometers", 1.609),
    "feet": ("meters", 0.3048),
    "pounds": ("kilograms", 0.4536),
    "acres": ("hectares", 0.4047),
    "mph": ("km/h", 1.609),
    "gallons": ("liters", 3.785),
}
"""What a measure is in another unit, and how many of it."""

ORGANISATION = re.compile(
    r"\b(?:University|College|Bank|Corp|Inc|Court|Department|Ministry|Commission|Council|Party|Times"
    r"|Post|Journal|Agency|Institute|Association|Committee|Group|Company|Industries|Airlines|Hospital"
    r"|Systems|Street|Motors|Journal|Board|Bureau)\b"
)
PLACED = re.compile(
    r"\b(?:County|City|Island|Islands|River|Lake|Mount|Park|Street|Avenue|Airport)\b"
)
ORGANISATIONS = (
    *("Halden University", "Meridian Bank", "Corvane Industries", "Northgate Hospital"),
    *("Palisade Airlines", "Lydian Institute", "Ardmore Group", "Brightwater Company"),
    *("Ostrava Motors", "Kestrel Systems", "Federal Canals Commission", "Prairie Times"),
)
_PAIRS = (
    *(("rose", "fell"), ("won", "lost"), ("increased", "decreased"), ("gained", "lost")),
    *(("accepted", "rejected"), ("guilty", "innocent"), ("higher", "lower"), ("up", "down")),
    *(("opened", "closed"), ("increase", "decrease"), ("rise", "fall"), ("win", "lose")),
    *(("approved", "rejected"), ("supported", "opposed"), ("convicted", "acquitted")),
    *(("gains", "losses"), ("raised", "lowered"), ("before", "after"), ("more", "less")),
    *(("legal", "illegal"), ("agreed", "refused"), ("arrived", "left"), ("bought", "sold")),
    *(("rising", "falling"), ("confirmed", "denied"), ("strengthened", "weakened")),
    *(("accept", "reject"), ("upheld", "overturned"), ("best", "worst"), ("started", "ended")),
)
OPPOSITES = {word: other for pair in _PAIRS for word, other in (pair, pair[::-1])}
OPPOSITES |= {"lost": "won", "rejected": "accepted"}
ALIASES = {
    "United States": "U.S.",
    "U.S.": "United States",
    "US": "United States",
    "United Nations": "U.N.",
    "U.N.": "United Nations",
    "Britain": "UK",
    "FBI": "Federal Bureau of Investigation",
    "Washington": "the United States government",
    "European Union": "EU",
    "World Health Organization": "WHO",
    "President Bush": "George W. Bush",
    "Supreme Court": "U.S. Supreme Court",
}
_ONES = word_list("""
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen
    """)
_TENS = word_list("zero ten twenty thirty forty fifty sixty seventy eighty ninety")


def in_words(value: int) -> str | None:
    """A number as a newsroom would write it out; ``None`` where none would."""
    if value < 20:
        return _ONES[value]
    if value < 100:
        tens, ones = divmod(value, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    if value % 1000 == 0 and value < 1_000_000:
        return f"{value // 1000} thousand"
    if value % 100 == 0 and 1000 < value < 2000:
        return f"{value // 100}-hundred"
    return None
