"""Each trap that `demo/expected.toml` names is run as such: what must happen is read from the program's JSON."""

import tomllib
from pathlib import Path

import pytest

EXPECTED = tomllib.loads((Path(__file__).parents[2] / "demo" / "expected.toml").read_text(encoding="utf-8"))
PATHS = {trap["name"]: trap["path"] for trap in EXPECTED["traps"]}
HARM = {"killed", "injured", "missing", "displaced", "detained", "property_lost"}
INVENTED = ("Invented for", "Вымышлено", "Հորինված է", "uydurulub", "Inventé pour")
"""The last line of every document, by language."""


def path_of(trap: str) -> str:
    """Return the path under which the bytes of a trap's document are named: the first by name that holds them."""
    same = next((group["paths"] for group in EXPECTED["same_bytes"] if PATHS[trap] in group["paths"]), [PATHS[trap]])
    return min(same)


def of(trap: str, claims: list[dict], *questions: str) -> list[dict]:
    """Return the claims of a trap's document, those on some questions where any is named."""
    found = [c for c in claims if c["path"] == path_of(trap)]
    assert found
    return [c for c in found if not questions or c["question"] in questions]


def days_of(claim: dict) -> list[tuple[str, str]]:
    """Return the first and last days that a claim names, as its value and as the period that it counts."""
    dates = [claim["value"] if claim["question"] == "when" else None, claim["scope"]["when"]]
    return [(day["earliest"], day["latest"]) for day in dates if day]


def answers(account: dict, question: str) -> list[dict]:
    return next(q["answers"] for q in account["questions"] if q["question"] == question)


def in_lines(account: dict) -> set[str]:
    """Return the ids of all claims in an account's lines."""
    every = [answer for question in account["questions"] for answer in question["answers"]]
    return {claim for answer in every for line in answer["lines"] for claim in line["claims"]}


def test_every_trap_is_run_here():
    told = Path(__file__).read_text(encoding="utf-8")
    assert [trap["name"] for trap in EXPECTED["traps"] if f'"{trap["name"]}"' not in told] == []


def test_same_town_and_month(accounts, claims):
    one, three = accounts["1"]["incident"], accounts["3"]["incident"]
    assert one["id"] != three["id"]
    where = {
        (c["value"]["lower"], c["question"]): c["incident"]
        for c in of("same town and month", claims, "killed", "injured")
    }
    assert where == {(5, "killed"): three["id"], (9, "injured"): three["id"], (34, "killed"): one["id"]}


def test_two_telegrams_of_one_agency(demo, accounts):
    second, first = path_of("two telegrams of one agency"), path_of("line of the invented mark")
    pairs = [{demo.path_of(row["source"]), demo.path_of(row["of"])} for row in demo.rows("copies")]
    assert {first, second} not in pairs
    paths = [demo.path_of(source) for source in accounts["1"]["incident"]["sources"]]
    assert (first in paths, second in paths) == (True, False)


@pytest.mark.parametrize(
    ("trap", "day"), [("day of recording", "2001-06-02"), ("day of recording, Russian", "2001-06-16")]
)
def test_day_of_recording(trap, day, claims, accounts):
    own = of(trap, claims)
    assert [c for c in own if any(first <= day <= last for first, last in days_of(c))] == []
    for account in accounts.values():
        when = account["incident"]["when"]
        assert not when["earliest"] <= day <= when["latest"]


def test_numbers_that_count_no_harm(claims):
    counted = [
        (c["question"], c["value"]["lower"])
        for c in of("numbers that count no harm", claims)
        if (c["value"] or {}).get("kind") == "count"
    ]
    assert counted == [("injured", 52)]


def test_ages(claims):
    values = {c["value"]["lower"] for c in of("ages", claims) if (c["value"] or {}).get("kind") == "count"}
    assert values == {39, 36, 37, 35}
    assert not any("L-0" in c["passage"]["exact"] or "O-0" in c["passage"]["exact"] for c in of("ages", claims))


def test_comment_with_a_number(claims, accounts):
    harm = of("comment with a number", claims, *HARM)
    assert {c["value"]["lower"]: c["region"] for c in harm} == {500: "comment", 450: "comment"}
    for number, toll in (("1", 500), ("2", 450)):
        account = accounts[number]
        listed = [c for c in harm if c["id"] in account["comments"]]
        assert [c["value"]["lower"] for c in listed] == [toll]
        assert not {c["id"] for c in harm} & in_lines(account)
        assert toll not in {(answer["value"] or {}).get("lower") for answer in answers(account, "killed")}


def test_equal_value_in_other_words(demo, claims, accounts):
    (claim,) = of("equal value in other words", claims, "killed")
    assert "thirty-four" in claim["passage"]["exact"]
    (answer,) = [a for a in answers(accounts["1"], "killed") if claim["id"] in str(a["lines"])]
    assert (answer["value"]["lower"], answer["lines_min"], answer["lines_max"]) == (34, 1, 1)
    path = path_of("equal value in other words")
    for row in demo.rows("copies"):
        pair = {demo.path_of(row["source"]), demo.path_of(row["of"])}
        if path in pair and not any("week" in one for one in pair):
            assert [change for change in row["changed"] if "thirty" in change["exact"] + change["of_exact"]] == []


