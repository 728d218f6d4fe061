"""Who publishes an article: one key for an outlet's names, domains and subdomains.

Names and domains meet in one space of keys, so that "The Morning Star", "morningstar.co.uk" and
``https://sport.morningstar.co.uk/…`` are one publisher. Knows nothing of ownership: two papers
of one group are two publishers.
"""

import re
from urllib.parse import urlsplit

from index.claims.listing import word_set
from index.claims.words import fold

_SUFFIX_WORDS = word_set("""
    news online digital agency website newspaper com world international english channel network
    edition global
    """)
"""Words behind an outlet's name that make no other publisher of it."""

_GENERIC = frozenset(
    ["daily", "evening", "sunday", "local", "business", "world", "the", "national", "morning"]
)
_TLD = re.compile(r"\.(?:com?|org|net|info|tv|news|eu|int|[a-z]{2})(?:\.[a-z]{2})?$")
_SECOND_LEVEL = frozenset(
    [
        "co",
        "com",
        "org",
        "net",
        "gov",
        "ac",
        "edu",
        "or",
        "go",
        "ne",
        "gob",
        "gouv",
        "gen",
        "mil",
        "nom",
    ]
)
_HOSTS = frozenset(
    [
        "blogspot.com",
        "wordpress.com",
        "substack.com",
        "tumblr.com",
        "github.io",
        "medium.com",
        "typepad.com",
        "livejournal.com",
        "wixsite.com",
        "weebly.com",
        "squarespace.com",
    ]
)
"""Domains whose subdomains belong to strangers."""

_AGGREGATORS = frozenset(
    [
        "google.com",
        "yahoo.com",
        "msn.com",
        "aol.com",
        "bing.com",
        "flipboard.com",
        "facebook.com",
        "twitter.com",
        "x.com",
        "daum.net",
        "naver.com",
        "archive.org",
        "archive.ph",
        "feedburner.com",
        "reddit.com",
        "newsbreak.com",
        "smartnews.com",
        "apple.com",
    ]
)
"""Domains that show other people's reports: they say nothing of the publisher."""
_SHORT = {
    "nyt": "newyorktimes",
    "nytimes": "newyorktimes",
    "wapo": "washingtonpost",
    "wsj": "wallstreetjournal",
    "latimes": "losangelestimes",
    "ft": "financialtimes",
    "smh": "sydneymorningherald",
    "scmp": "southchinamorningpost",
    "dw": "deutschewelle",
    "rfi": "radiofranceinternationale",
    "npr": "nationalpublicradio",
}
"""Outlets whose short names and domains do not show their full ones."""


def publisher(source: str | None, url: str | None) -> str | None:
    """The key of an article's publisher, or ``None`` where nothing names one.

    The outlet's name decides; the address only where there is no name, or the name is one of
    the address itself.
    """
    named = _name_key(source) if source else ""
    return named or (_url_key(url) if url else "") or None


def _name_key(name: str) -> str:
    folded = fold(name).strip()
    if "://" in folded:
        return _url_key(folded)
    if " " not in folded and _TLD.search(folded):
        return _domain_key(folded)
    folded = _TLD.sub("", re.sub(r"\([^)]*\)", " ", folded))
    words = re.findall(r"[^\W_]+", folded.replace("'", "").replace("&", " and "))
    if words and words[0] == "the":
        words = words[1:]
    while len(words) > 1 and words[-1] in _SUFFIX_WORDS and set(words[:-1]) - _GENERIC:
        words.pop()
    key = "".join(words)
    return _SHORT.get(key, key)


def _url_key(url: str) -> str:
    try:
        host = urlsplit(url if "://" in url else f"//{url}").hostname or ""
    except ValueError:
        return ""
    return _domain_key(host)


def _domain_key(host: str) -> str:
    labels = [label for label in host.lower().split(".") if label]
    if len(labels) < 2 or labels[-1].isdigit():
        return ""
    cut = 3 if len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL and len(labels) > 2 else 2
    domain = ".".join(labels[-cut:])
    if domain in _AGGREGATORS:
        return ""
    if domain in _HOSTS:
        return ".".join(labels[-cut - 1 :])
    core = re.sub(r"[^a-z0-9]", "", labels[-cut])
    core = core.removeprefix("the") if len(core) > 6 else core
    for word in ("news", "online"):
        shorter = core.removesuffix(word)
        if shorter and shorter not in _GENERIC:
            core = shorter
    return _SHORT.get(core, core)
