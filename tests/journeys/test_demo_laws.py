"""Renaming, reordering and swapping the names of the two communities change nothing but the names."""

import csv
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SWAP = tomllib.loads((ROOT / "demo" / "swap.toml").read_text(encoding="utf-8"))
FORMS = {a: b for pairs in SWAP["pairs"].values() for one, two in pairs for a, b in ((one, two), (two, one))}
WORDED = {"wording", "name", "reason"}
"""What differs between claims of one answer: an account shows the first, in the order of ids, which are digests."""
NAMES = re.compile(r"(?<!\w)(?:" + "|".join(sorted(FORMS, key=len, reverse=True)) + r")(?!\w)")


def swapped(text: str) -> str:
    return NAMES.sub(lambda match: FORMS[match.group()], text)


def outcome(archive, key_of, *, names=lambda text: text) -> list:
    """What the archive says, by papers instead of ids: claims, incidents, answers with their lines, copies."""
    claims = {row["id"]: row for row in archive.rows("claims")}

    def said(claim: str) -> list:
        row = claims[claim]
        voice = [row["voice"]["name"], row["voice"]["kind"], row["stance"]]
        return [key_of(row["source"]), row["passage"]["start"], row["passage"]["end"], row["question"], *voice]

    def reduced(answer: dict) -> list:
        lines = sorted((sorted(map(said, line["claims"])) for line in answer["lines"]), key=json.dumps)
        value = answer["value"] and {k: v for k, v in answer["value"].items() if k not in WORDED}
        value = names(json.dumps(value, sort_keys=True))
        under = [len(answer["part_of"]), len(answer["within"]), len(answer["explanation"].split("; "))]
        return [answer["lines_min"], answer["lines_max"], value, lines, under]

    accounts = [
        [
            [
                question["question"],
                sorted((reduced(answer) for answer in question["answers"]), key=json.dumps),
                sorted(
                    [day_of(saying["first"]), day_of(saying["last"]), sorted(map(said, saying["claims"]))]
                    for saying in question["over_time"]
                ),
                sorted(
                    sorted([said(one["first"]["claim"]), said(one["later"]["claim"])]) for one in question["revised"]
                ),
                sorted(sorted(map(said, one["claims"])) for one in against(account, question)),
            ]
            for question in account["questions"]
        ]
        for account in archive.accounts()
    ]
    copies = [
        [*pair(row, key_of), row["kind"], row["direction"], len(row["changed"])] for row in archive.rows("copies")
    ]
    every = [[said(claim), names(json.dumps(row["value"], sort_keys=True))] for claim, row in claims.items()]
    return [sorted(accounts, key=json.dumps), sorted(copies, key=json.dumps), sorted(every, key=json.dumps)]


def day_of(printed: dict | None) -> str:
    return printed["published"]["edtf"] if printed else ""


def against(account: dict, question: dict) -> list[dict]:
    return [one for one in account["against_itself"] if one["question"] == question["question"]]


def pair(row: dict, key_of) -> list[str]:
    """Name the two papers of a copy; where the direction is unknown, their order says nothing."""
    found = [key_of(row["source"]), key_of(row["of"])]
    return found if row["direction"] == "known" else sorted(found)


@pytest.fixture(scope="module")
def plain(demo) -> list:
    return outcome(demo, demo.path_of)


def test_there_is_an_outcome_to_compare(plain):
    accounts, copies, claims = plain
    assert len(accounts) >= 3
    assert len(copies) >= 8
    assert len(claims) > 100


def test_names_of_files_and_order_of_arrival_change_nothing(papers, archive_of, plain):
    rows = list(csv.DictReader((papers / "manifest.csv").open(encoding="utf-8", newline="")))
    original = {}
    for number, row in enumerate(sorted(rows, key=lambda r: r["path"], reverse=True)):
        new = f"{number:02}-paper{Path(row['path']).suffix}"
        (papers / row["path"]).rename(papers / new)
        original[new], row["path"] = row["path"], new
    with (papers / "manifest.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0].keys())
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda r: r["path"]))
    renamed = archive_of(papers)
    twins = [p for p in original.values() if p.startswith(("courier/2001-06-16", "plainword/account-l-07"))]

    def key(source: str) -> str:
        path = original[renamed.path_of(source)]
        return min(twins) if path in twins else path

    assert outcome(renamed, key) == plain


def test_swapping_the_names_of_the_communities_changes_only_the_names(papers, archive_of, plain):
    for path in papers.rglob("*"):
        if path.suffix in {".txt", ".html", ".csv"}:
            path.write_text(swapped(path.read_text(encoding="utf-8")), encoding="utf-8")
    source = ROOT / "demo" / "pdf" / "the-dead-by-number.txt"
    text = papers.parent / source.name
    text.write_text(swapped(source.read_text(encoding="utf-8")), encoding="utf-8")
    pdf = next(papers.rglob("*.pdf"))
    subprocess.run([sys.executable, ROOT / "tools" / "make_demo_pdf.py", text, pdf], check=True)
    mirrored = archive_of(papers)
    assert outcome(mirrored, mirrored.path_of, names=swapped) == plain


def test_swapping_twice_gives_the_papers_back():
    for path in (ROOT / "demo" / "papers").rglob("*.txt"):
        text = path.read_text(encoding="utf-8")
        assert swapped(swapped(text)) == text
