"""Rules on what an entry must give so that somebody else can find the work: address, year, author."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from ledgerstone.evidence.claims.model import Span
from ledgerstone.evidence.claims.names import names_in
from ledgerstone.evidence.claims.spans import merged, overlaps
from ledgerstone.evidence.references.anniversary_words import ANNIVERSARY
from ledgerstone.evidence.references.model import Entry, Finding
from ledgerstone.evidence.references.statement import Statement
from ledgerstone.values.names import NameType, NameValue

ADDRESS = re.compile(
    r"https?://|\bwww\.|\bdoi\b|\b10\.\d{4,6}/|\barxiv:|\burn:|\bISBN\b|\bISSN\b|\bhdl\.handle", re.IGNORECASE
)
YEAR = re.compile(r"(?<!\d)(?:1[4-9]\d\d|20\d\d)(?!\d)")
QUOTED = re.compile(r"“[^”]{0,300}”|«[^»]{0,300}»|„[^“”]{0,300}[“”]|\"[^\"]{0,300}\"")
DATED = r"\b(?:dated|of the date of|от|tarixli|du|daté[es]{0,2})\b|թվագր"
ABOUT = re.compile(rf"(?:{ANNIVERSARY.pattern})(?:(?!{DATED}).){{0,300}}", re.IGNORECASE | re.DOTALL)
CAPITAL = r"[^\W\d_a-zа-яёա-ևəğışçöü]"
AUTHOR = re.compile(
    rf"{CAPITAL}\.\s?(?:{CAPITAL}\.\s?)?{CAPITAL}\w{{1,40}}|^{CAPITAL}[\w’'-]{{1,40}},?\s{{1,3}}{CAPITAL}\."
    rf"|^{CAPITAL}[\w’'-]{{1,40}}(?:\s{CAPITAL}[\w’'-]{{1,40}}){{0,2}}[,:.]\s|\bby\s(?:the\s)?{CAPITAL}"
)
OF_SOMEBODY = re.compile(
    rf"\bof\s(?:the\s)?{CAPITAL}|\bof a number of\b|\b(?:du|des?|de la)\s{CAPITAL}|\bde l[’']{CAPITAL}"
    rf"|{CAPITAL}\w{{2,40}}(?:\s\w{{2,40}}){{0,3}}\s(?:հայտարարությ|կոչ|զեկույց|որոշ|bəyanat|müraciət|hesabat|qərar)"
    rf"|\b(?:Statement|Appeal|Report|Resolution|Decision|Letter|Заявление|Обращение|Доклад|Отчёт|Решение)\s{CAPITAL}"
)
"""The body behind "of" is the author only where it is not what an anniversary is of."""


def entry_without_address(statement: Statement) -> Iterator[Finding]:
    """Find entries that give no address on the web, DOI or book number; one finding where all lack it."""
    lacking = [entry for entry in statement.entries if not ADDRESS.search(entry.text)]
    if len(lacking) > 1 and len(lacking) == len(statement.entries):
        yield Finding(
            rule="entry-without-address",
            message=f"no entry of {lacking[0].number}–{lacking[-1].number} gives an address, a DOI or a book number",
        )
        return
    for entry in lacking:
        yield _lacks(statement, entry, "entry-without-address", "gives no address, DOI or book number")


def entry_without_year(statement: Statement) -> Iterator[Finding]:
    """Find entries that give no year of their own; years in a quoted title or of what they remember are not theirs."""
    for entry in statement.entries:
        own = ABOUT.sub(" ", QUOTED.sub(" ", entry.text))
        if YEAR.search(own):
            continue
        others = "; the years in it are of what it is about" if YEAR.search(entry.text) else ""
        yield _lacks(statement, entry, "entry-without-year", f"gives no year of its own{others}")


def entry_without_author(statement: Statement) -> Iterator[Finding]:
    """Find entries that name no person or body as their author."""
    named = _names(statement) if statement.entries else []
    for entry in statement.entries:
        words = QUOTED.sub(" ", entry.text)
        if AUTHOR.search(words) or OF_SOMEBODY.search(ABOUT.sub(" ", words)):
            continue
        if bisect_left(named, entry.start) == bisect_left(named, entry.end):
            yield _lacks(statement, entry, "entry-without-author", "names no person or body as its author")


def _names(statement: Statement) -> list[int]:
    """Where the text names persons and bodies outside quotation marks, as its language's pack knows them, in order."""
    text, pack = statement.reading.text, statement.pack
    quoted = merged(Span(start=found.start(), end=found.end()) for found in QUOTED.finditer(text))
    persons = [
        (mention.start, mention.end)
        for mention in names_in(text, statement.sentences, pack, taken=())
        if isinstance(mention.value, NameValue) and mention.value.type is NameType.PERSON
    ]
    bodies = [
        sentence.span(hit.first, hit.end)
        for sentence in statement.sentences
        for hit in pack.names.bodies.find(sentence.words)
    ]
    return sorted(start for start, end in (*persons, *bodies) if not overlaps(quoted, start, end))


def _lacks(statement: Statement, entry: Entry, rule: str, what: str) -> Finding:
    return Finding(
        rule=rule,
        message=f"entry {entry.number} {what}",
        passage=statement.passage(entry.start, entry.end),
    )
