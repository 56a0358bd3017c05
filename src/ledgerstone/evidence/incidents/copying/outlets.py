"""Whose page a paper is: one outlet prints at many addresses.

"philadelphia.news.example" and "chicago.news.example" are one publisher's pages, with one publisher's footers. So an
address counts by the domain that somebody registered: its last two labels, or three where the second last says only
what sort of body it is (RFC 7719 calls these public suffixes; the short list here is by rule, not by country). On a
host that lends names to everybody each name is an outlet of its own.
"""

import re

from ledgerstone.evidence.incidents.model import Paper

ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]{0,20}://)?(?:[^/@\s]{0,64}@)?((?:[^\W_][\w-]{0,62}\.){1,6}[^\W\d_]{2,24})(?::\d{1,5})?(?:/\S{0,2000})?"
)
"""A host with at least one dot, alone or in an address; a name of a paper has spaces or no dot within a word."""

SORTS = frozenset({"ac", "co", "com", "edu", "go", "gob", "gouv", "gov", "gv", "mil", "ne", "net", "or", "org", "info"})
"""Second labels under a country's own, which say what sort of body registered the third."""

COUNTRY_LETTERS = 2

LENDERS = frozenset({
    *("blogspot", "wordpress", "livejournal", "substack", "tumblr", "typepad", "wixsite", "weebly", "medium"),
    *("github", "gitlab", "netlify", "herokuapp", "narod", "ucoz", "blogfa"),
})  # fmt: skip
"""Domains under which anybody may have a name: the name is the outlet."""


def outlet_of(paper: Paper) -> str | None:
    """Return what names the outlet of a paper; None where its publisher is not known."""
    return outlet_named(paper.publisher) if paper.publisher else None


def same_outlet(one: Paper, other: Paper) -> bool:
    """Return whether two papers are known to be of one outlet."""
    outlet = outlet_of(one)
    return outlet is not None and outlet == outlet_of(other)


def outlet_named(publisher: str) -> str | None:
    """Return the registered domain of an address, or the folded name of a publisher; None for an empty one."""
    folded = " ".join(publisher.casefold().split())
    address = ADDRESS.fullmatch(folded)
    if address is None:
        return folded or None
    labels = address.group(1).split(".")
    count = 2
    if len(labels[-1]) == COUNTRY_LETTERS and len(labels) > count and labels[-2] in SORTS:
        count = 3
    if len(labels) > count and labels[-count] in LENDERS:
        count += 1
    return ".".join(labels[-count:])
