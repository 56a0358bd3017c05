"""Mail, mailboxes and saved pages that nest, lie and point elsewhere."""

import base64

from hostile_file import FETCHED, OUTSIDE, PLANTED, WORDS, HostileFile

HEAD = "From: Ada Lind <ada@velmar.example>\nTo: ben@norvik.example\nDate: Tue, 3 May 1994 10:00:00 +0000\n"


def mail(body: str, *headers: str, subject: str = "From Velmar") -> bytes:
    return (
        f"{HEAD}Subject: {subject}\n".encode() + ("".join(f"{header}\n" for header in headers) + f"\n{body}\n").encode()
    )


def parts_within_parts() -> bytes:
    opened = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3000))
    return f"{HEAD}{opened}Content-Type: text/plain\n\n{WORDS}\n".encode()


def letters_within_letters() -> bytes:
    return (f"{HEAD}Content-Type: message/rfc822\n\n" * 300 + f"{HEAD}\n{WORDS}\n").encode()


def parts_without_end() -> bytes:
    return mail("--b\nContent-Type: text/plain\n\na\n" * 20_000 + "--b--", "Content-Type: multipart/mixed; boundary=b")


def headers_without_end() -> bytes:
    return mail(WORDS, *(f"X-{n}: {'a' * 60}" for n in range(20_000)), "Received: " + "by a (" * 20_000)


def encoded_words_without_end() -> bytes:
    return mail(WORDS, subject="=?utf-8?q?=41?= " * 5000 + "=?" * 5000 + "=?utf-8?b?" + "A" * 9999)


def names_that_lead_out() -> bytes:
    names = (f"../../../{PLANTED}", OUTSIDE, f"C:\\{PLANTED}", "a\u202efdp.exe", "a" * 5000)
    content = "".join(
        f'--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename="{name}"\n\n{WORDS} {n}\n'
        for n, name in enumerate(names)
    )
    return mail(f"{content}--b--", "MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=b")


def content_from_elsewhere() -> bytes:
    kind = f'Content-Type: message/external-body; access-type=URL; URL="{FETCHED}"'
    local = f'--b\nContent-Type: message/external-body; access-type=local-file; name="/etc/passwd"\n\n{HEAD}\n'
    return mail(f"--b\n{kind}\n\n{HEAD}\n{local}--b\n\n{WORDS}\n--b--", "Content-Type: multipart/mixed; boundary=b")


def encodings_that_are_none() -> bytes:
    body = "!!!!" * 5000 + base64.b64encode(WORDS.encode()).decode()[:-1] + "=" * 500
    return mail(body, "Content-Type: text/plain; charset=x-none-such", "Content-Transfer-Encoding: base64")


def boundaries_of_signs() -> bytes:
    """A boundary that is a catastrophic regular expression to whoever does not escape it."""
    kind = 'Content-Type: multipart/mixed; boundary="(a+)+(a+)+$.*?[[:"'
    return mail(f"--(a+)+(a+)+$.*?[[:\n\n{'a' * 5000}!\n", kind)


def page_that_spies() -> bytes:
    page = (
        f"<html><head><base href='{FETCHED}/'><script src='{FETCHED}'></script></head><body onload='fetch()'>"
        f"<img src='{FETCHED}?open=1'><p>{WORDS}</p><iframe src='file:///etc/passwd'></iframe></body></html>"
    )
    return mail(page, "MIME-Version: 1.0", "Content-Type: text/html; charset=utf-8")


def quotes_within_quotes() -> bytes:
    return mail("\n".join(">" * n + " " + WORDS for n in range(200)))


def uuencoded_without_end() -> bytes:
    return mail(f"begin 644 {OUTSIDE}\n" + "M" + "A" * 60 + "\nbegin 755 ../a\n" + "`" * 3000)


def mailbox_of_borders() -> bytes:
    border = "From ada@velmar.example Tue May  3 10:00:00 1994\n"
    return (f"{border}{HEAD}\n{WORDS}\n\n" + border * 2_000 + f"{border}X: \n\n>From here\n\0\n").encode()


def saved_page_in_a_circle() -> bytes:
    related = (
        "MIME-Version: 1.0",
        "Snapshot-Content-Location: file:///etc/passwd",
        'Content-Type: multipart/related; type="text/html"; start="<b@a>"; boundary="b"',
    )
    page = f"<html><body><script>fetch('{FETCHED}')</script><p>{WORDS}</p><iframe src='cid:a@a'></iframe></body></html>"
    part = f"--b\nContent-Type: text/html\nContent-ID: <a@a>\nContent-Location: cid:a@a\n\n{page}\n"
    return mail(f"{part}{part}--b--", *related)


def saved_page_cut_off() -> bytes:
    data = saved_page_in_a_circle().replace(
        b"Content-Type: text/html\n", b"Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n"
    )
    return data[: data.index(b"the council")] + b"=D0="


MAILS = (
    HostileFile(name="parts-within.eml", make=parts_within_parts, said="not taken apart"),
    HostileFile(name="letters-within.eml", make=letters_within_letters, said="attachment"),
    HostileFile(name="parts.eml", make=parts_without_end, said="of which the first 200 are read"),
    HostileFile(name="headers.eml", make=headers_without_end, said="are not read"),
    HostileFile(name="encoded-words.eml", make=encoded_words_without_end, said="longer than 65,536 bytes", kept=WORDS),
    HostileFile(name="names.eml", make=names_that_lead_out, said="lead out of the container"),
    HostileFile(name="elsewhere.eml", make=content_from_elsewhere, said="external-body", kept=WORDS),
    HostileFile(name="encodings.eml", make=encodings_that_are_none, said="broken base64"),
    HostileFile(name="boundaries.eml", make=boundaries_of_signs, said="before its last part does"),
    HostileFile(name="spies.eml", make=page_that_spies, said="", kept=WORDS),
    HostileFile(name="quotes.eml", make=quotes_within_quotes, said=""),
    HostileFile(name="uuencoded.eml", make=uuencoded_without_end, said=""),
    HostileFile(name="borders.mbox", make=mailbox_of_borders, said="lost a mark"),
    HostileFile(name="circle.mhtml", make=saved_page_in_a_circle, said="saved from file:", kept=WORDS),
    HostileFile(name="cut-off.mhtml", make=saved_page_cut_off, said="perhaps it was cut"),
)
