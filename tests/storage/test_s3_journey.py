"""An archive in a bucket through the command line: made, filled, checked, attacked, mended, moved, refused."""

import json
import shutil
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from s3_proxy import Spoiling, proxy
from s3_server import S3Server
from store_places import S3Place
from warm import run_warm

TEXTS = {
    "north.txt": "On 3 May 1931 at least 32 people were killed in Norvik, the relief committee said.",
    "south.txt": "The mayor of Sund spoke of 12 dead on 4 May 1931.",
    "list.txt": "A list of those who were sent away from Norvik.",
}


class Archive:
    """A data directory whose preserved bytes lie in a bucket, and the place where an opponent sits."""

    def __init__(self, place: S3Place, folder: Path) -> None:
        self.place, self.folder, self.data = place, folder, folder / "data"

    def run(self, *arguments: str | Path, data: Path | None = None) -> subprocess.CompletedProcess[str]:
        return run_warm(["--data", data or self.data, *arguments], cwd=self.folder)

    def call(self, *arguments: str | Path, data: Path | None = None) -> str:
        done = self.run(*arguments, data=data)
        assert done.returncode == 0, f"{' '.join(map(str, arguments))}: {done.stderr}"
        return done.stdout

    def verified(self) -> tuple[int, set[tuple[str, str]]]:
        done = self.run("verify", "--json")
        return done.returncode, {(one["what"], one["path"]) for one in json.loads(done.stdout)["problems"]}

    def objects(self) -> list[str]:
        return list(self.place.store().list("objects/"))


@pytest.fixture(scope="module")
def new_archive(s3_server: S3Server, tmp_path_factory) -> Callable[..., Archive]:
    def make(bucket: str = "archive") -> Archive:
        folder = tmp_path_factory.mktemp("journey")
        papers = folder / "papers"
        papers.mkdir()
        for name, text in TEXTS.items():
            (papers / name).write_text(text, encoding="utf-8")
        return Archive(S3Place(s3_server, folder, bucket), folder)

    return make


@pytest.fixture(scope="module")
def archive(new_archive) -> Archive:
    """Give an archive with three sources; whoever changes its bytes puts them back."""
    made = new_archive()
    made.call("init", "--store", made.place.url)
    said = json.loads(made.call("ingest", made.folder / "papers", "--json"))
    assert (said["ingested"], said["refused"]) == (3, [])
    return made


def test_what_was_taken_in_lies_in_the_bucket_alone_and_verifies(archive: Archive):
    assert archive.verified() == (0, set())
    assert {archive.place.read(key) for key in archive.objects()} >= {text.encode() for text in TEXTS.values()}
    assert not (archive.data / "archive").exists()
    assert list((archive.data / "tmp").rglob("pending")) == []
    assert len(archive.call("sources", "--json").splitlines()) == 3


def test_nothing_secret_is_written_down(archive: Archive, s3_server: S3Server):
    settings = archive.data / "ledgerstone.toml"
    assert tomllib.loads(settings.read_text(encoding="utf-8")) == {"store": archive.place.url}
    secret = s3_server.environment["AWS_SECRET_ACCESS_KEY"].encode()
    for path in archive.data.rglob("*"):
        assert not path.is_file() or secret not in path.read_bytes(), path


@pytest.mark.parametrize("prefix", ["objects/", "log/tile/entries/", "log/checkpoints/"])
def test_what_is_deleted_behind_our_back_is_missed(archive: Archive, prefix: str):
    key = next(archive.place.store().list(prefix))
    content = archive.place.read(key)
    archive.place.delete(key)
    assert archive.verified() == (3, {("missing", key)})
    archive.place.write(key, content)
    assert archive.verified() == (0, set())


def test_what_is_changed_behind_our_back_is_found(archive: Archive):
    key = archive.objects()[0]
    content = archive.place.read(key)
    archive.place.write(key, content[:-1] + b"?")
    assert archive.verified() == (3, {("damaged", key)})
    archive.place.write(key, content)


def test_what_does_not_belong_there_is_named(archive: Archive):
    archive.place.write("objects/sha256/ab/note", b"x")
    assert archive.verified() == (3, {("unexpected", "objects/sha256/ab/note")})
    archive.place.delete("objects/sha256/ab/note")
    assert archive.verified() == (0, set())


def test_the_same_bytes_are_taken_in_once(archive: Archive):
    said = json.loads(archive.call("ingest", archive.folder / "papers", "--json"))
    assert (said["ingested"], said["already_held"]) == (0, 3)


