"""Reads a scan in a confined process, as it is asked: a path of Tesseract."""

import os
from pathlib import Path

import msgspec

from ledgerstone.evidence.reading.scans.scan import read_scan
from ledgerstone.evidence.reading.scans.scanned_pdf import read_scanned_pdf


def warm() -> None:
    pass


def prepare(_: tuple[str, ...]) -> None:
    pass


def may_share(_: int, __: bytes) -> bool:
    return False


def act(descriptor: int, asked: bytes) -> bytes:
    with os.fdopen(os.dup(descriptor), "rb") as file:
        data = file.read()
    reader = read_scanned_pdf if data.startswith(b"%PDF") else read_scan
    return msgspec.msgpack.encode(reader(data, tool=asked.decode(), languages=("en",), folder=Path.cwd()))
