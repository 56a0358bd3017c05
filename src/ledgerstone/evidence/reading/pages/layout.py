"""From a walk to regions: what elements say first, then the rules for plain lines on what they leave.

Regions nest or are disjoint: elements nest, the rules see only lines that no element took, and a comment ends where
its first answer begins unless words of its own follow the answer.
"""

from msgspec import Struct, structs

from ledgerstone.evidence.reading.lines import SHORT, Sheet, is_prose, lines_of
from ledgerstone.evidence.reading.model import Region, Role
from ledgerstone.evidence.reading.pages.frames import Frame
from ledgerstone.evidence.reading.pages.page_lines import MarkedPage, covered, judge, own_regions
from ledgerstone.evidence.reading.pages.walk import Walk
from ledgerstone.evidence.reading.parts.closing_lines import find_closing_lines
from ledgerstone.evidence.reading.parts.comments import author_of, find_comments, head_author
from ledgerstone.evidence.reading.parts.heads import byline_author, same_words
from ledgerstone.evidence.reading.parts.notices import find_notices
from ledgerstone.evidence.reading.parts.policies import find_policies
from ledgerstone.evidence.reading.parts.reference_lists import entry_number, find_reference_lists
from ledgerstone.evidence.reading.parts.signatures import find_signatures
from ledgerstone.evidence.reading.regions import MOST_LINES, Rule, apply_rules, nested, trimmed, with_inner
from ledgerstone.evidence.reading.spans import Spans

RULES: tuple[Rule, ...] = (
    find_policies,
    find_closing_lines,
    find_reference_lists,
    find_signatures,
)
IN_LINES = frozenset({Role.LIST, Role.TABLE, Role.QUOTATION})
OF_THE_TEXT = IN_LINES | {Role.CAPTION, Role.DATELINE, Role.BYLINE}
"""Roles that hold only within the page's own text; elsewhere such an element is furniture. Of those in lines, most of
the words must be own text."""
LEAST_OWN = 0.5
NOT_OWN = frozenset({Role.BOILERPLATE, Role.COMMENT, Role.POLICY, Role.TITLE, Role.CAPTION, Role.DATELINE, Role.BYLINE})
"""Roles of lines that are known to be no running text of the page."""
INLINE = frozenset({Role.BYLINE, Role.DATELINE})
CONTAINERS = frozenset({Role.LIST, Role.TABLE, Role.BOILERPLATE, Role.QUOTATION, Role.REFERENCE_LIST})


class PageLayout(Struct, frozen=True, kw_only=True):
    """The regions of a page and the title that it prints."""

    regions: tuple[Region, ...]
    title: str | None


def find_page_layout(walk: Walk, *, title: str | None, main: str | None) -> PageLayout:
    """Return the regions of a page.

    Args:
        walk: Its text and frames.
        title: The title that its metadata give.
        main: What trafilatura takes as its main text.
    """
    spans = Spans.of([(frame.start, frame.end) for frame in _main_frames(walk.frames)])
    heading = _title_frame(walk, spans, title)
    found = [_title(walk.text, heading)] if heading else []
    found += _of_elements(walk)
    whole = Sheet(text=walk.text, lines=lines_of(walk.text, limit=MOST_LINES))
    sheet = whole.without(covered(whole, nested(found)), parts=True)
    notices, sheet = apply_rules(sheet, (find_notices,))
    talk = () if any(region.role is Role.COMMENT for region in found) else (find_comments,)
    by_rule, sheet = apply_rules(sheet, (*talk, *RULES))
    page = MarkedPage(
        sheet=whole,
        boxes=walk.boxes,
        articles=spans,
        barred=Spans.of((r.start, r.end) for r in [*found, *notices, *by_rule] if r.role in NOT_OWN),
        begin=heading.start if heading else 0,
    )
    judged = judge(page, main)
    own = own_regions(sheet, [judged.hold(line.start) for line in sheet.lines], spans, titled=heading is not None)
    talked = Spans.of((region.start, region.end) for region in found if region.role is Role.COMMENT)
    kept = [region if talked.hold(region.start) else _in_place(region, own.spans, judged) for region in found]
    regions = with_inner(walk.text, [*kept, *notices, *by_rule, *own.regions])
    printed = next((region for region in regions if region.role is Role.TITLE), None)
    words = " ".join(walk.text[printed.start : printed.end].split()) if printed else None
    return PageLayout(regions=_renumbered(_with_reference_list(walk.text, regions)), title=words)


