"""New rules reach what people read, and leave their words alone. All papers invented."""

import sqlite3
from contextlib import closing

MACHINE = "NORVIK, 4 May 1994. At least 32 peopIe were kiIIed in VeImar.\n"
PERSON = "NORVIK, 4 May 1994. At least 32 people were killed in Velmar on 3 May 1994, the hospital said.\n"
OF_THE_PERSON = "SELECT text, content, mentions FROM record_readingrecord WHERE kind = 'transcription'"


def test_what_a_person_read_gets_the_claims_of_today_s_rules_and_keeps_its_words(program, tmp_path):
    for name, text in (("page.txt", MACHINE), ("person.txt", PERSON)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    source = program.rows("ingest", tmp_path / "page.txt")[0]["sources"][0]
    program.rows("reread", source, "--from", tmp_path / "person.txt", "--by", "Ada Lind")
    claims = {claim["id"] for claim in program.rows("claims")}
    with closing(sqlite3.connect(program.root / "record.sqlite3")) as record, record:
        before = record.execute(OF_THE_PERSON).fetchone()
        record.execute("UPDATE record_readingrecord SET mentions = '[]', context = '{}'")
        record.execute("UPDATE record_claimrecord SET current = FALSE")
    assert not program.rows("claims")
    [told] = program.rows("reread", source)
    assert (set(told["gained"]), told["after"]["claims"]) == (claims, len(claims))
    with closing(sqlite3.connect(program.root / "record.sqlite3")) as record:
        assert record.execute(OF_THE_PERSON).fetchone() == before
    assert program.rows("incidents")[0]["sources"] == [source]
    assert program.rows("verify")[0]["result"] == "intact"
