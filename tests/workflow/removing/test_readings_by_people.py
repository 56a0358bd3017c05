"""What people wrote down of a source goes where the source goes. All papers invented."""

import json

import pyrage
import pytest
from planted import source_of

from ledgerstone.evidence.preservation.log.reading import entries
from ledgerstone.evidence.preservation.sealing import decrypt
from ledgerstone.storage.disk import DiskStore

IN_TRANSCRIPT, IN_TRANSLATION = "Vessandor", "Quorimyth"
BY = ("--by", "Ada Lind")
ADA = pyrage.x25519.Identity.generate()


def hand_in(program, source, folder) -> None:
    for name, word, kind in (("a", IN_TRANSCRIPT, "transcription"), ("b", IN_TRANSLATION, "translation")):
        (folder / name).write_text(f"In Velmar 12 people were killed, {word} said.\n", encoding="utf-8")
        program.call("reread", source, "--from", folder / name, *BY, "--kind", kind)
    assert program.holds(IN_TRANSCRIPT)
    assert program.holds(IN_TRANSLATION)


def opened(program) -> str:
    """Return all that was sealed for Ada, as one text."""
    store, out = DiskStore(program.root / "archive"), bytearray()

    class Into:
        def write(self, data: bytes) -> int:
            out.extend(data)
            return len(data)

    for _, entry in entries(store):
        if entry.sealed_as is not None and entry.row is not None:
            path = f"objects/sha256/{entry.sealed_as[:2]}/{entry.sealed_as}"
            decrypt(store.get(path), Into(), identities=[str(ADA)])
    return out.decode("utf-8", "replace")


def test_no_word_of_a_transcription_or_a_translation_is_left_when_its_source_is_sealed(archive, tmp_path):
    hand_in(archive, source_of(archive), tmp_path)
    archive.call("seal", source_of(archive), "--to", str(ADA.to_public()), *BY)
    assert archive.holds(IN_TRANSCRIPT, IN_TRANSLATION) == []
    found = archive.rows("verify")[0]
    assert (found["result"], found["problems"]) == ("intact", [])
    kept = opened(archive)
    assert IN_TRANSCRIPT in kept
    assert IN_TRANSLATION in kept


@pytest.mark.long
def test_no_word_is_left_when_its_source_is_removed(archive, tmp_path):
    source = source_of(archive)
    hand_in(archive, source, tmp_path)
    done = json.loads(archive.call("deaccession", source, *BY, "--reason", "a wrong page", "--json"))
    assert done["rows"] >= 2
    assert archive.holds(IN_TRANSCRIPT, IN_TRANSLATION) == []
    found = archive.rows("verify")[0]
    assert (found["result"], found["problems"]) == ("intact", [])
