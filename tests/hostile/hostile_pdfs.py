"""PDF files that loop, claim what they do not have, or want to be run."""

import zlib
from collections.abc import Mapping, Sequence

from hostile_file import FETCHED, MEBIBYTE, OUTSIDE, WORDS, HostileFile

SHOWN = f"BT /F1 11 Tf 72 700 Td ({WORDS}) Tj ET"
SHOWS_X = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /XObject << /X 6 0 R >> >> /Contents 4 0 R >>"
)
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def stream(content: bytes, entries: str = "") -> bytes:
    return f"<< /Length {len(content)} {entries} >>\nstream\n".encode() + content + b"\nendstream"


def pdf(objects: Mapping[int, bytes], *, trailer: str = "") -> bytes:
    """Return a file of numbered objects, of which 1 is the catalogue."""
    data, places = b"%PDF-1.7\n", {}
    for number, content in sorted(objects.items()):
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows = [
        b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n" for n in range(max(places) + 1)
    ]
    end = f"trailer\n<< /Size {len(rows)} /Root 1 0 R {trailer} >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + b"xref\n0 %d\n" % len(rows) + b"".join(rows) + end.encode()


def sound(changed: Mapping[int, bytes] | None = None, *, trailer: str = "") -> bytes:
    """Return a file of one page, with some of its objects changed."""
    page = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>"
    )
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        3: page.encode(),
        4: stream(SHOWN.encode()),
        5: FONT,
    }
    return pdf(objects | dict(changed or {}), trailer=trailer)


def loop_of_pages() -> bytes:
    return sound({2: b"<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R 3 0 R] /Parent 2 0 R >>"})


def claimed_pages() -> bytes:
    return sound({2: b"<< /Type /Pages /Count 2000000000 /Kids [3 0 R] >>"})


def one_page_many_times() -> bytes:
    return sound({2: b"<< /Type /Pages /Count 3000 /Kids [" + b"3 0 R " * 3000 + b"] >>"})


def huge_page() -> bytes:
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [-1e30 -1e30 1e30 1e30] /UserUnit 75000 /Contents 4 0 R >>"
    return sound({3: page.encode()})


def no_room() -> bytes:
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 0 0] /Rotate 77777 /Contents 4 0 R >>"
    return sound({3: page.encode()})


def tables_in_a_circle() -> bytes:
    data = sound(trailer="/Prev 9")
    at = data.rindex(b"xref\n0")
    return data.replace(b"/Prev 9", b"/Prev %d" % at)


def content_bomb() -> bytes:
    """Blanks without end between the operators of a page."""
    return sound({4: stream(zlib.compress(b" " * (60 * MEBIBYTE) + SHOWN.encode(), 1), "/Filter /FlateDecode")})


def coats() -> bytes:
    data = SHOWN.encode() + b" " * (20 * MEBIBYTE)
    for _ in range(3):
        data = zlib.compress(data, 9)
    return sound({4: stream(data, "/Filter [" + "/FlateDecode " * 3 + "]")})


def forms_in_a_circle() -> bytes:
    form = stream(
        b"/X Do /X Do", "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"
    )
    return sound({3: SHOWS_X, 4: stream(b"/X Do " * 50), 6: form})


def objects_that_hold_themselves() -> bytes:
    held = stream(b"7 0 6 0 << /Type /Pages /Kids [7 0 R] >>", "/Type /ObjStm /N 2 /First 8 /Extends 6 0 R")
    return sound({2: b"7 0 R", 6: held, 7: b"7 0 R"})


def deep() -> bytes:
    return sound({6: b"[" * 100_000 + b"]" * 100_000, 1: b"<< /Type /Catalog /Pages 2 0 R /Names 6 0 R >>"})


def scripts() -> bytes:
    run = f"<< /S /JavaScript /JS (app.launchURL\\('{FETCHED}'\\); this.exportDataObject\\('{OUTSIDE}'\\);) >>"
    names = f"<< /JavaScript << /Names [(a) {run}] >> >>"
    return sound({1: f"<< /Type /Catalog /Pages 2 0 R /OpenAction {run} /Names {names} >>".encode()})


