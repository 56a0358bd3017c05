"""The page of a case: it stands alone, escapes everything, judges nobody, and is the same for every side."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from ledgerstone.evidence.claims.model import Passage, Question
from ledgerstone.evidence.incidents.cases.model import (
    Check,
    CheckName,
    CitationFinding,
    CitedOtherwise,
    FirstAppearance,
    SaidOtherwise,
    Variant,
)
from ledgerstone.evidence.incidents.model import Change, CopyKind, Direction
from ledgerstone.evidence.references.model import Finding
from ledgerstone.exchange.case_page import case_page
from ledgerstone.record.case_rows import CaseReply, CaseRow, WholeCase
from ledgerstone.record.rows import PublicationRow, SourceRow

VERDICTS = re.compile(
    r"false|falsif|forg|fake|fraud|\blie[sd]?\b|liar|lying|manipulat|propagand|truth|genuine", re.IGNORECASE
)
VOID = {"meta"}
PUBLISHED = PublicationRow(
    id="p0", subject="j0000000000c3", version=1, by="Ada Lind", at=datetime(2031, 2, 3, tzinfo=UTC), sha256="0" * 64
)


def whole_case(words: str = "Over 240 Torvans were killed") -> WholeCase:
    passage = Passage(start=0, end=len(words), exact=words)
    now = datetime(2031, 2, 3, tzinfo=UTC)
    change = Change(start=0, end=4, exact=words[:4], of_start=0, of_end=5, of_exact=words[:5])
    variant = Variant(
        source="s0000000000b2",
        kind=CopyKind.EDITED,
        direction=Direction.KNOWN,
        later="s0000000000a1",
        via=None,
        proposal=False,
        comment=True,
        passage=passage,
        aligned=(),
        words=4,
        whole=True,
        differs=(change,),
        changed=(change,),
    )
    row = CaseRow(
        id="j0000000000c3",
        source="s0000000000a1",
        passage=passage,
        reading=1,
        at=now,
        by=words,
        reason=words,
        replies=(),
    )
    return WholeCase(
        id=row.id,
        opened=row,
        source=row.source,
        reading=1,
        in_use=True,
        passage=passage,
        variants=(variant,),
        first=FirstAppearance(
            known=False, sources=(row.source,), published=None, undated=("s0000000000b2",), reason="x"
        ),
        findings=(
            CitationFinding(
                finding=Finding(rule="entry-never-cited", message=words, passage=passage), reason="x", in_passage=True
            ),
        ),
        cited_otherwise=(
            CitedOtherwise(what="x", passage=passage, in_passage=False, other="s0000000000b2", of=passage),
        ),
        said_otherwise=(
            SaidOtherwise(incident="i1", question=Question.KILLED, voice=words, claims=("c1",), others=("c2",)),
        ),
        checks=tuple(Check(check=name, done=True, found=1, reason=words) for name in CheckName),
        replies=(
            CaseReply(
                source="s0000000000d4",
                author=words,
                published=words,
                text=words,
                cut=True,
                judgement=None,
                by=None,
                note=None,
                at=now,
            ),
        ),
        incidents=("i1",),
        claims=(),
        sources=tuple(_source(key, words) for key in ("s0000000000a1", "s0000000000b2", "s0000000000d4")),
    )


def _source(key: str, words: str) -> SourceRow:
    return SourceRow(
        id=key,
        sha256="0" * 64,
        media_type="text/plain",
        size=1,
        title=words,
        publisher=words,
        published=words,
        obtained=datetime(2031, 2, 3, tzinfo=UTC),
        origin=words,
        language=words,
        status="read",
        visibility="public",
    )


class Page(HTMLParser):
    """What a browser would make of it: its tags, their attributes, and whether they are closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.ids += [value for name, value in attrs if name == "id"]
        self.links += [value for name, value in attrs if name in {"href", "src", "action"}]
        assert not [name for name, _ in attrs if name.startswith("on") or name == "style"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_page_stands_alone():
    page = Page(case_page(whole_case(), PUBLISHED))
    assert page.open == []
    assert page.tags.isdisjoint({"script", "img", "link", "iframe", "object", "form", "base", "video"})
    assert all(link.startswith("#") for link in page.links)
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{} {0} {words!r} %s",
        "</style></blockquote><h1>",
        "a\x00b\x1b[31m\u202e",
        "&lt;b&gt; & <!-- ",
        "\ud800",
    ],
)
def test_no_words_of_a_source_are_markup(hostile):
    text = case_page(whole_case(hostile), PUBLISHED)
    plain = Page(case_page(whole_case("x" * len(hostile)), PUBLISHED))
    page = Page(text)
    assert page.tags == plain.tags
    assert page.open == []
    assert "<script" not in text
    assert "onerror=alert" not in re.sub(r"&[a-z#0-9]+;", "", text.replace("onerror=alert(1)&gt;", ""))


def test_no_word_of_ours_is_a_verdict():
    assert VERDICTS.search(case_page(whole_case("words"), PUBLISHED)) is None
    assert VERDICTS.search(case_page(whole_case("words"), None)) is None


def test_swapping_the_groups_swaps_names_alone():
    here = case_page(whole_case("Over 240 Torvans were killed by Belvans"), PUBLISHED)
    there = case_page(whole_case("Over 240 Belvans were killed by Torvans"), PUBLISHED)
    swapped = here.replace("Torvans", "\0").replace("Belvans", "Torvans").replace("\0", "Belvans")
    assert swapped == there


def test_every_part_is_there_also_where_nothing_was_found():
    full = Page(case_page(whole_case(), PUBLISHED))
    empty = whole_case()
    bare = type(empty)(
        **{
            **{name: getattr(empty, name) for name in empty.__struct_fields__},
            "variants": (),
            "findings": (),
            "cited_otherwise": (),
            "said_otherwise": (),
            "replies": (),
        }
    )
    text = case_page(bare, PUBLISHED)
    headings = [one for one in Page(text).ids if not one.startswith("s0")]
    assert headings == [one for one in full.ids if not one.startswith("s0")]
    assert "There is room for it" in text


def test_a_draft_says_that_it_is_not_published():
    assert "not published" in case_page(whole_case(), None)
    assert "not published" not in case_page(whole_case(), PUBLISHED)
