"""On the demo papers every document is in its right incidents and every planted count of lines is right."""

import re
import tomllib
from pathlib import Path

import pytest

EXPECTED = tomllib.loads((Path(__file__).parents[2] / "demo" / "expected.toml").read_text(encoding="utf-8"))
ANSWERS = EXPECTED["answers"]
COPIES = EXPECTED["copies"]


def folded(text: str) -> str:
    return " ".join(text.split())


def held(path: str, expected_paths: list[list[str]]) -> str:
    """Name a path by the first of those that hold the same bytes."""
    return next((min(group) for group in expected_paths if path in group), path)


def same_bytes() -> list[list[str]]:
    return [group["paths"] for group in EXPECTED["same_bytes"]]


def test_there_are_three_incidents(accounts):
    assert sorted(accounts) == ["1", "2", "3"]
    assert len({a["incident"]["id"] for a in accounts.values()}) == 3


@pytest.mark.parametrize("number", ["1", "2", "3"])
def test_each_document_is_in_its_incidents(number, accounts, demo):
    wanted = {held(d["path"], same_bytes()) for d in EXPECTED["documents"] if number in d["incidents"]}
    free = {
        held(d["path"], same_bytes())
        for d in EXPECTED["documents"]
        if number in d.get("may", []) + d.get("in_comments", [])
    }
    found = {held(demo.path_of(s), same_bytes()) for s in accounts[number]["incident"]["sources"]}
    assert sorted(wanted - found) == [], "missing"
    assert sorted(found - wanted - free) == [], "too many"


def name_of(answer: dict) -> str:
    value = answer.get("lower", answer.get("upper", answer.get("wording", answer.get("exact", ""))))
    return f"{answer['incident']}-{answer['question']}-{value}-{answer.get('of_whom', '')}"


def holders(answer: dict, claims: list[dict]) -> tuple[set[str], list[str]]:
    """Return the ids of the claims at the given places, and the places where there is none."""
    ids, missing = set(), []
    for given in answer["given"]:
        path = held(given["path"], same_bytes())
        words = folded(given["exact"])
        here = [
            c
            for c in claims
            if c["question"] == answer["question"]
            and held(c["path"], same_bytes()) == path
            and touches(words, folded(c["passage"]["exact"]))
            and fits(answer, c["value"])
        ]
        if not here:
            missing.append(f"{path}: {words}")
        ids |= {c["id"] for c in here}
    return ids, missing


def touches(one: str, other: str) -> bool:
    return one in other or other in one


def fits(answer: dict, value: dict | None) -> bool:
    if value is None:
        return False
    if value["kind"] != "count":
        return True
    lower, upper = answer.get("lower"), answer.get("upper")
    strict = bool(answer.get("strict"))
    return value["lower"] in {lower, (lower or 0) + 1 if strict else lower} and (
        value["upper"] in {upper, (upper or 0) - 1 if strict else upper}
    )


@pytest.mark.parametrize("answer", ANSWERS, ids=name_of)
def test_each_planted_count_of_lines_is_right(answer, accounts, claims):
    ids, missing = holders(answer, claims)
    assert missing == []
    question = next(q for q in accounts[answer["incident"]]["questions"] if q["question"] == answer["question"])
    matching = [
        found for found in question["answers"] if ids & {claim for line in found["lines"] for claim in line["claims"]}
    ]
    assert len(matching) == 1, [(m["value"], m["scope"], m["lines_min"]) for m in matching]
    assert (matching[0]["lines_min"], matching[0]["lines_max"]) == (answer["lines_min"], answer["lines_max"]), [
        (line["origin"], line["why"], len(line["sources"])) for line in matching[0]["lines"]
    ]


@pytest.mark.parametrize("copy", COPIES, ids=lambda c: c["source"])
def test_each_planted_copy_is_found_with_its_changed_figures(copy, demo):
    found = [
        row
        for row in demo.rows("copies")
        if {demo.path_of(row["source"]), demo.path_of(row["of"])} == {copy["source"], copy["of"]}
    ]
    assert len(found) == 1
    assert found[0]["kind"] in copy["kinds"]
    assert found[0]["direction"] == copy["direction"]
    figures = [(c["exact"], c["of_exact"]) for c in found[0]["changed"] if re.search(r"\d", c["exact"] + c["of_exact"])]
    wanted = [(c["exact"], c["of_exact"]) for c in copy["changed"]]
    assert len(figures) == len(wanted), figures
    for one, two in wanted:
        assert any(touches(one, f[0]) and touches(two, f[1]) for f in figures), figures


def test_no_copy_lies_between_families(demo):
    together = [set(f["members"]) for f in EXPECTED["families"]] + [{c["source"], c["of"]} for c in COPIES]
    pairs = [{demo.path_of(row["source"]), demo.path_of(row["of"])} for row in demo.rows("copies")]
    assert pairs
    assert [sorted(pair) for pair in pairs if not any(pair <= family for family in together)] == []


def test_no_comment_is_a_line(accounts, claims):
    in_comments = {c["id"] for c in claims if c["region"] == "comment"}
    assert in_comments
    for account in accounts.values():
        lines = [line for q in account["questions"] for a in q["answers"] for line in a["lines"]]
        assert not in_comments & {claim for line in lines for claim in line["claims"]}
