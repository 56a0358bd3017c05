"""A store that ignores conditional writes is found before anything is kept there, and one that honours them is not."""

import pytest
from s3_proxy import Spoiling, proxy
from s3_server import BUCKET, S3Server

from ledgerstone.errors import StorageError
from ledgerstone.storage.archive_settings import S3Address
from ledgerstone.storage.s3_bucket import Bucket
from ledgerstone.storage.s3_probe import FOLDER, probe


def address(prefix: str, bucket: str = BUCKET) -> S3Address:
    return S3Address(bucket=bucket, prefix=prefix)


def left(place: S3Address) -> list[str]:
    return list(Bucket(place).keys(FOLDER))


@pytest.mark.usefixtures("s3_server")
def test_a_store_that_honours_conditions_passes_and_nothing_of_the_probe_is_left():
    assert probe(address("honest")) is False
    assert left(address("honest")) == []


def test_a_bucket_that_keeps_versions_is_said_to(s3_server: S3Server):
    s3_server.make_bucket("versioned", {"x-amz-bucket-object-lock-enabled": "true"})
    assert probe(address("x", "versioned")) is True
    assert left(address("x", "versioned")) == []


@pytest.mark.parametrize(
    ("ignored", "said"),
    [
        (("if-none-match",), "If-None-Match"),
        (("if-match",), "If-Match"),
        (("if-none-match", "if-match"), "If-None-Match"),
    ],
)
def test_a_store_that_ignores_a_condition_is_refused(s3_server: S3Server, monkeypatch, ignored, said):
    # What is signed cannot be stripped on the way: this store takes unsigned requests.
    monkeypatch.setenv("AWS_SKIP_SIGNATURE", "true")
    with proxy(s3_server, Spoiling(conditions=ignored)) as endpoint:
        monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
        with pytest.raises(StorageError, match=rf"ignores conditional writes \({said}\).*nothing was kept"):
            probe(address("ignoring"))
        assert left(address("ignoring")) == []


@pytest.mark.parametrize(("method", "said"), [("PUT", "cannot write"), ("GET", "cannot read")])
def test_a_store_that_lets_us_do_too_little_is_refused(s3_server: S3Server, monkeypatch, method: str, said: str):
    with proxy(s3_server, Spoiling(refused=lambda asked, _: asked == method)) as endpoint:
        monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
        with pytest.raises(StorageError, match=f"{said}.*AccessDenied"):
            probe(address("refusing"))


def test_a_store_that_lists_nothing_is_refused(s3_server: S3Server, monkeypatch):
    with proxy(s3_server, Spoiling(refused=lambda _, path: "list-type" in path)) as endpoint:
        monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
        with pytest.raises(StorageError, match="cannot list"):
            probe(address("unlisted"))


def test_credentials_that_may_not_remove_are_a_choice(s3_server: S3Server, monkeypatch):
    with proxy(s3_server, Spoiling(refused=lambda method, _: method == "DELETE")) as endpoint:
        monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
        assert probe(address("keeping")) is False
        assert len(left(address("keeping"))) == 1
