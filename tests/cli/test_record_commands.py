"""The commands of the record, through the program itself: data on stdout, messages on stderr, exit codes."""

import csv
import io
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROGRAM = str(Path(sys.executable).with_name("ledgerstone"))
TELEGRAM = "NORVIK, 4 May 1994. At least 32 people were killed in Velmar on 3 May 1994, the hospital said.\n"
LETTER = "=On 3 May 1994 about 300 houses were burned in Velmar, a teacher said. Twelve people were injured.\n"


class Program:
    """The program with a data directory and a folder that it is called from."""

    def __init__(self, folder: Path) -> None:
        self.data, self.folder = folder / "data", folder / "pile"
        self.folder.mkdir()

    def command(self, *arguments: str) -> list[str]:
        return [PROGRAM, "--data", str(self.data), *arguments]

    def __call__(self, *arguments: str, code: int = 0) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            self.command(*arguments),
            cwd=self.folder,
            check=False,
            capture_output=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
        )
        assert done.returncode == code, done.stderr
        return done

    def rows(self, *arguments: str) -> list[dict[str, object]]:
        return [json.loads(line) for line in self(*arguments, "--json").stdout.splitlines()]


@pytest.fixture(scope="module")
def program(tmp_path_factory) -> Program:
    """Give a program with an archive of two papers and a user."""
    made = Program(tmp_path_factory.mktemp("cli"))
    (made.folder / "a.txt").write_text(TELEGRAM)
    (made.folder / "b.txt").write_text(LETTER)
    made("init")
    made("ingest", ".", "--publisher", "Norvik Bell")
    made("user", "add", "Ada Lind")
    return made


def test_init_leaves_what_is_there(program):
    key = (program.data / "keys" / "secret_key").read_bytes()
    assert (program.data / "keys" / "secret_key").stat().st_mode & 0o777 == 0o600
    assert "was there" in program("init").stderr
    assert (program.data / "keys" / "secret_key").read_bytes() == key


def test_ingest_prints_one_object_and_exits_1_where_something_was_refused(program):
    (program.folder / "empty.txt").write_text("")
    done = program("ingest", ".", "--json", "--publisher", "Norvik Bell", code=1)
    found = json.loads(done.stdout)
    assert (found["ingested"], found["already_held"], found["log_size"]) == (0, 2, 3)
    assert [one["path"] for one in found["refused"]] == ["empty.txt"]
    assert "empty.txt: the file is empty" in done.stderr
    (program.folder / "empty.txt").unlink()


def test_a_date_that_cannot_be_read_is_a_wrong_call(program):
    assert "1994-13-45" in program("ingest", ".", "--published", "1994-13-45", code=2).stderr


def test_an_archive_that_is_not_there_is_a_wrong_call(program, tmp_path):
    done = subprocess.run(
        [PROGRAM, "--data", str(tmp_path / "none"), "sources"],
        check=False,
        capture_output=True,
        encoding="utf-8",
        cwd=program.folder,
    )
    assert done.returncode == 2
    assert "init" in done.stderr


@pytest.mark.parametrize("listing", ["sources", "claims", "incidents", "copies", "search hospital", "user list"])
def test_each_listing_prints_one_object_a_line_or_a_table(program, listing):
    rows = program.rows(*listing.split())
    assert all(isinstance(row, dict) for row in rows)
    assert program(*listing.split()).stdout or listing == "copies"


def test_a_source_has_the_keys_of_the_contract(program):
    row = program.rows("sources")[0]
    keys = {"id", "sha256", "media_type", "size", "title", "publisher", "published", "obtained", "origin", "language"}
    assert keys <= row.keys()
    (whole,) = program.rows("source", row["sha256"][:12])
    assert {
        **row,
        **{key: whole[key] for key in ("acquisitions", "reading", "readings", "assets", "time", "patchwork")},
    } == whole
    assert whole["time"]["log_index"] in {1, 2}
    assert whole["reading"]["regions"]
    assert row["sha256"] in program("source", row["id"][:8]).stdout


def test_a_claim_is_explained_by_rule_words_and_pack_entry(program):
    claim = next(row for row in program.rows("claims", "--question", "killed"))
    (why,) = program.rows("claims", "--explain", str(claim["id"]))
    told = why["explanation"]
    assert told["method"] == claim["method"]
    assert told["sentence"]["exact"] == "At least 32 people were killed in Velmar on 3 May 1994, the hospital said."
    question = next(ground for ground in told["grounds"] if ground["part"] == "question")
    assert question["words"]["exact"] == "killed"
    assert question["entry"]["file"].startswith("packs/en.toml:")
    shown = program("claims", "--explain", str(claim["id"])).stdout
    assert all(reason in shown for reason in told["reasons"])
    assert "the hospital" in shown


def test_a_claim_is_listed_with_its_words_its_chain_its_stance_and_what_it_leaves_open(program):
    claim = next(row for row in program.rows("claims", "--question", "killed"))
    assert claim["unsure"]
    shown = program("claims", "--question", "killed").stdout
    said = [f"{claim['id']}  killed: ", claim["passage"]["exact"], "stance: asserted; proposed; ", "the hospital"]
    assert all(part in shown for part in (*said, *claim["unsure"]))


def test_claims_say_of_which_languages_little_is_read(tmp_path):
    made = Program(tmp_path)
    (made.folder / "greek.txt").write_text(
        "Στις 13/01/1990 σκοτώθηκαν 32 άνθρωποι στο χωριό, σύμφωνα με την εφημερίδα."
    )
    made("init")
    made("ingest", ".")
    assert "no language pack for el" in made("claims").stderr
    assert "no language pack for el" in made("claims", "--json").stderr


