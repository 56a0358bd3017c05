"""What a confined process does to draw a page: it holds the bytes against their digest, and draws them."""

import os
from functools import partial

import msgspec

from ledgerstone.errors import UnreadableError
from ledgerstone.evidence.reading.page_pictures import draw_page, jpeg_of
from ledgerstone.values.digests import sha256_hex
from ledgerstone.workflow.pictures.drawing_terms import Drawn, ToDraw
from ledgerstone.workflow.whole_bytes import whole_bytes

_CHUNK_BYTES = 1 << 20


def draw(descriptor: int, asked: bytes) -> bytes:
    """Draw a page of the file behind a descriptor; `ToDraw` and `Drawn` as msgpack.

    Raises:
        UnreadableError: It cannot be drawn, and why.
    """
    page = msgspec.msgpack.decode(asked, type=ToDraw)
    with os.fdopen(os.dup(descriptor), "rb") as file:
        file.seek(0)
        data = whole_bytes(iter(partial(file.read, _CHUNK_BYTES), b""))
    if sha256_hex([data]) != page.sha256:
        raise UnreadableError("the bytes that are kept are not those that came in: run `ledgerstone verify`")
    image = draw_page(data, page.number)
    return msgspec.msgpack.encode(Drawn(jpeg=jpeg_of(image), width=image.width, height=image.height))


def warm() -> None:
    """Do nothing: the libraries are there once this module is."""


def prepare(names: tuple[str, ...]) -> None:
    """Do nothing: no page needs anything more than another."""
    del names


def may_share(descriptor: int, asked: bytes) -> bool:
    """Let no page be drawn where another was."""
    del descriptor, asked
    return False
