"""Which parts of a message are its text, which are attachments, and the text of the first.

Of alternatives (RFC 2046, section 5.1.4) the plain text is taken, because it is what can be cited as it stands, unless
the HTML says much that it does not; where the two say different things, a warning does. HTML goes through the reader
of web pages, as the page's own text: a mail has no furniture of a site around it.
"""

import re

from msgspec import Struct, structs

from ledgerstone.evidence.reading.assets import moved, once
from ledgerstone.evidence.reading.mail.charsets import text_in
from ledgerstone.evidence.reading.mail.pointing import placed_in
from ledgerstone.evidence.reading.mail.structure import Part, Structure, payload
from ledgerstone.evidence.reading.model import Asset, Region, Role
from ledgerstone.evidence.reading.web_page import read_web_page

TEXTS = frozenset({"text/plain", "text/html"})
MOST_BODIES = 200
LONGEST_BODY = 48 * 1024 * 1024
"""Bytes of one part. The longest letter that a person writes has some 100,000."""
MOST_CODE_POINTS = 16 * 1024 * 1024
BODY_TAG = re.compile(r"<body\b[^<>]{0,2000}>", re.IGNORECASE)
UUENCODED = re.compile(r"^(begin [0-7]{3,4} [^\r\n]{1,200}\r?\n)(?:[ -`]{1,64}\r?\n){1,1000000}+(?=end)", re.MULTILINE)
"""A file in the text, of which its first and last line are left: what is between them are no words."""
WORD = re.compile(r"\w{1,100}")
ADDRESS = re.compile(r"https?://\S{1,4000}")
COVERED = 0.6
FEW_WORDS = 10
BETWEEN = "\n\n"


class Slot(Struct, frozen=True, kw_only=True):
    """A stretch of a message's text: the places of its parts in one form and in the other."""

    plain: tuple[int, ...] = ()
    html: tuple[int, ...] = ()


class Content(Struct, frozen=True, kw_only=True):
    """What a message holds: stretches of text, and the places of the parts that are attachments."""

    slots: tuple[Slot, ...] = ()
    attached: tuple[int, ...] = ()


class Body(Struct, frozen=True, kw_only=True):
    """A stretch of text.

    Attributes:
        text: The text, every line end a line feed.
        regions: Those that HTML gives; None for plain text, in which they are still to be found.
        problems: What had to be guessed or left out.
        language: As the HTML declares it; None for none.
        assets: What the HTML points to, with what the message itself brings.
        base: The address from which its relative addresses count; None where it does not say so.
    """

    text: str
    regions: tuple[Region, ...] | None = None
    problems: tuple[str, ...] = ()
    language: str | None = None
    assets: tuple[Asset, ...] = ()
    base: str | None = None


def content_of(structure: Structure, place: int = 0) -> Content:
    """Return what a part of a message holds.

    Args:
        structure: The message's parts; no deeper than `structure.DEEPEST`, by which recursion here is bounded.
        place: The part's.
    """
    part = structure.parts[place]
    if not part.children:
        return _leaf(part, place)
    within = [content_of(structure, child) for child in part.children]
    if part.said.media_type == "multipart/related":
        root = _root(structure, part)
        # What a page shows beside itself are attachments, texts too (a style sheet, a frame).
        within = [
            each if child == root else _all_attached(each) for child, each in zip(part.children, within, strict=True)
        ]
    slots = tuple(slot for each in within for slot in each.slots)
    attached = tuple(one for each in within for one in each.attached)
    if part.said.media_type == "multipart/alternative" and slots:
        plain = next((slot.plain for slot in slots if slot.plain), ())
        html = tuple(one for slot in slots for one in slot.html)
        slots = (Slot(plain=plain, html=html),)
    return Content(slots=slots, attached=attached)


def _leaf(part: Part, place: int) -> Content:
    said = part.said
    is_text = said.media_type in TEXTS and not said.attached
    if is_text and (place == 0 or not said.name):
        slot = Slot(html=(place,)) if said.media_type == "text/html" else Slot(plain=(place,))
        return Content(slots=(slot,), attached=tuple(part.inline))
    return Content(attached=(place,))


def _root(structure: Structure, part: Part) -> int:
    """The root of a related multipart: the one that it names, else the first (RFC 2387, section 3.2)."""
    named = (child for child in part.children if structure.parts[child].said.identifier == part.said.start)
    return next(named, part.children[0]) if part.said.start else part.children[0]


def _all_attached(content: Content) -> Content:
    texts = tuple(place for slot in content.slots for place in (*slot.plain, *slot.html))
    return Content(attached=(*texts, *content.attached))


