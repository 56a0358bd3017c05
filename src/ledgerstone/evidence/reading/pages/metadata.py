"""What a page says of itself where no browser shows it: date, publisher, title, language. None of it is body text.

Comments alone may become text (`linked_comments`).
Read are JSON-LD (schema.org), Open Graph, microdata, Dublin Core, the `time` element and the day in the page's own
address; where they name different days, all are told and the first in this order is taken.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

import msgspec
from lxml.html import HtmlElement

from ledgerstone.evidence.reading.model import CandidateDate
from ledgerstone.evidence.reading.pages.linked_comments import LinkedComment, linked_comments
from ledgerstone.evidence.reading.pages.name_words import DATE_BIT, told_by
from ledgerstone.evidence.reading.printed_dates import as_value, find_date
from ledgerstone.values.dates import DateValue

DATE_NAMES = (
    "article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.issued",
    "dcterms.created",
    "sailthru.date",
    "parsely-pub-date",
    "citation_publication_date",
)
PUBLISHER_NAMES = ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "citation_journal_title")
TITLE_NAMES = ("og:title", "dc.title", "citation_title", "twitter:title")
ISO_DAY = re.compile(r"\s{0,8}(\d{4})[-/](\d{2})[-/](\d{2})(?!\d)")
ADDRESS_DAY = re.compile(r"[/=_-]((?:19|20)\d\d[-/][01]\d[-/][0-3]\d)(?!\d)")
MOST_DATES = 20
LONGEST_JSON = 1_000_000
MOST_NODES = 2000
MOST_SCRIPTS = 20
LONGEST = 300
TAB_DIVIDER = re.compile(r"\s[-–—|•·:»«]{1,2}\s")
MOST_WORDS_IN_SITE = 8


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """What a page says of itself.

    Attributes:
        title: As in a `Reading`.
        publisher: As in a `Reading`.
        language: As in a `Reading`.
        dates: All the days that the page names as its own, the one that is to be taken first.
        dated: The element that gives the one that is said to come of an element; None for none.
        tab: The words of the `title` element, which often end in the site's name.
        comments: Those of its JSON-LD, which the page may print as well.
    """

    title: str | None = None
    publisher: str | None = None
    language: str | None = None
    dates: tuple[CandidateDate, ...] = ()
    dated: HtmlElement | None = None
    tab: str | None = None
    comments: tuple[LinkedComment, ...] = ()


def find_metadata(root: HtmlElement) -> Metadata:
    """Return what a page says of itself."""
    meta = _meta(root)
    linked = tuple(_linked_data(root))
    dated, of_element = next(_element_dates(root), (None, None))
    dates = [*_linked_dates(linked), *_meta_dates(meta), of_element, *_address_dates(root, meta)]
    return Metadata(
        title=_first(meta, TITLE_NAMES) or _title_element(root),
        publisher=_first(meta, PUBLISHER_NAMES) or _linked_publisher(linked),
        language=_language(root),
        dates=tuple(islice((each for each in dates if each), MOST_DATES)),
        dated=dated,
        tab=_title_element(root),
        comments=linked_comments(linked),
    )


def _meta(root: HtmlElement) -> dict[str, str]:
    """The `meta` elements by their name, property or itemprop in lower case; the first of each."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        content = " ".join((element.get("content") or "").split())
        for attribute in ("property", "name", "itemprop"):
            name = element.get(attribute)
            if name and content:
                found.setdefault(name.strip().lower(), content[:LONGEST])
    return found


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _meta_dates(meta: dict[str, str]) -> Iterator[CandidateDate]:
    for name in DATE_NAMES:
        value = day_of(meta.get(name, ""))
        if value:
            yield CandidateDate(value=value, where=f"meta {name}")


def _element_dates(root: HtmlElement) -> Iterator[tuple[HtmlElement, CandidateDate]]:
    """The first `time` that is not a comment's, or another element named as the date of publication."""
    for element in islice(root.iter("time", "abbr", "span", "div", "p"), MOST_NODES):
        marked = _is_dated(element)
        if not marked and not (element.tag == "time" and element.get("datetime")):
            continue
        given = element.get("datetime") or element.get("content") or (element.get("title") if marked else "") or ""
        value = day_of(given) if not _in_comment(element) else None
        if value:
            yield (
                element,
                CandidateDate(value=value, where="time element" if element.tag == "time" else "dated element"),
            )
            return


