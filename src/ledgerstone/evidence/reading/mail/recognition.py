"""Whether some bytes are mail, and which kind: a message, a mailbox, or a web page saved as mail.

A message begins with headers. Any text may begin with a line "Word: words", so two headers that only mail has must
stand at the beginning, or one with the form of its value.
"""

import re

from ledgerstone.evidence.reading.mail.headers import Head, describe, read_head

MESSAGE, MAILBOX, SAVED_PAGE = "message/rfc822", "application/mbox", "multipart/related"
WINDOW = 64 * 1024
LEADING = b"\xef\xbb\xbf\r\n \t"
SURE = frozenset({"mime-version", "message-id", "received", "return-path", "delivered-to", "x-mailer"})
LIKELY = frozenset({"from", "to", "subject", "date", "cc", "sender", "reply-to", "content-type", "references"})
FEWEST_LIKELY = 3
SENDER_LINE = re.compile(rb"From [^\r\n]{0,300}\d{2}:\d{2}[^\r\n]{0,60}\r?\n")
OF_LETTERS = frozenset({"from", "to", "received", "message-id"})
SAVED_BY = frozenset({"snapshot-content-location", "content-location"})


def mail_type(data: bytes) -> str | None:
    """Return the media type of bytes that are mail; None where they are none.

    Args:
        data: The file, or its first 64 KB.
    """
    window = data[:WINDOW].lstrip(LEADING)
    if SENDER_LINE.match(window):
        head = read_head(window, window.find(b"\n") + 1, len(window))
        return MAILBOX if _is_head(head) else None
    head = read_head(window, 0, len(window))
    if not _is_head(head):
        return None
    return SAVED_PAGE if is_saved_page(head) else MESSAGE


def is_saved_page(head: Head) -> bool:
    """Say whether headers are those of a web page saved with what it shows (RFC 2557), as browsers and Word save it."""
    related = describe(head, usual="text/plain").media_type == SAVED_PAGE
    names = {field.name.lower() for field in head.fields}
    by_browser = any(b"Saved by" in field.raw for field in head.all("from"))
    return related and (by_browser or bool(names & SAVED_BY) or not names & OF_LETTERS)


def _is_head(head: Head) -> bool:
    names = [field.name.lower() for field in head.fields]
    likely = len(LIKELY.intersection(names))
    return likely >= FEWEST_LIKELY or (likely > 0 and not SURE.isdisjoint(names))
