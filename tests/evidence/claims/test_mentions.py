from collections.abc import Callable

from ledgerstone.evidence.claims.mentions import find_mentions, references_in
from ledgerstone.evidence.claims.model import Context, MentionKind, Reference
from ledgerstone.evidence.claims.names import find_names
from ledgerstone.evidence.reading.model import Reading, Region, Role
from ledgerstone.values.names import NameType, NameValue

ReadWords = Callable[..., Reading]
TEXT = (
    "On 3 May 1991 Mayor Anna Orlo told the Vell Rights Committee that ten men were killed in Paris [2 – chapter 5, 3]."
)


def test_all_kinds_are_mentioned_in_the_order_of_the_text(read_words: ReadWords):
    found = find_mentions(read_words(TEXT), Context())
    assert {m.kind for m in found} == set(MentionKind)
    assert [m.start for m in found] == sorted(m.start for m in found)
    assert all(TEXT[m.start : m.end] == m.exact for m in found)


def test_a_citation_keeps_its_locator_and_its_ambiguous_tail(read_words: ReadWords):
    (reference,) = (m for m in find_mentions(read_words(TEXT), Context()) if m.kind is MentionKind.REFERENCE)
    assert reference.value == Reference(number=2, locator="chapter 5, 3")


def test_several_numbers_in_one_bracket_are_several_references():
    text = "as was said [1, 4; 6]."
    region = Region(role=Role.CITATION, start=12, end=21, label="1, 4; 6")
    found = tuple(references_in(text, (region,)))
    assert [(m.exact, m.value) for m in found] == [(str(n), Reference(number=n)) for n in (1, 4, 6)]


def test_names_are_typed_by_their_cues():
    text = "There Mayor Anna Orlo met the Vell Rights Committee and some Orlics."
    found = [m.value for m in find_names(text, language="en", regions=())]
    assert [(v.name, v.type) for v in found if isinstance(v, NameValue)] == [
        ("Mayor Anna Orlo", NameType.PERSON),
        ("Vell Rights Committee", NameType.BODY),
        ("Orlics", NameType.GROUP),
    ]


def test_one_capital_that_opens_a_sentence_is_no_name():
    assert find_names("Smoke rose over it.", language="en", regions=()) == ()