def launches() -> bytes:
    start = f"<< /S /Launch /F (/bin/touch) /Win << /F (cmd.exe) /P (/c echo > {OUTSIDE}) >> >>"
    fetch = f"<< /S /GoToR /F << /FS /URL /F ({FETCHED}) >> /D [0 /Fit] >>"
    attached = f"<< /EmbeddedFiles << /Names [(a) << /Type /Filespec /F ({OUTSIDE}) /EF << /F 6 0 R >> >>] >> >>"
    catalogue = f"<< /Type /Catalog /Pages 2 0 R /OpenAction {start} /AA << /WC {fetch} >> /Names {attached} >>"
    return sound({1: catalogue.encode(), 6: stream(WORDS.encode(), "/Type /EmbeddedFile")})


def locked() -> bytes:
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O ({'o' * 32}) /U ({'u' * 32}) /P -4 >> /ID [(a) (a)]"
    return sound(trailer=lock)


def picture_of_much_memory() -> bytes:
    """A picture of a line of bytes that says it has ten thousand million pixels: the page is a scan of it."""
    picture = stream(
        zlib.compress(bytes(1000)),
        "/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /ColorSpace /DeviceRGB /BitsPerComponent 16 "
        "/Filter /FlateDecode",
    )
    return sound({3: SHOWS_X, 4: stream(b"q 612 0 0 792 0 0 cm /X Do Q"), 6: picture})


def signs_that_say_other_words() -> bytes:
    """A font whose map to letters names none that exists, and runs without end."""
    table = (
        b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <00> <FFFFFFFF> <D800> endbfrange"
    )
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    return sound({5: font, 6: stream(table)})


def after_other_bytes() -> bytes:
    """A page of HTML, a script of the shell and a PDF at once."""
    return b"#!/bin/sh\n<html><script>x='" + sound() + b"'</script></html>\n"


def cut_off() -> bytes:
    return sound()[:330]


PDFS: Sequence[HostileFile] = (
    HostileFile(name="page-loop.pdf", make=loop_of_pages, said="cannot be read"),
    HostileFile(name="claimed-pages.pdf", make=claimed_pages, said="", kept=WORDS),
    HostileFile(name="many-pages.pdf", make=one_page_many_times, said="the first 2000 are read", long=True),
    HostileFile(name="huge-page.pdf", make=huge_page, said="", kept=WORDS),
    HostileFile(name="no-room.pdf", make=no_room, said="", kept=WORDS),
    HostileFile(name="tables-in-a-circle.pdf", make=tables_in_a_circle, said="", kept=WORDS),
    HostileFile(name="content-bomb.pdf", make=content_bomb, said="", kept=WORDS),
    HostileFile(name="coats.pdf", make=coats, said="", kept=WORDS),
    HostileFile(name="forms-in-a-circle.pdf", make=forms_in_a_circle, said="more memory"),
    HostileFile(name="objects-in-themselves.pdf", make=objects_that_hold_themselves, said="cannot be opened"),
    HostileFile(name="deep.pdf", make=deep, said="", kept=WORDS),
    HostileFile(name="scripts.pdf", make=scripts, said="scripts", kept=WORDS[:40]),
    HostileFile(name="launches.pdf", make=launches, said="attached", kept=WORDS[:40]),
    HostileFile(name="locked.pdf", make=locked, said="cannot be opened"),
    HostileFile(name="picture-of-memory.pdf", make=picture_of_much_memory, said="recognised|scan", long=True),
    HostileFile(name="false-letters.pdf", make=signs_that_say_other_words, said="recognised|scan", long=True),
    HostileFile(name="polyglot.html", make=after_other_bytes, said="named as", kept=WORDS),
    HostileFile(name="cut-off.pdf", make=cut_off, said="cannot be opened"),
)
