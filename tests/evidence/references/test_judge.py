"""The statement linter's rules, each on an invented statement."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgerstone.evidence.reading.read import read
from ledgerstone.evidence.references.judge import judge_references

BODY = "The fire at Orsin in 1994 is not forgotten {}. We, the undersigned, declare this."
SIGNED = "\n\nCouncil of Varn Towns (CVT)\n\nReading Room of Tarn\n\n12 March 2014\n\n"


def judged(body, *entries):
    listed = "".join(f"  {number}. {entry}\n" for number, entry in enumerate(entries, start=1))
    text = f"Statement on Orsin\n\n{BODY.format(body)}{SIGNED}{listed}"
    return judge_references(read(text.encode(), name="statement.txt"))


def rules(found, rule):
    return [finding for finding in found.findings if finding.rule == rule]


GOOD = "M. Tolen, The Market, Orsin 1999, https://example.org/market"


def test_entries_and_citations_are_at_their_places():
    body = "Statement on Orsin\n\nNot forgotten [2 – chapter 5, 3], [1]. We declare."
    text = f"{body}\n\nReferences\n\n1. One\n2. Two\n   more\n"
    reading = read(text.encode(), name="s")
    found = judge_references(reading)
    assert [(entry.number, entry.text) for entry in found.entries] == [(1, "One"), (2, "Two\n   more")]
    assert all(reading.text[entry.start : entry.end] == entry.text for entry in found.entries)
    assert [(c.number, c.locator, reading.text[c.start : c.end]) for c in found.citations] == [
        (2, "chapter 5, 3", "[2 – chapter 5, 3]"),
        (1, None, "[1]"),
    ]


@pytest.mark.parametrize(
    ("brackets", "expected"),
    [
        ("[1]", [(1, None)]),
        ("[2, p. 5]", [(2, "p. 5")]),
        ("[1, 2]", [(1, None), (2, None)]),
        ("[1–3]", [(1, None), (2, None), (3, None)]),
        ("[1, p. 5; 2]", [(1, "p. 5"), (2, None)]),
        ("[2, 45]", [(2, "45")]),
        ("[1, с. 45]", [(1, "с. 45")]),
        ("[1994]", []),
        ("[sic]", []),
    ],
)
def test_what_stands_in_brackets_is_numbers_and_locators(brackets, expected):
    found = judged(f"[1] {brackets}", GOOD, GOOD, GOOD)
    assert [(citation.number, citation.locator) for citation in found.citations][1:] == expected


def test_a_citation_without_entry_is_found_at_its_place():
    (finding,) = rules(judged("[1], [7]", GOOD), "citation-without-entry")
    assert finding.passage.exact == "[7]"


def test_a_citation_with_its_entry_is_not_found():
    assert rules(judged("[1]", GOOD), "citation-without-entry") == []


def test_an_entry_that_no_one_cites_is_found():
    (finding,) = rules(judged("[1]", GOOD, GOOD), "entry-never-cited")
    assert "entry 2" in finding.message


def test_an_entry_meant_by_a_tail_perhaps_is_said_so():
    found = judged("[1 – chapter 4, 2]", GOOD, GOOD)
    assert "tail" in rules(found, "entry-never-cited")[0].message
    assert rules(found, "ambiguous-locator")[0].passage.exact == "[1 – chapter 4, 2]"


def test_chapters_of_an_entry_that_gives_pages_are_found():
    found = judged("[1 – chapter 4]", "M. Tolen, The Market, 1999, pp. 10-20")
    assert "pp. 10-20" in rules(found, "locator-against-entry")[0].message
    assert rules(judged("[1, p. 11]", "M. Tolen, The Market, 1999, pp. 10-20"), "locator-against-entry") == []


def test_entries_without_address_year_or_author_are_found():
    found = judged("[1], [2]", GOOD, "Materials of the first conference on the fire")
    for rule in ("entry-without-address", "entry-without-year", "entry-without-author"):
        assert ["entry 2" in finding.message for finding in rules(found, rule)] == [True]


def test_one_finding_says_that_no_entry_has_an_address():
    (finding,) = rules(judged("[1], [2]", "M. Tolen, 1999", "M. Tolen, 2001"), "entry-without-address")
    assert finding.passage is None


def test_a_year_in_a_title_or_of_what_is_remembered_is_not_the_works_year():
    about = "Papers of the meeting “Orsin 1994”, on the 20th anniversary of the fire in March 1994"
    assert rules(judged("[1]", about), "entry-without-year")
    assert not rules(judged("[1]", f"{about} dated 3 May 2014"), "entry-without-year")


def test_an_entry_by_a_signatory_is_found():
    found = judged("[1], [2]", "Statement by the CVT, 3 May 2001", "Letter by the Town Hall, 2002")
    assert ["entry 1" in finding.message for finding in rules(found, "entry-by-signatory")] == [True]


def test_two_expansions_of_one_short_form_are_proposed():
    signed = "Coordinating Circle of River Towns (CC RT)\n\nReading Room\n\n12 March 2014\n\n"
    text = f"Statement on Orsin\n\n{BODY.format('[1]')}\n\n{signed}"
    entries = "  1. Statement by the CC RT, 2001\n  2. Statement of the RT Constitutional Court, 2002\n"
    (finding,) = rules(judge_references(read((text + entries).encode(), name="s")), "body-expanded-twice")
    assert "RT Constitutional Court" in finding.message
    assert "perhaps" in finding.message


@pytest.mark.parametrize(
    ("entry", "rule"),
    [
        ("Statement on the 20th anniversary of the fire of 1994 dated 3 May 2014", "anniversary-right"),
        ("Statement on the 20th anniversary of the fire in Orsin dated 3 May 2014", "anniversary-right"),
        ("Statement on the 25th anniversary of the fire of 1994 dated 3 May 2014", "anniversary-wrong"),
        ("Statement on the 20th anniversary of the flood in Tarn dated 3 May 2014", "anniversary-unchecked"),
        ("Заявление к 20-й годовщине пожара 1994 года от 3 мая 2014", "anniversary-right"),
        ("Déclaration pour le 20e anniversaire de l’incendie de 1994 daté du 3 mai 2014", "anniversary-right"),
        ("1994-cü il yanğınının 20-ci ildönümü, tarixli 3 may 2014", "anniversary-right"),
        ("1994-cü il yanğınının 25-ci ildönümü, tarixli 3 may 2014", "anniversary-wrong"),
        ("1994 թ. հրդեհի 20-րդ տարելիցի առթիվ, 2014 թ. մարտի 12", "anniversary-right"),
        ("1994 թ. հրդեհի 25-ամյակի առթիվ, 2014 թ. մարտի 12", "anniversary-wrong"),
    ],
)
def test_anniversaries_are_counted_and_said_right_or_wrong(entry, rule):
    found = [finding.rule for finding in judged("[1]", entry).findings if finding.rule.startswith("anniversary")]
    assert found == [rule]


def test_a_quotation_with_words_left_out_is_found():
    found = judged("[1]. They wrote “the town … was empty on that day”", GOOD)
    assert len(rules(found, "quotation-altered")) == 1


def test_a_page_without_list_and_citations_has_no_findings():
    assert judge_references(read(b"A title\n\nSomething happened. It is so.\n", name="s")).findings == ()


@settings(deadline=None)
@given(st.lists(st.sampled_from(["[1]", "[2 – chapter 5, 3]", "[9]", "[1, 2]", "words", "“a … b c d e”"]), max_size=12))
def test_findings_lie_in_the_text_and_have_a_reason(pieces):
    reading_text = f"Statement\n\nWe declare it. {' '.join(pieces)}\n\nReferences\n\n1. One, pp. 3-4\n2. Two of 1999\n"
    reading = read(reading_text.encode(), name="s")
    for finding in judge_references(reading).findings:
        assert finding.reason
        if finding.passage:
            assert reading.text[finding.passage.start : finding.passage.end] == finding.passage.exact