def _is_dated(element: HtmlElement) -> bool:
    """Whether an element is named as the date of publication."""
    if not element.keys():
        return False
    given = (element.get("class"), element.get("itemprop"))
    return element.get("pubdate") is not None or any(value and _names_date(value) for value in given)


def _names_date(names: str) -> bool:
    return bool(told_by(names) & DATE_BIT) or "datepublished" in names.lower().split()


def _address_dates(root: HtmlElement, meta: dict[str, str]) -> Iterator[CandidateDate]:
    """The day in the address that the page gives as its own ("…/2020/01/17/fire-in-orsin")."""
    given = [link.get("href") or "" for link in islice(root.iter("link"), MOST_NODES) if link.get("rel") == "canonical"]
    for address in [*given, meta.get("og:url", "")]:
        found = ADDRESS_DAY.search(address[:LONGEST])
        value = day_of(found[1]) if found else None
        if value:
            yield CandidateDate(value=value, where="address of the page")
            return


def _in_comment(element: HtmlElement) -> bool:
    return any(
        "comment" in f"{around.get('class') or ''} {around.get('id') or ''}".lower()
        for around in element.iterancestors()
    )


def day_of(given: str) -> DateValue | None:
    """Return the day that a machine-readable or printed date gives ("2020-01-17T10:00:00Z"); None for none."""
    found = ISO_DAY.match(given)
    if not found:
        printed = find_date(given[:LONGEST])
        return printed.value if printed else None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
    return as_value([day], wording=given.strip()[:LONGEST])


def _linked_data(root: HtmlElement) -> Iterator[dict[object, object]]:
    """The objects of a page's JSON-LD, those within others too."""
    for script in islice(root.iter("script"), MOST_SCRIPTS * MOST_SCRIPTS):
        if (script.get("type") or "").strip().lower() == "application/ld+json" and script.text:
            yield from _objects(script.text)


def _objects(text: str) -> Iterator[dict[object, object]]:
    try:
        waiting: list[object] = [msgspec.json.decode(text[:LONGEST_JSON])]
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
        return
    for _ in range(MOST_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, dict):
            yield node
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)


def _linked_dates(objects: tuple[dict[object, object], ...]) -> Iterator[CandidateDate]:
    for node in objects:
        given = node.get("datePublished")
        value = day_of(given) if isinstance(given, str) and not _is_talk(node) else None
        if value:
            yield CandidateDate(value=value, where="JSON-LD datePublished")


def _linked_publisher(objects: tuple[dict[object, object], ...]) -> str | None:
    for node in objects:
        publisher = node.get("publisher")
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        if isinstance(name, str) and name.strip():
            return " ".join(name.split())[:LONGEST]
    return None


def _is_talk(node: dict[object, object]) -> bool:
    return "Comment" in str(node.get("@type"))


def _title_element(root: HtmlElement) -> str | None:
    element = next(root.iter("title"), None)
    words = " ".join((element.text or "").split())[:LONGEST] if element is not None else ""
    return words or None


def site_in_tab(tab: str | None, title: str | None) -> str | None:
    """Return the site's name in a `title` element ("Fire in Orsin - The Varn Herald") beside the printed title."""
    if not tab or not title:
        return None
    pieces = [piece.strip() for piece in TAB_DIVIDER.split(tab)]
    others = [piece for piece in pieces if piece.casefold() != title.casefold()]
    return others[-1] if len(pieces) > len(others) > 0 and len(others[-1].split()) <= MOST_WORDS_IN_SITE else None


def _language(root: HtmlElement) -> str | None:
    """The language that the page declares of itself, as a two-letter code."""
    declared = (root.get("lang") or root.get("xml:lang") or "").strip().lower()
    return declared[:2] if re.fullmatch(r"[a-z]{2}(?:[-_].{1,20})?", declared) else None