def bodies_of(data: bytes, structure: Structure, content: Content) -> tuple[Body, ...]:
    """Return the stretches of a message's text in their order, bounded in number and length."""
    found: list[Body] = []
    length = 0
    for slot in content.slots[:MOST_BODIES]:
        body = _best(data, structure, slot)
        length += len(body.text)
        if length > MOST_CODE_POINTS:
            found.append(Body(text="", problems=(f"longer than {MOST_CODE_POINTS:,} signs: the rest is not read",)))
            break
        found.append(body)
    if len(content.slots) > MOST_BODIES:
        problem = f"{len(content.slots)} stretches of text, of which the first {MOST_BODIES} are read"
        found.append(Body(text="", problems=(problem,)))
    return tuple(found)


def _best(data: bytes, structure: Structure, slot: Slot) -> Body:
    plain = [_plain(data, structure.parts[place]) for place in slot.plain]
    html = [_page(data, structure.parts[place]) for place in slot.html]
    if not slot.plain or not slot.html:
        return joined([*plain, *html])
    first, second = joined(plain), joined(html)
    in_plain, in_html = _words(first.text), _words(second.text)
    both = len(in_plain & in_html)
    missing = both < COVERED * len(in_html)
    differ = both < COVERED * len(in_plain) and len(in_plain) > FEW_WORDS
    chosen = second if missing else first
    problem = "the plain text and the HTML of the message say different things: "
    said = (problem + f"the {'HTML' if missing else 'plain text'} is read",) if differ else ()
    pointing = second.assets if missing else tuple(placed_in(first.text, second.assets))
    return structs.replace(chosen, problems=(*chosen.problems, *said), assets=pointing, base=second.base)


def _words(text: str) -> set[str]:
    return set(WORD.findall(ADDRESS.sub(" ", text.casefold())))


def _plain(data: bytes, part: Part) -> Body:
    text, problems = decoded(data, part)
    if part.inline:
        text = UUENCODED.sub(r"\1", text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    return Body(text="" if lines.isspace() else lines, problems=problems)


def _page(data: bytes, part: Part) -> Body:
    text, problems = decoded(data, part)
    marked, count = BODY_TAG.subn(lambda found: f"{found.group()}<main>", text, count=1)
    whole = marked if count else f"<html><body><main>{text}"
    reading = read_web_page(whole.encode("utf-8", "replace"), furnished=False)
    return Body(
        text=reading.text,
        regions=reading.regions,
        problems=(*problems, *reading.warnings),
        language=reading.language,
        assets=reading.assets,
        base=reading.base,
    )


def decoded(data: bytes, part: Part) -> tuple[str, tuple[str, ...]]:
    """Return the text of a part as it was written, and what had to be guessed."""
    if part.end - part.start > LONGEST_BODY:
        return "", (f"a text of more than {LONGEST_BODY:,} bytes: kept, not read",)
    content = payload(data, part)
    words = text_in(content.data, declared=part.said.charset)
    return words.text, tuple(each for each in (content.problem, words.problem) if each)


def joined(bodies: list[Body]) -> Body:
    """Return several stretches of text as one, with a blank line between two."""
    if len(bodies) == 1:
        return bodies[0]
    text, regions, assets = "", list[Region](), list[Asset]()
    for body in bodies:
        text += BETWEEN if text and body.text else ""
        regions += shifted(body.regions or (), len(text))
        assets += moved(body.assets, len(text))
        text += body.text
    return Body(
        text=text,
        regions=tuple(regions) if any(body.regions is not None for body in bodies) else None,
        problems=tuple(problem for body in bodies for problem in body.problems),
        language=next((body.language for body in bodies if body.language), None),
        assets=once(assets),
        base=next((body.base for body in bodies if body.base), None),
    )


def shifted(regions: tuple[Region, ...] | list[Region], by: int) -> list[Region]:
    """Return regions moved in their text."""
    return [structs.replace(region, start=region.start + by, end=region.end + by) for region in regions]


def with_comments_numbered(regions: list[Region]) -> tuple[Region, ...]:
    """Return regions with their comments numbered through, where texts were joined that each counted its own."""
    number, base = 0, 0
    done: list[Region] = []
    for region in regions:
        if region.role is Role.COMMENT:
            base = number if region.order == 1 else base
            number += 1
            parent = region.parent + base if region.parent is not None else None
            region = structs.replace(region, order=number, parent=parent)  # noqa: PLW2901 -- the same, renumbered
        done.append(region)
    return tuple(done)
