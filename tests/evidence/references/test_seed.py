"""The given joint statement, read where it lies beside the project; what must be found is told by rules and numbers."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from ledgerstone.evidence.reading.read import read
from ledgerstone.evidence.references.judge import judge_references

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason=f"the seed texts are not at {SEEDS}")


@pytest.fixture(scope="module")
def found():
    """Give the messages of each rule, and the numbers of the entries in which their passages lie."""
    (path,) = SEEDS.glob("003_*.txt")
    judged = judge_references(read(path.read_bytes(), name=path.name))
    by_rule = defaultdict(list)
    for finding in judged.findings:
        at = finding.passage.start if finding.passage else -1
        entry = next((each.number for each in judged.entries if each.start <= at < each.end), None)
        by_rule[finding.rule].append((entry, finding.message))
    return by_rule


def entries(found, rule):
    return [entry for entry, _ in found[rule]]


def test_four_citations_have_no_entry(found):
    assert [message.split()[0] for _, message in found["citation-without-entry"]] == ["[7]", "[8]", "[9]", "[10]"]


def test_two_entries_are_cited_as_tails_alone(found):
    assert entries(found, "entry-never-cited") == [3, 4]
    assert all("tail" in message for _, message in found["entry-never-cited"])
    assert [re.findall(r"tail (\d)", message) for _, message in found["ambiguous-locator"]] == [["3"], ["4"]]


def test_chapters_are_held_against_pages(found):
    assert entries(found, "locator-against-entry") == [2]


def test_no_entry_gives_an_address(found):
    ((entry, message),) = found["entry-without-address"]
    assert entry is None
    assert "1–6" in message


def test_two_entries_are_by_a_signatory(found):
    assert entries(found, "entry-by-signatory") == [1, 5]


def test_two_expansions_are_proposed_against_two_entries(found):
    ((entry, message),) = found["body-expanded-twice"]
    assert entry == 4
    assert "[1] and [5]" in message
    assert "perhaps" in message


def test_anniversaries_are_right_in_two_entries_and_wrong_nowhere(found):
    assert [entry for entry in entries(found, "anniversary-right") if entry] == [1, 4]
    assert found["anniversary-wrong"] == []
    assert 3 in entries(found, "anniversary-unchecked")


def test_the_year_is_missing_in_the_third_entry(found):
    assert 3 in entries(found, "entry-without-year")


def test_quotations_that_were_altered_are_found(found):
    assert {re.search(r"words (.+);", message)[1] for _, message in found["quotation-altered"]} == {
        "left out",
        "perhaps put in",
    }


def test_figures_without_citation_are_found(found):
    assert any("30 thousand" in message for _, message in found["figure-without-citation"])