def test_a_table_of_claims_holds_all_that_a_claim_says(program):
    claims = {row["id"]: row for row in program.rows("claims")}
    table = list(csv.DictReader(io.StringIO(exported(program, "claims", "desk"))))
    assert [row["id"] for row in table] == list(claims)
    for row in table:
        claim = claims[row["id"]]
        assert row["unsure"] == "; ".join(claim["unsure"])
        assert row["cue"] == (claim["cue"] or {"exact": ""})["exact"]
        assert (row["reason"], row["gazetteer_id"]) == tuple(
            claim["value"].get(key) or "" for key in ("reason", "gazetteer_id")
        )
        assert all((link["name"] or link["kind"]) in row["chain"] for link in claim["voice"]["chain"])


def test_an_explanation_is_of_one_claim(program):
    assert "no claim" in program("claims", "--explain", "c00000nothing", code=1).stderr
    assert "takes one claim's id" in program("claims", "--explain", "c0", "--question", "killed", code=2).stderr


def test_claims_quote_their_source_exactly(program):
    texts = {row["id"]: program.rows("source", row["id"])[0]["reading"]["text"] for row in program.rows("sources")}
    claims = program.rows("claims")
    assert claims
    for claim in claims:
        passage = claim["passage"]
        assert texts[claim["source"]][passage["start"] : passage["end"]] == passage["exact"]
    killed = program.rows("claims", "--question", "killed")
    assert killed
    assert {claim["question"] for claim in killed} == {"killed"}


def test_an_account_names_its_questions_and_lines(program):
    incident = program.rows("incidents")[0]
    (account,) = program.rows("account", incident["id"])
    assert account["incident"]["id"] == incident["id"]
    assert all({"question", "answers", "not_known"} <= one.keys() for one in account["questions"])
    shown = program("account", incident["id"][:6]).stdout
    assert "independent line" in shown
    assert "Working copy" in shown


def test_an_unknown_id_exits_1_and_says_what_to_do(program):
    for command in ("source", "account", "references"):
        assert "list what there is" in program(command, "x0", code=1).stderr


def test_references_of_a_paper_without_any_are_none(program):
    (row,) = program.rows("references", program.rows("sources")[0]["id"])
    assert (row["entries"], row["citations"]) == ([], [])


def test_a_judgement_is_printed_and_shown_with_its_claim(program):
    claim = program.rows("claims")[0]["id"]
    (made,) = program.rows("judge", claim, "accept", "--by", "Ada Lind", "--reason", "page 4 says so")
    assert (made["subject"], made["decision"], made["by"]) == (claim, "accept", "Ada Lind")
    assert next(row for row in program.rows("claims") if row["id"] == claim)["status"] == "accepted"
    program("judge", claim, "annul", "--by", "Ada Lind", "--reason", "x", code=2)
    program("judge", claim, "accept", "--by", "Nobody", "--reason", "x", code=1)


def exported(program: Program, kind: str, audience: str) -> str:
    return program("export", kind, "--for", audience).stdout


def test_exports_are_for_the_public_unless_said_otherwise(program):
    assert len(list(csv.reader(io.StringIO(program("export", "sources").stdout)))) == 1
    assert len(list(csv.reader(io.StringIO(exported(program, "sources", "desk"))))) == 3
    assert program("export", "incidents").stdout == ""
    assert exported(program, "incidents", "desk")


def test_annotations_select_their_passage_by_position_and_quotation(program):
    texts = {row["sha256"]: program.rows("source", row["id"])[0]["reading"]["text"] for row in program.rows("sources")}
    lines = exported(program, "annotations", "desk").splitlines()
    assert len(lines) == len(program.rows("claims"))
    for line in lines:
        made = json.loads(line)
        assert (made["@context"], made["type"]) == ("http://www.w3.org/ns/anno.jsonld", "Annotation")
        text = texts[made["target"]["source"].removeprefix("urn:sha256:")]
        position, quote = made["target"]["selector"]
        assert position["type"] == "TextPositionSelector"
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


def test_a_publication_makes_its_sources_public(tmp_path):
    made = Program(tmp_path)
    (made.folder / "a.txt").write_text(TELEGRAM)
    made("init")
    made("ingest", ".")
    made("user", "add", "Ada Lind")
    incident = made.rows("incidents")[0]["id"]
    assert "--with-sources" in made("publish", incident, "--by", "Ada Lind", code=1).stderr
    rows = made.rows("publish", incident, "--by", "Ada Lind", "--with-sources")
    assert [row["version"] for row in rows] == [1, 1]
    assert len(made("export", "incidents").stdout.splitlines()) == 1
    assert len(list(csv.reader(io.StringIO(made("export", "claims").stdout)))) > 1


def test_an_interrupt_exits_130_and_a_second_run_completes(tmp_path):
    made = Program(tmp_path)
    for number in range(50):
        (made.folder / f"{number}.txt").write_text(f"{TELEGRAM}{number}\n")
    made("init")
    process = subprocess.Popen(
        made.command("ingest", "."), cwd=made.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    while not any((made.data / "archive" / "objects").rglob("?" * 64)):
        time.sleep(0.01)
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _, messages = process.communicate()
    assert process.returncode == 130, messages
    made("verify")
    made("ingest", ".")
    assert len(made.rows("sources")) == 50
    made("verify")


def test_no_colour_and_no_progress_where_nobody_looks(program):
    done = program("ingest", ".", "--publisher", "Norvik Bell")
    assert "\x1b" not in done.stdout + done.stderr
    assert "\r" not in done.stdout + done.stderr


def test_help_begins_with_examples(program):
    for name in ("ingest", "account", "judge"):
        shown = program(name, "--help").stdout
        assert shown.index("Examples") < shown.index("--help"), name
