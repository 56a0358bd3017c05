"""What the fuzz run begins with: small sound files of each format, and the small ones of the hostile corpus."""

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import wave

from hostile_archives import packed
from hostile_captures import PAGE, http, record
from hostile_documents import BOOK, BOOK_RELATED, ODS, ODT, SHEET_1, docx, open_document, paragraph
from hostile_file import WORDS
from hostile_mails import mail
from hostile_pages import page
from hostile_pdfs import sound
from hostile_pictures import blank
from make_corpus import CORPUS

LONGEST_SAMPLE = 30_000
TEXTS = (
    (
        f"The market\n\nBy Mara Tolen\n\nVELMAR, 4 May 1994. {WORDS} “We ran”, a teacher said [1, p. 5].\n\n"
        "Comments\n\n  1. Ilen said:\n\n    Words.\n\n      • Dov said:\n\n        More words.\n\n"
    ),
    (
        f"Statement of the Council of the Towns\n\n{WORDS} [1] It lasted three days, from 3 May 1994 to 9 May "
        "1994 [2 – chapter 5, 3].\n\nWe, the undersigned, declare this.\n\nReferences\n\n"
        "1. A. Lind, The market, 1994.\n2. B. "
        "Tolen, Acts, Velmar 1995, p. 3.\n"
    ),
    "В Вельмаре 3 мая 1994 года были убиты не менее 32 человек, сообщила больница.\n",
    "Վելմարում 1994 թվականի մայիսի 3-ին սպանվել է առնվազն 32 մարդ, ասաց հիվանդանոցը։\n",
    "place,year,dead\nVelmar,1994,32\nNorvik,1994,4\nOrlan,1995,7\n",
    f"WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v Ada>{WORDS}\n",
    f"1\n00:00:01,000 --> 00:00:04,000\n{WORDS}\n\n2\n00:00:05,000 --> 00:00:07,000\nMore words.\n",
)


def tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        member = tarfile.TarInfo("letter.txt")
        member.size = len(WORDS)
        archive.addfile(member, io.BytesIO(WORDS.encode()))
    return out.getvalue()


def sheet() -> bytes:
    cells = f"<row><c t='inlineStr'><is><t>{WORDS}</t></is></c><c><v>32</v></c></row>"
    return packed(
        {
            "xl/workbook.xml": BOOK,
            "xl/_rels/workbook.xml.rels": BOOK_RELATED,
            SHEET_1: f"<worksheet><sheetData>{cells}</sheetData></worksheet>",
        }
    )


def recording() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(8000)
        written.writeframes(bytes(400))
    return out.getvalue()


def film() -> bytes:
    header = struct.pack(">I4s", 40, b"mvhd") + bytes(12) + struct.pack(">II", 1000, 65_000) + bytes(12)
    return struct.pack(">I4s", 16, b"ftyp") + b"isom" + bytes(4) + struct.pack(">I4s", 48, b"moov") + header


def sound_samples() -> list[bytes]:
    """Return small files that are as they should be."""
    comments = "".join(f"<li class=comment><cite class=fn>R{n}</cite><p>Words {n}.</p></li>" for n in range(3))
    return [
        *(text.encode() for text in TEXTS),
        TEXTS[2].encode("cp1251"),
        TEXTS[3].encode("utf-16"),
        page(f"<article><h1>The market</h1><p>{WORDS}</p></article><ol class=commentlist>{comments}</ol>"),
        sound(),
        docx(paragraph() + f"<tbl><tr><tc>{paragraph()}</tc></tr></tbl>"),
        sheet(),
        open_document(ODT, f"<text:p>{WORDS}</text:p>"),
        open_document(ODS, f"<table name='S'><table-row><table-cell><p>{WORDS}</p></table-cell></table-row></table>"),
        (r"{\rtf1\ansi{\fonttbl{\f0 Times;}}\pard\f0 " + WORDS + r"\par}").encode(),
        mail(WORDS, "Content-Type: text/plain; charset=utf-8"),
        mail(
            f"--b\n\n{WORDS}\n--b\nContent-Type: text/html\n\n<p>{WORDS}</p>\n--b--",
            "Content-Type: multipart/mixed; boundary=b",
        ),
        record(http(PAGE)),
        packed({"letter.txt": WORDS, "b/second.txt": WORDS}),
        tar(),
        *(pack(tar()) for pack in (gzip.compress, bz2.compress, lzma.compress)),
        *(blank(kind, (16, 16)) for kind in ("PNG", "JPEG", "TIFF", "GIF", "WEBP")),
        recording(),
        film(),
    ]


def samples() -> list[bytes]:
    """Return all that is mutated, in the same order each time."""
    quick = (
        ".eml",
        ".rtf",
        ".tif",
        ".7z",
        ".tar",
        ".warc",
        ".vtt",
        ".srt",
        ".pdf",
        ".html",
        ".txt",
        ".mp4",
        ".mkv",
        ".odt",
    )
    small = [file.make() for file in CORPUS if not file.long and file.name.endswith(quick) and "bomb" not in file.name]
    return [*sound_samples(), *(data for data in small if len(data) <= LONGEST_SAMPLE)]
