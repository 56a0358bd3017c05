"""What a mail's HTML repeats of others, and how it ends."""

from ledgerstone.evidence.reading.mail.message import read_message
from ledgerstone.evidence.reading.model import Role

HEAD = b"From: a@velmar.example\nDate: Sat, 12 Mar 1994 10:00:00 +0400\nSubject: x\nContent-Type: text/html\n\n"
REPLY = b"""<div>That cannot be.</div><div class="gmail_quote"><div class="gmail_attr">On Sat, 12 Mar 1994, Ilen Varo
&lt;<a href="mailto:ilen@velmar.example">ilen@velmar.example</a>&gt; wrote:<br></div>
<blockquote><div>At least 32 people were killed.</div><blockquote>Who says so?</blockquote></blockquote></div>"""
FORWARDED = b"""<p>See below.</p><div><p><b>From:</b> Ilen Varo &lt;ilen@velmar.example&gt;<br><b>Sent:</b> Saturday,
March 12, 1994 10:00 AM<br><b>To:</b> desk@norvik.example<br><b>Subject:</b> RE: The market</p></div>
<p>At least 32 people were killed.</p><p>-- <br>Ilen Varo<br>Velmar</p>"""


def found(html, role):
    reading = read_message(HEAD + html)
    return [(reading.text[r.start : r.end], r.author) for r in reading.regions if r.role is role]


def test_a_quotation_has_the_author_that_the_line_above_it_names():
    first, second = found(REPLY, Role.QUOTATION)
    assert first[0].startswith("On Sat, 12 Mar 1994, Ilen Varo <ilen@velmar.example> wrote:")
    assert first[0].endswith("At least 32 people were killed.\n\nWho says so?")
    assert first[1] == "Ilen Varo"
    assert second == ("Who says so?", None)


def test_a_forwarded_message_is_a_quotation_and_its_headers_are_no_text():
    (words, author), *others = found(FORWARDED, Role.QUOTATION)
    assert not others
    assert words.startswith("From: Ilen Varo")
    assert author == "Ilen Varo"
    assert [body for body, _ in found(FORWARDED, Role.BODY)] == ["See below.", "At least 32 people were killed."]
    assert [words for words, _ in found(FORWARDED, Role.SIGNATURES)] == ["--\nIlen Varo\nVelmar"]


def test_a_message_forwarded_within_a_quotation_ends_with_it():
    within = b"<p>So it was.</p><blockquote>" + FORWARDED + b"</blockquote><p>And so it stayed.</p>"
    assert all(not words.endswith("stayed.") for words, _ in found(within, Role.QUOTATION))
    assert ("And so it stayed.", None) in found(within, Role.BODY)


def test_the_title_is_the_subject_alone():
    assert found(b"<h1>A heading</h1><p>Words under it, which are many.</p>", Role.TITLE) == [("x", None)]
