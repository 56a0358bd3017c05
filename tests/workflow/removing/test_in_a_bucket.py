"""What is redacted, removed or erased is gone from a bucket as it is from a disk. All papers invented."""

from pathlib import Path

import pytest
from planted import plant
from program import Program
from store_places import S3Place

BY = ("--by", "Ada Lind")


class BucketProgram(Program):
    """The program on an archive whose preserved bytes lie in a bucket."""

    def __init__(self, root: Path, place: S3Place) -> None:
        super().__init__(root)
        self.place = place

    def holds(self, *words: str) -> list[str]:
        """Return the files of the data directory and the keys of the bucket in which one of the words is."""
        store = self.place.store()
        wanted = [word.lower().encode(coding) for word in words for coding in ("utf-8", "utf-16-le", "utf-16-be")]
        contents = ((key, self.place.read(key).lower()) for key in store.list(""))
        return super().holds(*words) + [key for key, data in contents if any(word in data for word in wanted)]


@pytest.fixture
def archive(s3_server, tmp_path) -> BucketProgram:
    place = S3Place(s3_server, tmp_path)
    made = BucketProgram(tmp_path / "data", place)
    made.call("init", "--store", place.url)
    made.call("user", "add", "Ada Lind")
    plant(made, tmp_path)
    return made


def test_a_redaction_leaves_no_word_of_what_it_withholds(archive, papers, tmp_path):
    (tmp_path / "words.txt").write_text(f"{papers.in_text}\n{papers.in_place}\n{papers.far}\n", encoding="utf-8")
    assert [word for word in papers.everywhere if not archive.holds(word)] == []
    done = archive.rows(
        "redact", papers.source_of(archive), "--words", tmp_path / "words.txt", *BY, "--reason", "it was asked for"
    )[0]
    assert archive.holds(*papers.everywhere) == []
    assert b"characters withheld" in archive.place.read(f"objects/sha256/{done['sha256'][:2]}/{done['sha256']}")
    shares = [tmp_path / f"shares/recovery-share-{number}-of-3.txt" for number in (1, 3)]
    assert archive.rows("recovery", "drill", *(part for share in shares for part in ("--share", share)))[0]["opened"]
    assert archive.rows("verify")[0]["result"] == "intact"


@pytest.mark.parametrize("act", [("deaccession", "--reason"), ("erase", "--request")], ids=["deaccession", "erase"])
def test_what_is_removed_is_gone_and_known_as_removed(archive, papers, act):
    command, why = act
    archive.call(command, papers.source_of(archive), *BY, why, "it was asked for")
    assert archive.holds(*papers.everywhere) == []
    assert archive.rows("verify")[0]["result"] == "intact"
    assert len(archive.rows("sources")) == 1
    archive.call("keys", "rotate")
    assert archive.rows("verify")[0]["result"] == "intact"
