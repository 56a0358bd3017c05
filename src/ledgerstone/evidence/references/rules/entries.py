"""Rules on what an entry must give so that somebody else can find the work: address, year, author."""

import re
from collections.abc import Iterator

from ledgerstone.evidence.references.anniversary_words import ANNIVERSARY
from ledgerstone.evidence.references.model import Entry, Finding
from ledgerstone.evidence.references.statement import Statement

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
    rf"|^{CAPITAL}[\w’'-]{{1,40}}(?:\s{CAPITAL}[\w’'-]{{1,40}}){{0,2}}[,:.]\s"
    rf"|\bby\s(?:the\s)?{CAPITAL}|\bof\s(?:the\s)?{CAPITAL}|\bof a number of\b"
    rf"|\b(?:Statement|Appeal|Report|Resolution|Decision|Letter|Заявление|Обращение|Доклад|Отчёт|Решение)\s{CAPITAL}"
)


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
    for entry in statement.entries:
        if not AUTHOR.search(QUOTED.sub(" ", entry.text)):
            yield _lacks(statement, entry, "entry-without-author", "names no person or body as its author")


def _lacks(statement: Statement, entry: Entry, rule: str, what: str) -> Finding:
    return Finding(
        rule=rule,
        message=f"entry {entry.number} {what}",
        passage=statement.passage(entry.start, entry.end),
    )
