"""The account in a terminal: who says what, in how many lines, and never a sentence of our own about what happened."""

from datetime import UTC, datetime

import pytest

from ledgerstone.cli.account_text import account_lines, lines_words, value_words
from ledgerstone.evidence.claims.model import Question, Scope, Stance
from ledgerstone.evidence.incidents.model import (
    Account,
    Answer,
    Change,
    Copy,
    CopyKind,
    Direction,
    Incident,
    Line,
    Lines,
    QuestionAnswers,
    Reason,
)
from ledgerstone.record.rows import AccountDetail, PublicationRow, SourceRow
from ledgerstone.values.counts import CountValue
from ledgerstone.values.dates import DateValue
from ledgerstone.values.places import PlaceValue
from ledgerstone.values.texts import TextValue

NOW = datetime(2026, 1, 2, tzinfo=UTC)


def source(key: str, publisher: str | None) -> SourceRow:
    return SourceRow(
        id=key,
        sha256="0" * 64,
        media_type="text/plain",
        size=1,
        title=None,
        publisher=publisher,
        published="1994-05-04",
        obtained=NOW,
        origin=None,
        language="en",
        status="read",
        visibility="desk",
    )


def answer(lower: int, wording: str, *lines: Line) -> Answer:
    return Answer(
        value=CountValue(lower=lower, wording=wording),
        scope=Scope(unit="people"),
        stances=(Stance.REPORTED,),
        lines=lines,
        lines_min=len(lines),
        lines_max=len(lines),
    )


COPY = Copy(
    source="s2",
    of="s1",
    kind=CopyKind.EDITED,
    direction=Direction.KNOWN,
    share=0.8,
    changed=(Change(start=0, end=2, exact="36", of_start=0, of_end=2, of_exact="32"),),
)


@pytest.fixture
def detail() -> AccountDetail:
    telegram = Line(origin="Orsin Telegraph Agency", why="copies of one telegram", sources=("s1", "s2"), claims=())
    letter = Line(origin=None, why="own words", sources=("s3",), claims=())
    killed = (answer(32, "at least 32", telegram, letter), answer(36, "36", letter))
    return AccountDetail(
        account=Account(
            incident=Incident(
                id="i1",
                title="Violence, Velmar, 1994-05-03",
                kind="violence",
                when=None,
                where=("Velmar",),
                claims=(),
                sources=("s1", "s2", "s3"),
                lines=Lines(min=1, max=2, reason="one copy is a translation"),
                evidence=(Reason(text="same day and place", supports=True),),
            ),
            questions=tuple(
                QuestionAnswers(
                    question=one,
                    answers=killed if one is Question.KILLED else (),
                    not_known=one is not Question.KILLED,
                )
                for one in Question
            ),
            copies=(COPY,),
            comments=("c9",),
        ),
        claims=(),
        sources=(source("s1", "Norvik Bell"), source("s2", "Velmar Post"), source("s3", None)),
        judgements=(),
        publication=None,
    )


@pytest.fixture
def text(detail) -> str:
    return "\n".join(line.text for line in account_lines(detail))


def test_rival_values_stand_side_by_side_in_their_sources_words(text):
    assert text.index("“at least 32”") < text.index("“36”")
    assert "2 independent lines" in text


def test_copies_are_one_line_and_named_with_what_they_changed(text):
    assert "Orsin Telegraph Agency: 2 documents, one line" in text
    assert "Velmar Post, 1994-05-04 (s2) repeats Norvik Bell, 1994-05-04 (s1): edited, 80%" in text
    assert "“36” where the other has “32”" in text


def test_what_no_source_says_is_listed_as_not_known(text):
    assert "Not known: no source here says" in text
    assert "Injured" in text
    assert "1 claim in readers' comments; none counts as a line" in text


def test_unpublished_matter_is_headed_as_a_working_copy(text):
    assert "Working copy: proposals, not published" in text


def test_a_published_account_names_who_published_it(detail):
    row = PublicationRow(id="p1", subject="i1", version=2, by="Ada Lind", at=NOW, sha256="0" * 64)
    published = AccountDetail(account=detail.account, claims=(), sources=detail.sources, judgements=(), publication=row)
    assert any("Version 2 was published by Ada Lind" in line.text for line in account_lines(published))


@pytest.mark.parametrize(
    ("value", "scope", "words"),
    [
        (None, Scope(), "no value that can be held"),
        (
            CountValue(wording="dozens"),
            Scope(of_whom="teachers", term="injured"),
            "“dozens” (of whom: “teachers”, injured)",
        ),
        (DateValue(edtf="1994-05-03", wording="last Tuesday"), Scope(), "“last Tuesday” = 1994-05-03"),
        (PlaceValue(name="Velmar", wording="Velmar"), Scope(), "“Velmar”"),
        (TextValue(text="riot"), Scope(part="32"), "“riot” (part of 32)"),
    ],
)
def test_a_value_is_shown_in_its_sources_words_with_what_it_covers(value, scope, words):
    assert value_words(value, scope) == words


def test_one_line_is_singular_and_a_range_is_plural():
    assert lines_words(1, 1) == "1 independent line"
    assert lines_words(1, 3) == "1 to 3 independent lines"
