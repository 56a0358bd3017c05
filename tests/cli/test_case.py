"""`ledgerstone case` through the program itself: data on stdout, messages on stderr, exit codes, files."""

import json
from pathlib import Path

import pytest
from program import Program

STORY = (
    "NORVIK, 4 May 1994. {killed} people were killed in Velmar on 3 May 1994, the hospital said. Men went from door to "
    "door with lists of addresses and set fire to the shops near the river. Soldiers closed both bridges and took up "
    "posts at the corners of the quarter when it was over at last.\n"
)
PASSAGE = "people were killed in Velmar on 3 May 1994"
ADA = "Ada Lind"


@pytest.fixture(scope="module")
def held(tmp_path_factory) -> Program:
    folder = tmp_path_factory.mktemp("case")
    made = Program(folder / "data")
    made.call("init")
    made.call("user", "add", ADA)
    for name, killed in (("a", "At least 32"), ("b", "Over 200")):
        (folder / f"{name}.txt").write_text(STORY.format(killed=killed), encoding="utf-8")
        made.call("ingest", folder / f"{name}.txt", "--publisher", f"Paper {name}", "--published", "1994-05-04")
    return made


@pytest.fixture
def program(held, tmp_path) -> Program:
    return held.copied(tmp_path / "data")


@pytest.fixture
def source(program) -> str:
    return next(row["id"] for row in program.rows("sources") if row["publisher"] == "Paper b")


@pytest.fixture
def case(program, source) -> str:
    done = program.call(
        "case",
        "open",
        "--source",
        source,
        "--passage",
        f"Over 200 {PASSAGE}",
        "--by",
        ADA,
        "--reason",
        "asked",
        "--json",
    )
    return str(json.loads(done)["id"])


def test_without_a_person_nothing_is_kept(program, source):
    done = program.run("case", "open", "--source", source, "--passage", PASSAGE, "--json")
    whole = json.loads(done.stdout)
    assert (done.returncode, whole["id"], whole["opened"]) == (0, None, None)
    assert "nothing was kept" in done.stderr
    assert program.call("case", "list", "--json") == ""


def test_a_case_is_listed_and_shown(program, source, case):
    (row,) = program.rows("case", "list")
    assert (row["id"], row["source"], row["by"]) == (case, source, ADA)
    assert case in program.call("case", "list")
    shown = " ".join(program.call("case", "show", case[:7]).split())
    assert "“Over 200” where the other has “At least 32”" in shown
    assert "not checked: original" in shown
    assert program.rows("case", "show", case)[0]["variants"][0]["changed"][0]["exact"] == "Over 200"


def test_a_place_may_be_given_instead(program, source):
    whole = program.rows("case", "open", "--source", source, "--start", "21", "--end", "36")[0]
    assert whole["passage"] == {"start": 21, "end": 36, "exact": STORY.format(killed="Over 200")[21:36]}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("case",), 2),
        (("case", "no-such"), 2),
        (("case", "open"), 2),
        (("case", "open", "--source", "SOURCE"), 2),
        (("case", "open", "--source", "s0", "--passage", PASSAGE), 1),
        (("case", "open", "--source", "SOURCE", "--passage", "nowhere to be found"), 1),
        (("case", "open", "--source", "SOURCE", "--passage", PASSAGE, "--reason", "asked"), 2),
        (("case", "open", "--source", "SOURCE", "--passage", PASSAGE, "--by", ADA), 2),
        (("case", "open", "--source", "SOURCE", "--passage", PASSAGE, "--by", "Nobody", "--reason", "x"), 1),
        (("case", "show", "j0"), 1),
        (("case", "export", "j0"), 2),
        (("case", "export", "j0", "--json"), 1),
        (("case", "reply", "j0", "--source", "SOURCE", "--by", ADA, "--reason", "x"), 1),
    ],
)
def test_a_call_that_cannot_be_is_said_on_stderr(program, source, arguments, code):
    done = program.run(*(source if one == "SOURCE" else one for one in arguments))
    assert done.returncode == code, done.stderr
    assert done.stdout == "" or arguments == ("case",)
    assert done.stderr


def test_a_reply_comes_in_as_a_source_of_its_author(program, case, tmp_path):
    letter = tmp_path / "letter.txt"
    letter.write_text("I stand by what I wrote of Velmar.\n", encoding="utf-8")
    said = ("--author", "Boris Kern", "--dated", "1994-06-01", "--by", ADA, "--reason", "came by post")
    program.call("case", "reply", case, "--from", letter, *said)
    (found,) = program.rows("case", "show", case)[0]["replies"]
    assert (found["author"], found["published"], found["note"]) == ("Boris Kern", "1994-06-01", "came by post")
    assert "I stand by what I wrote" in " ".join(program.call("case", "show", case).split())
    wrong = program.run("case", "reply", case, "--from", letter, "--dated", "someday", "--by", ADA, "--reason", "x")
    assert wrong.returncode == 2
    assert program.call("verify", "--json")


def test_what_leaves_for_the_public_was_published_in_a_persons_name(program, source, case, tmp_path):
    page = tmp_path / "case.html"
    refused = program.run("case", "export", case, "--page", page)
    assert (refused.returncode, page.exists()) == (1, False)
    assert "not public" in program.run("case", "export", case, "--page", page, "--by", ADA).stderr
    program.call("publish", source, "--by", ADA)
    program.call("case", "export", case, "--page", page, "--by", ADA)
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    again = json.loads(program.call("case", "export", case, "--json"))
    assert again["id"] == case
    assert ADA not in json.dumps(again)


def test_the_desk_may_have_a_draft(program, case, tmp_path):
    page = tmp_path / "draft.html"
    program.call("case", "export", case, "--for", "desk", "--page", page)
    assert "not published" in page.read_text(encoding="utf-8")
    assert program.run("case", "export", case, "--for", "desk", "--page", Path("/no/such/folder/x")).returncode == 1
