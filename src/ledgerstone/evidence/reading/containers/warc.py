"""Opens web archives: WARC and ARC, plain or compressed.

Pages and files that were fetched with success (responses with status 200, resources) become members with their
address, the time of the capture, and the media type that the server said. Each other record is counted in a warning:
requests, metadata, redirections, errors, and revisits, which say only that an earlier capture was seen again.

A body comes out as a browser saw it (`http_body.py`). A capture that was cut off is kept as far as it goes, as its
crawler kept it.
"""

from collections import Counter
from pathlib import Path
from typing import BinaryIO

from ledgerstone.evidence.reading.containers.flow import Flow, flow_of
from ledgerstone.evidence.reading.containers.http_body import body
from ledgerstone.evidence.reading.containers.model import Bounds, Opened
from ledgerstone.evidence.reading.containers.unpacking import Description, Unpacking, before_damage, unpack
from ledgerstone.evidence.reading.containers.warc_records import Record, records

TOOL, VERSION = "warc", "1"
OK = "200"
KINDS = ("response", "request", "resource", "metadata", "warcinfo", "revisit", "conversion", "continuation")


def open_warc(stream: BinaryIO, folder: Path, bounds: Bounds) -> Opened:
    """Write a web archive's captures into a folder, in its order."""
    flow = flow_of(stream, bounds)
    unpacking = Unpacking(folder, bounds, stream.tell)
    return unpack(unpacking, lambda out: _fill(flow, out), tool=TOOL, version=VERSION)


def _fill(flow: Flow, out: Unpacking) -> None:
    others: Counter[str] = Counter()
    try:
        for record in records(flow, out.warn):
            other = _other(record)
            if other:
                others[other] += 1
            elif out.has_place():
                _take(record, out)
            if out.is_over:
                break
    finally:
        if others:
            counted = ", ".join(f"{number:,} {name}" for name, number in sorted(others.items()))
            out.warn(f"records that are not opened: {counted}")


def _other(record: Record) -> str | None:
    """What a record is, where it is no capture."""
    if record.kind == "resource":
        return None
    if record.kind == "arc_header":
        return "warcinfo"
    if record.kind != "response":
        return record.kind if record.kind in KINDS else "of unknown kind"
    if not record.address.startswith(("http:", "https:")):
        return "response of another protocol than HTTP"
    record.read_http()
    status = record.http.get_statuscode() if record.http else ""
    return None if status == OK else f"response with status {status if status.isdecimal() else 'unknown'}"


def _take(record: Record, out: Unpacking) -> None:
    name = record.address or record.header("WARC-Record-ID")

    def say(warning: str) -> None:
        out.warn_of(name, warning)

    transfer = coding = ""
    media_type = record.content_type
    if record.http:
        transfer = str(record.http.get_header("Transfer-Encoding") or "")
        coding = str(record.http.get_header("Content-Encoding") or "")
        media_type = str(record.http.get_header("Content-Type") or "")
    pieces = body(record.pieces(), transfer=transfer, coding=coding, say=say)
    said = Description(
        captured=_date(record.date),
        address=record.address or None,
        media_type=media_type.partition(";")[0].strip().lower() or None,
    )
    out.keep(name, before_damage(pieces, say), said)
    if record.header("WARC-Truncated"):
        say(f"its crawler stopped before its end ({record.header('WARC-Truncated')})")
    if record.header("WARC-Segment-Number"):
        say("a part of a capture: its other parts are records of their own")
    if not out.is_over and record.agrees_with_its_digest() is False:
        say("its digest is not that of its bytes: it was damaged or changed")


def _date(said: str) -> str | None:
    """ISO 8601; an ARC writes fourteen digits."""
    if len(said) == 14 and said.isdecimal():  # noqa: PLR2004  YYYYMMDDhhmmss
        return f"{said[:4]}-{said[4:6]}-{said[6:8]}T{said[8:10]}:{said[10:12]}:{said[12:]}Z"
    return said or None