def _title_frame(walk: Walk, spans: Spans, title: str | None) -> Frame | None:
    """The heading that is the title: the one that the metadata's title holds, else the first of the first rank."""
    headings = [frame for frame in walk.frames if frame.heading and frame.end > frame.start]
    named = same_words(title or "")
    fitting = [
        (len(words), f) for f in headings if (words := same_words(walk.text[f.start : f.end])) in named and words
    ]
    length, longest = max(fitting, key=lambda fit: (fit[0], fit[1].heading == 1), default=(0, None))
    if longest and length * LEAST_PART >= len(named):
        return longest
    first_rank = [frame for frame in headings if frame.heading == 1]
    return next(iter([*(frame for frame in first_rank if spans.hold(frame.start)), *first_rank]), None)


LEAST_PART = 3
"""A heading of less than a third of the metadata's title is not the title but a site's name in it."""


def _title(text: str, frame: Frame) -> Region:
    start, end = trimmed(text, frame.start, frame.end)
    return Region(role=Role.TITLE, start=start, end=end)


def _of_elements(walk: Walk) -> list[Region]:
    """The regions that elements give; none for a container of comments, none for an inline date in running text."""
    talks = [frame.start for frame in walk.frames if frame.role is Role.COMMENT]
    found: list[Region] = []
    talk = 0
    for frame in walk.frames:
        while talk < len(talks) and talks[talk] < frame.start:
            talk += 1
        holds_talk = talk < len(talks) and talks[talk] < frame.end
        start, end = trimmed(walk.text, frame.start, _end(frame))
        if frame.role is Role.DATELINE and walk.text[start : start + 1] == "(" and walk.text[end - 1] == ")":
            start, end = trimmed(walk.text, start + 1, end - 1)
        if frame.role is None or end <= start or (holds_talk and frame.role in CONTAINERS):
            continue
        if frame.role in INLINE and is_prose(_line_around(walk.text, start, end)):
            continue
        if found and frame.role is found[-1].role is Role.BYLINE and start < found[-1].end:
            continue
        found.append(_region(walk.text, frame, start, end))
    return found


def _end(frame: Frame) -> int:
    cut = frame.first_answer is not None and frame.own_after == 0
    return frame.first_answer if cut and frame.first_answer is not None else frame.end


def _line_around(text: str, start: int, end: int) -> str:
    """The line in which a stretch stands; only as much of a long one as shows that it is long."""
    before = text[max(0, start - SHORT) : start].rpartition("\n")[2]
    return before + text[start : min(end, start + SHORT)] + text[end : end + SHORT].partition("\n")[0]


def _region(text: str, frame: Frame, start: int, end: int) -> Region:
    words = text[start : min(end, start + SHORT)]
    author = frame.author
    if frame.role is Role.BYLINE:
        author = byline_author(words) or author_of(words)
    elif frame.role is Role.COMMENT and author is None:
        author = head_author(words.partition("\n")[0])
    return Region(
        role=frame.role or Role.BODY,
        start=start,
        end=end,
        author=author,
        order=frame.order,
        parent=frame.parent,
        label=frame.label,
    )


def _main_frames(frames: tuple[Frame, ...]) -> list[Frame]:
    """The outermost articles or article bodies; `main` where a page has none."""
    main = [frame for frame in frames if frame.main]
    narrow = [f for f in main if f.element.tag != "main" and f.element.get("role") != "main"]
    outermost: list[Frame] = []
    for frame in narrow or main:
        if not outermost or frame.start >= outermost[-1].end:
            outermost.append(frame)
    return outermost


def _in_place(region: Region, reach: Spans, own: Spans) -> Region:
    """The region, as furniture where its role holds within the page's own text only and it stands outside."""
    if region.role in IN_LINES:
        outside = own.shared(region.start, region.end) < LEAST_OWN * (region.end - region.start)
    else:
        outside = region.role in OF_THE_TEXT and not reach.hold(region.start)
    return Region(role=Role.BOILERPLATE, start=region.start, end=region.end) if outside else region


def _with_reference_list(text: str, regions: tuple[Region, ...]) -> tuple[Region, ...]:
    """The regions, with the last numbered list as the reference list of a page that cites and has none."""
    if any(region.role is Role.REFERENCE_LIST for region in regions):
        return regions
    cited = [region.start for region in regions if region.role is Role.CITATION]
    lists = (region for region in reversed(regions) if region.role is Role.LIST)
    last = next((each for each in lists if entry_number(text[each.start : each.start + SHORT]) == 1), None)
    if not cited or last is None or last.start < cited[-1]:
        return regions
    return tuple(structs.replace(each, role=Role.REFERENCE_LIST) if each is last else each for each in regions)


def _renumbered(regions: tuple[Region, ...]) -> tuple[Region, ...]:
    """The regions, with comments numbered from 1 although an empty one among them gave no region."""
    comments = [region.order for region in regions if region.role is Role.COMMENT]
    place = {order: number for number, order in enumerate(comments, start=1)}
    return tuple(
        structs.replace(region, order=place[region.order], parent=place.get(region.parent))
        if region.role is Role.COMMENT
        else region
        for region in regions
    )
