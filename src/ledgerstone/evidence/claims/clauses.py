"""Words and sentences of a reading, in its own offsets; what the rules of counts, names and voices walk over.

One pass, linear in the text. A sentence never crosses a region that stands by itself (title, caption, comment), nor
a blank line; a single line break inside a sentence is a space.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from enum import Enum
from sys import intern

from msgspec import Struct

from ledgerstone.evidence.claims.packs.folding import fold
from ledgerstone.evidence.claims.packs.lexicon import Label, Lexicon
from ledgerstone.evidence.reading.model import Region, Role

INLINE_ROLES = frozenset({Role.QUOTATION, Role.CITATION})
"""Regions that lie within a sentence; all others end one."""
DASHES = frozenset("-–—‐‑−")
"""A token of one is written as what it does; see `_dash`."""
ENDS = frozenset(".!?…։؟")
QUESTION_MARKS = frozenset("?؟")
CLOSERS = frozenset("\"'’”»)]“")
BULLETS = frozenset("–—-•*·▪■")
OPENERS = frozenset("\"'‘“„«([–—")
ARMENIAN = re.compile(r"[\u0531-\u0587]")
APOSTROPHES = ("'", "’")
LONGEST = 240
"""Tokens; a longer sentence is cut, so that what looks at a whole sentence stays bounded."""
SAMPLE, FEWEST_LETTERS, SHOUTED_SHARE = 4000, 80, 0.8
LINE = 200
FEWEST_TO_RUN_ON = 3
"""Tokens of a sentence that another one follows without a space; fewer are the name of a file or a site."""
SHORTEST_ENDING = 3
"""Letters of the word before such a full stop; a shorter one is an abbreviation far more often ("e.g.Vell")."""
NAME_ENDINGS = frozenset(
    {"com", "org", "net", "gov", "edu", "info", "doc", "docx", "pdf", "txt", "html", "htm", "xml", "js"}
)
"""Endings of sites and files, which some write with a capital."""
QUOTES_BEFORE = frozenset({"", "(", "“", "«", '"', "‘", "'"})
"""What may stand before a word that stands by itself."""
HEADING_SHARE = 0.6
_INSIDE = r"[՛՜՞\u00ad\u0300-\u036f]"
_LETTERS = rf"[^\W\d_](?:[^\W\d_]|{_INSIDE}){{0,200}}"
_PLAIN = rf"[^\W\d_]{{1,200}}+(?![^\W\d_]|{_INSIDE}|['’ʼʻ])"
"""A word of letters alone, as most are: told at one go, before all else that a token can be."""
_TOKEN = re.compile(
    rf"(?P<plain>{_PLAIN})"
    r"|(?P<numeral>\d{1,2}(?:,\d{2}){1,5},\d{3}(?!\d)"
    r"|\d{1,3}(?P<sep>[,.'’\u066c\u060c\u00a0\u202f\u2009 ])\d{3}(?:(?P=sep)\d{3}){0,5}(?!\d)"
    r"|\d{1,40}(?:[.,]\d{1,6})?)"
    rf"|(?P<elision>(?i:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’])(?=[^\W\d_])"
    rf"|(?P<word>{_LETTERS}(?:['’ʼʻ]{_LETTERS}){{0,3}})"
    r"|(?P<mark>\S)"
)


class Sort(Enum):
    """What a token is."""

    NUMERAL = "numeral"
    WORD = "word"
    MARK = "mark"


_SORTS = {
    "plain": Sort.WORD,
    "numeral": Sort.NUMERAL,
    "sep": Sort.NUMERAL,
    "word": Sort.WORD,
    "elision": Sort.WORD,
    "mark": Sort.MARK,
}


class Token(Struct, frozen=True, gc=False):
    """A numeral, a word or a mark; `word` is folded as the packs are."""

    start: int
    end: int
    sort: Sort
    word: str
    capital: bool


class Sentence(Struct, frozen=True, kw_only=True):
    """A sentence: its tokens, and their folded words in a tuple of the same length."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    question: bool

    def token_at(self, offset: int) -> int:
        """Return the index of the token that holds an offset, or the next one after it."""
        return bisect_right(self.tokens, offset, key=lambda token: token.end)

    def span(self, first: int, end: int) -> tuple[int, int]:
        """Return the offsets of the tokens from `first` up to `end`, exclusive."""
        return self.tokens[first].start, self.tokens[end - 1].end


def sentences(text: str, regions: tuple[Region, ...], abbreviations: frozenset[str]) -> tuple[Sentence, ...]:
    """Return the sentences of a text in order.

    Args:
        text: The reading's text.
        regions: Its regions; those that stand by themselves end sentences.
        abbreviations: Folded words whose full stop ends no sentence; ". word" where that of an ordinal does not
            before a word.
    """
    bounds = sorted({edge for r in regions if r.role not in INLINE_ROLES for edge in (r.start, r.end)}, reverse=True)
    found: list[Sentence] = []
    current: list[Token] = []
    for token in _tokens(text, shouted=is_shouted(text)):
        if current:
            last = current[-1].end
            while bounds and bounds[-1] < last:
                bounds.pop()
            apart = len(current) >= LONGEST or (bounds and bounds[-1] <= token.start)
            if apart or _breaks(text, current, token, text[last : token.start], abbreviations):
                found.append(_sentence(text, current))
                current = []
        current.append(token)
    if current:
        found.append(_sentence(text, current))
    return tuple(found)