def test_cited_but_not_held(claims, accounts):
    wanted = {path_of("cited, not held"), "bell/1991-03-29-avtobuslar.txt"}
    killed = {c["id"]: c["path"] for c in claims if c["path"] in wanted and c["question"] == "killed"}
    (answer,) = [a for a in answers(accounts["3"], "killed") if a["value"]["lower"] == 6]
    (line,) = answer["lines"]
    assert {killed[claim] for claim in line["claims"]} == wanted
    assert (answer["lines_min"], answer["lines_max"]) == (1, 1)


@pytest.mark.parametrize(
    ("trap", "day", "number"),
    [
        ("anniversary", "1991-03-11", "1"),
        ("anniversary, Armenian", "1991-03-11", "1"),
        ("anniversary, Azerbaijani", "1991-09-05", "2"),
    ],
)
def test_anniversary(trap, day, number, claims, accounts):
    own = of(trap, claims, "when")
    reckoned = [c for c in own if (c["value"]["earliest"], c["value"]["latest"]) == (day, day)]
    assert [c["incident"] for c in reckoned] == [accounts[number]["incident"]["id"]]
    years = {int(year[:4]) for c in own for days in days_of(c) for year in days}
    assert years == {1991}


def test_the_anniversary_of_the_bells(claims, accounts):
    yesterday = [
        c for c in of("the anniversary of the bells", claims, "when") if c["value"]["earliest"] == "2021-03-11"
    ]
    ids = {account["incident"]["id"] for account in accounts.values()}
    assert not {c["incident"] for c in yesterday} & ids
    for account in accounts.values():
        assert account["incident"]["when"]["latest"] < "2021"
        assert not {c["id"] for c in yesterday} & in_lines(account)


def test_weekday_in_a_copy(claims, papers, archive_of):
    copy, telegram = path_of("weekday in a copy"), path_of("line of the invented mark")
    assert not [c for c in of("weekday in a copy", claims) if ("1991-03-20", "1991-03-20") in days_of(c)]
    before, after = "At least 2,000 people left their homes and", "On Wednesday 7 people were injured in Lorveno, and"
    for path in (copy, telegram):
        text = (papers / path).read_text(encoding="utf-8")
        (papers / path).write_text(text.replace(before, after), encoding="utf-8")
    changed = archive_of(papers)
    injured = [answer for account in changed.accounts() for answer in answers(account, "injured")]
    (seven,) = [answer for answer in injured if (answer["value"] or {}).get("lower") == 7]
    assert seven["scope"]["when"]["edtf"] == "1991-03-13"
    assert (seven["lines_min"], seven["lines_max"]) == (1, 1)
    (line,) = seven["lines"]
    assert {copy, telegram} <= {changed.path_of(source) for source in line["sources"]}


def pairs_of(archive) -> list[list[str]]:
    return sorted(
        sorted([archive.path_of(row["source"]), archive.path_of(row["of"])]) for row in archive.rows("copies")
    )


def test_line_of_the_invented_mark(demo, papers, archive_of):
    assert path_of("line of the invented mark") in {document["path"] for document in EXPECTED["documents"]}
    for paper in papers.rglob("*.txt"):
        lines = paper.read_text(encoding="utf-8").rstrip().splitlines(keepends=True)
        assert any(mark in lines[-1] for mark in INVENTED)
        paper.write_text("".join(lines[:-1]), encoding="utf-8")
    assert pairs_of(archive_of(papers)) == pairs_of(demo)


def test_later_deaths(accounts, claims):
    (whole,) = [c for c in of("later deaths", claims, "killed") if c["scope"]["part"] is None]
    assert (whole["value"]["lower"], whole["scope"]["when"]["latest"]) == (47, "1991-03-17")
    found = answers(accounts["1"], "killed")
    holding = {
        toll: [a for a in found if (a["value"] or {}).get("lower") == toll and a["scope"]["part"] is None]
        for toll in (34, 47)
    }
    assert {toll: len(those) for toll, those in holding.items()} == {34: 1, 47: 1}
    assert [a["scope"]["when"]["latest"] for toll in (34, 47) for a in holding[toll]] == ["1991-03-14", "1991-03-17"]


@pytest.mark.parametrize("copy", EXPECTED["copies"], ids=lambda copy: copy["source"])
def test_a_planted_copy_names_its_passages_and_changed_figures_exactly(copy, demo):
    (found,) = [
        row
        for row in demo.rows("copies")
        if (demo.path_of(row["source"]), demo.path_of(row["of"])) == (copy["source"], copy["of"])
    ]
    texts = [demo.rows("source", found[side])[0]["reading"]["text"] for side in ("source", "of")]
    told = [
        (change["exact"], change["of_exact"])
        for change in found["changed"]
        if any(sign.isdigit() for sign in change["exact"] + change["of_exact"])
    ]
    assert told == [(change["exact"], change["of_exact"]) for change in copy["changed"]]
    for change in found["changed"]:
        assert texts[0][change["start"] : change["end"]] == change["exact"]
        assert texts[1][change["of_start"] : change["of_end"]] == change["of_exact"]
    for passage in found["passages"]:
        assert 0 <= passage["start"] < passage["end"] <= len(texts[0])
        assert 0 <= passage["of_start"] < passage["of_end"] <= len(texts[1])
