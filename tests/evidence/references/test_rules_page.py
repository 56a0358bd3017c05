"""Every rule has an id, a reason and its place on the page of rules; none names a group."""

import re
from pathlib import Path

import pytest

from ledgerstone.evidence.references.reasons import REASONS

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "statement-rules.md"
SECTIONS = dict(re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL))
SOURCES = Path(__file__).resolve().parents[3] / "src" / "ledgerstone" / "evidence" / "references"
IN_CODE = {
    rule
    for path in SOURCES.rglob("*.py")
    if path.name != "reasons.py"
    for rule in re.findall(r'"([a-z]+(?:-[a-z]+)+)"', path.read_text(encoding="utf-8"))
}


def test_the_page_tells_of_every_rule_and_of_no_other():
    assert list(SECTIONS) == list(REASONS)


def test_every_rule_of_the_code_has_a_reason():
    assert IN_CODE & REASONS.keys() == REASONS.keys()
    assert {rule for rule in IN_CODE if rule.startswith(("entry", "body", "anniversary", "act"))} <= REASONS.keys()


@pytest.mark.parametrize("rule", REASONS)
def test_a_rules_section_says_what_why_and_what_to_do(rule):
    assert all(f"**{part}**" in SECTIONS[rule] for part in ("Why it matters.", "Example.", "What to do."))
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", rule)
    assert REASONS[rule][0].islower()
    assert not REASONS[rule].endswith(".")


def test_rules_and_reasons_name_no_group():
    words = " ".join([*REASONS, *REASONS.values()])
    assert not re.search(r"armen|azer|turk|russ|georg|kurd|jew|norvik|velmar", words, re.IGNORECASE)