def sentence_at(found: tuple[Sentence, ...], offset: int) -> Sentence | None:
    """Return the sentence that holds an offset; None where none does."""
    index = bisect_right(found, offset, key=lambda sentence: sentence.start) - 1
    return found[index] if index >= 0 and offset < found[index].end else None


def form_words(form: str) -> str:
    """Return a form of a pack with spaces where a text's tokens part ("vingt-deux" is "vingt - deux")."""
    if form.removesuffix("*").replace(" ", "").isalpha():
        return form
    if form.endswith(APOSTROPHES):  # of an elision, which is one with its letters only before a word
        return form_words(f"{form}x").removesuffix(" x")
    return " ".join(match.group() for match in _TOKEN.finditer(form)).replace(" *", "*")


def labelled_forms(entries: Iterable[tuple[str, Label]]) -> Lexicon[Label]:
    """Return a lexicon of a pack's forms, each with its label, as a text's tokens part."""
    return Lexicon((form_words(form), label) for form, label in entries)


def plain_forms(forms: Iterable[str]) -> Lexicon[None]:
    """Return a lexicon of a pack's forms that stand for nothing but themselves, as a text's tokens part."""
    return labelled_forms((form, None) for form in forms)


def is_shouted(text: str) -> bool:
    """Whether a text is written in capitals throughout, as old telegrams are: a capital then says nothing."""
    sample = [char for char in text[:SAMPLE] if char.isalpha()]
    return len(sample) > FEWEST_LETTERS and sum(map(str.isupper, sample)) > SHOUTED_SHARE * len(sample)


def _tokens(text: str, *, shouted: bool) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        exact = match.group()
        sort = _SORTS[match.lastgroup or "mark"]
        word = _dash(text, start, end) if exact in DASHES else intern(fold(exact))  # kept once, however often written
        yield Token(start, end, sort, word, not shouted and exact[0].isupper())


def _dash(text: str, start: int, end: int) -> str:
    """Return what a dash does, whichever is typed: "–" between words, "-" inside one or between digits."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if (not before or before.isspace()) and (not after or after.isspace()):
        return "–"
    touching = before.isalnum() and after.isalnum()
    breaks = text[start] == "—" and not (before.isdecimal() and after.isdecimal())
    return ("–" if breaks else "-") if touching else text[start]


def _sentence(text: str, tokens: list[Token]) -> Sentence:
    start, end = tokens[0].start, tokens[-1].end
    words = tuple([token.word for token in tokens])
    asks = not QUESTION_MARKS.isdisjoint(words[-3:]) or text.find("՞", start, end) >= 0
    return Sentence(start=start, end=end, tokens=tuple(tokens), words=words, question=asks)


def _breaks(text: str, before: list[Token], token: Token, gap: str, abbreviations: frozenset[str]) -> bool:
    """Whether a token begins a sentence, by what stands before it; `gap` is between it and the last token."""
    last = before[-1]
    if "\n" in gap:
        plain = gap.count("\n") > 1 or token.word in BULLETS or last.word in ":;" or _ends(text, before, abbreviations)
        return plain or "\x0c" in gap or (token.capital and _is_heading(text, last.end, token.start))
    opens = token.word in OPENERS and (bool(gap) or token.word not in CLOSERS)
    starts = opens or (bool(gap) and (text[token.start].isupper() or token.sort is Sort.NUMERAL))
    ordinal = last.word == "." and len(before) > 1 and before[-2].sort is Sort.NUMERAL
    starts = starts or (token.capital and not gap and _runs_on(text, before, token))
    return starts and _ends(text, before, abbreviations) and not (ordinal and f". {token.word}" in abbreviations)


def _runs_on(text: str, before: list[Token], token: Token) -> bool:
    """Whether a space was left out between sentences ("the year.Manuel said"): not in an address or a file's name.

    A word in small letters stands before the full stop, by itself; one with a single capital behind it, and words
    follow.
    """
    if before[-1].word != "." or len(before) < FEWEST_TO_RUN_ON or token.word in NAME_ENDINGS:
        return False
    previous = before[-2]
    word, following = text[previous.start : previous.end], text[token.start : token.end]
    plain = word.islower() and len(word) >= SHORTEST_ENDING and previous.end == before[-1].start
    alone = text[previous.start - 1 : previous.start].strip() in QUOTES_BEFORE
    behind = text[token.end : token.end + 2]
    goes_on = behind[:1].isspace() and (behind[1:].isalnum() or behind[1:] in OPENERS)
    return plain and alone and (goes_on or behind[:1] == ",") and (following[1:].islower() or len(following) == 1)


def _is_heading(text: str, end: int, start: int) -> bool:
    """Whether the line that ends here is so much shorter than the next that it was not filled: a heading."""
    above = text.rfind("\n", max(0, end - LINE), end)
    below = text.find("\n", start, start + LINE)
    length = end - above - 1 if above >= 0 else min(LINE, end)
    following = (below if below >= 0 else min(len(text), start + LINE)) - start
    return length < HEADING_SHARE * following


def _ends(text: str, before: list[Token], abbreviations: frozenset[str]) -> bool:
    index = len(before) - 1
    while index > 0 and before[index].word in CLOSERS and len(before) - index < 4:  # noqa: PLR2004  # `!”)` at most
        index -= 1
    mark = before[index]
    if mark.word == ":":
        return index > 0 and ARMENIAN.match(before[index - 1].word) is not None
    if mark.word not in ENDS:
        return False
    if mark.word != "." or index == 0:
        return True
    previous = before[index - 1]
    initial = previous.sort is Sort.WORD and len(previous.word) == 1 and text[previous.start].isupper()
    return not initial and previous.word not in abbreviations
