"""What makes the core compile its patterns: a text in each language, and calls that a short text does not come to."""

from ledgerstone.evidence.claims.dates.grammar import compile_all
from ledgerstone.evidence.claims.do_no_harm import told_in
from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Context
from ledgerstone.evidence.claims.packs import available
from ledgerstone.evidence.incidents.grouping.terms import occurrences
from ledgerstone.evidence.reading.cues import holds
from ledgerstone.evidence.reading.office.csv_table import rows_of
from ledgerstone.evidence.reading.parts.answers import Earlier
from ledgerstone.evidence.reading.printed_dates import find_date
from ledgerstone.evidence.reading.read import read
from ledgerstone.evidence.search.occurrences import FoldedText, words_looked_for

SAMPLE = "Velmar, 12 May 1990. “Three were killed”, the paper said [1]: Orlo denied it on 3 May, a day later."


def use():
    """Read in each language, and make what is compiled at first use."""
    for language in (None, *available()):
        reading = read(SAMPLE.encode(), name="a.txt", language=language)
        extract(reading, find_mentions(reading, Context()), Context())
        list(told_in(SAMPLE, language))
    read(f"<html><body><p>{SAMPLE}</p></body></html>".encode(), name="a.html")
    find_date(SAMPLE)
    compile_all()
    occurrences("A 34-year-old man, aged 34, was hurt.")
    Earlier().said(SAMPLE)
    list(rows_of("Velmar,12\r\n", ","))
    looked_for = words_looked_for("three were killed")
    FoldedText(SAMPLE).holds([looked_for])
    FoldedText(SAMPLE).places(looked_for)
    for kind in ("statement", "closing", "masthead", "byline", "in_reply"):
        holds(kind)