def test_an_export_is_an_archive_on_a_disk_and_mends_the_bucket(archive: Archive):
    copy = archive.folder / "copy"
    # What an export logs of itself comes too late to be in it.
    before = archive.objects()
    archive.call("export", "archive", "--out", copy)
    shutil.rmtree(copy / "archive" / "objects" / "sha256" / before[-1].split("/")[2])
    assert archive.run("verify", data=copy).returncode == 3
    shutil.rmtree(copy)
    archive.call("export", "archive", "--out", copy)
    archive.call("verify", data=copy)
    archive.place.write(before[0], b"damaged")
    archive.call("repair", "--from", copy)
    assert archive.verified() == (0, set())


def test_a_lost_machine_is_replaced_where_its_keys_were_kept(new_archive):
    archive = new_archive()
    archive.call("init", "--store", archive.place.url)
    archive.call("ingest", archive.folder / "papers")
    shutil.copytree(archive.data / "keys", archive.folder / "keys")
    shutil.rmtree(archive.data)
    done = archive.run("init", "--store", archive.place.url)
    assert (done.returncode, "holds the archive" in done.stderr) == (2, True)
    shutil.copytree(archive.folder / "keys", archive.data / "keys", dirs_exist_ok=True)
    archive.call("init", "--store", archive.place.url)
    said = json.loads(archive.call("ingest", archive.folder / "papers", "--json"))
    assert said["already_held"] == 3
    assert archive.verified() == (0, set())


def test_the_store_is_taken_from_the_settings_of_the_folder_where_one_is(new_archive):
    archive = new_archive()
    (archive.folder / "ledgerstone.toml").write_text(f'store = "{archive.place.url}/"\n', encoding="utf-8")
    archive.call("init")
    assert archive.place.read("log/checkpoint").startswith(b"ledgerstone/")
    (archive.folder / "ledgerstone.toml").unlink()
    assert archive.verified() == (0, set())
    archive.call("init")
    done = archive.run("init", "--store", "disk")
    assert (done.returncode, "another store" in done.stderr) == (2, True)


def test_an_archive_on_a_disk_does_not_become_one_in_a_bucket(new_archive):
    archive = new_archive()
    archive.call("init")
    assert archive.run("init", "--store", archive.place.url).returncode == 2
    assert archive.verified() == (0, set())
    assert list(archive.place.store().list("")) == []


def test_a_store_that_ignores_conditional_writes_is_refused_at_init(new_archive, s3_server, monkeypatch):
    archive = new_archive()
    monkeypatch.setenv("AWS_SKIP_SIGNATURE", "true")
    with proxy(s3_server, Spoiling(conditions=("if-match", "if-none-match"))) as address:
        monkeypatch.setenv("AWS_ENDPOINT_URL", address)
        done = archive.run("init", "--store", archive.place.url)
    assert done.returncode == 1
    assert "ignores conditional writes" in done.stderr
    assert not archive.data.exists()
    monkeypatch.undo()


def test_without_credentials_nothing_is_asked_and_it_is_said_why(archive: Archive, monkeypatch):
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    for command in (["verify"], ["ingest", archive.folder / "papers"], ["log", "show"]):
        done = archive.run(*command)
        assert (done.returncode, "no credentials" in done.stderr) == (1, True)


def test_a_seal_in_a_bucket_that_keeps_versions_is_done_and_says_what_stays(new_archive, s3_server: S3Server):
    s3_server.make_bucket("kept-versions", {"x-amz-bucket-object-lock-enabled": "true"})
    archive = new_archive("kept-versions")
    assert "keeps versions" in archive.run("init", "--store", archive.place.url).stderr
    archive.call("ingest", archive.folder / "papers")
    (archive.folder / "shares").mkdir()
    archive.call("recovery", "new", "--shares", "2", "--threshold", "2", "--out-dir", archive.folder / "shares")
    source = json.loads(archive.call("sources", "--json").splitlines()[0])
    done = archive.run("seal", source["id"])
    assert done.returncode == 1
    assert "keeps versions" in done.stderr
    assert f"objects/sha256/{source['sha256'][:2]}/{source['sha256']}" not in archive.objects()
    assert archive.verified() == (0, set())
    assert archive.run("seal", source["id"]).returncode == 1
    (archive.folder / "new.txt").write_text("A later note.", encoding="utf-8")
    archive.call("ingest", archive.folder / "new.txt")
    assert archive.verified() == (0, set())
