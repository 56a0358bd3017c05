"""What kind of speaker a name is, and the agency or the witness that a document is credited to."""

from bisect import bisect_left
from itertools import islice

from ledgerstone.evidence.claims.attributions.sources import source_of_phrase
from ledgerstone.evidence.claims.clauses import Sentence, sentences
from ledgerstone.evidence.claims.model import Speaker, VoiceKind
from ledgerstone.evidence.claims.region_index import RegionIndex
from ledgerstone.evidence.claims.rules import Rules
from ledgerstone.evidence.reading.model import Reading, Region, Role, outside_comments

CREDIT_ROLES = frozenset({Role.DATELINE, Role.BYLINE})
OPENING_WORDS = 16
LONGEST_CREDIT = 6
OPENING_SENTENCES = 5
APOSTROPHE = "'"
LONGEST_SIGNATURE = 80
"""Code points; what is longer, or in several lines, is a list of names."""


def teller_of(reading: Reading, cut: tuple[Sentence, ...], rules: Rules) -> Speaker | None:
    """Return the one whose account a document says that it is ("Told by N."), in its first sentences.

    Args:
        reading: The reading.
        cut: Its sentences.
        rules: Of its language.
    """
    for sentence in cut[:OPENING_SENTENCES]:
        hit = rules.told_by.at(sentence.words, 0)
        if hit is None or hit.end >= len(sentence.words) or not sentence.tokens[hit.end].capital:
            continue
        source = source_of_phrase(sentence, hit.end, rules)
        if source:
            start, stop = sentence.span(*source)
            return Speaker(name=reading.text[start:stop], kind=VoiceKind.WITNESS)
    return None


def signer_of(reading: Reading, rules: Rules) -> Speaker | None:
    """Return the one who signed a document; None where nobody did or several."""
    signed = [region for region in outside_comments(reading.regions) if region.role is Role.SIGNATURES]
    if len(signed) != 1:
        return None
    name = reading.text[signed[0].start : signed[0].end].strip()
    if "\n" in name or len(name) > LONGEST_SIGNATURE or not name[:1].isupper():
        return None
    return Speaker(name=name.split(",", 1)[0], kind=kind_of(name, rules))


def caption_credits(reading: Reading, cut: tuple[Sentence, ...], rules: Rules) -> tuple[tuple[Region, Speaker], ...]:
    """Return the captions that credit an agency, each with it."""
    found: list[tuple[Region, Speaker]] = []
    for region in reading.regions:
        if region.role is Role.CAPTION:
            agencies = (_agency(reading.text, one, 0, len(one.words), rules) for one in _inside(cut, region))
            agency = next(filter(None, agencies), None)
            if agency:
                found.append((region, agency))
    return tuple(found)


def kind_of(name: str, rules: Rules) -> VoiceKind:
    """Return what kind of speaker a name in the text's words is; unknown where no noun says so."""
    cut = sentences(name, (), rules.abbreviations)
    words = tuple(word for sentence in cut for word in sentence.words)
    hits = rules.kinds.find(words)
    if hits:
        # In "the doctors' union" the doctors do not speak.
        owns = len(hits) > 1 and words[hits[0].end : hits[1].first] == (APOSTROPHE,)
        return hits[int(owns)].label
    if rules.agencies.find(words):
        return VoiceKind.AGENCY
    return VoiceKind.BODY if rules.names.bodies.find(words) else VoiceKind.UNKNOWN


def credits_of(reading: Reading, cut: tuple[Sentence, ...], rules: Rules) -> Speaker | None:
    """Return the agency's credit of a document: in its dateline or byline, in brackets before a dash or at the end.

    Args:
        reading: The reading.
        cut: Its sentences.
        rules: Of its language.
    """
    for region in outside_comments(reading.regions):
        if region.role in CREDIT_ROLES:
            for sentence in _inside(cut, region):
                whole = (0, len(sentence.words))
                found = _agency(reading.text, sentence, *whole, rules) or (
                    _named(reading.text, sentence, *_last_bracket(sentence)) if region.role is Role.DATELINE else None
                )
                if found:
                    return found
    headings = RegionIndex(tuple(region for region in reading.regions if region.role is Role.TITLE))
    for sentence in islice((s for s in cut if not headings.around(s.start)), 2):
        bracket = _bracket_before_dash(sentence)
        found = (
            (_agency(reading.text, sentence, *bracket, rules) or _named(reading.text, sentence, *bracket))
            if bracket
            else None
        )
        if found:
            return found
    return _closing_credit(reading, cut, rules)


def _closing_credit(reading: Reading, cut: tuple[Sentence, ...], rules: Rules) -> Speaker | None:
    """Return the agency that stands alone in brackets behind the last words of a text: "… were taken home. (AFP)"."""
    bodies = [region for region in outside_comments(reading.regions) if region.role is Role.BODY]
    last = next(reversed(_inside(cut, bodies[-1])), None) if bodies else None
    if last is None:
        return None
    words = last.words
    end = len(words) - (words[-1] == ".")
    first = max((at for at in range(end) if words[at] == "("), default=end)
    if first >= end or words[end - 1] != ")" or not 0 < end - first - 2 <= LONGEST_CREDIT:
        return None
    found = _agency(reading.text, last, first + 1, end - 1, rules)
    start, stop = last.span(first + 1, end - 1)
    return found if found is not None and found.name == reading.text[start:stop] else None


def _inside(cut: tuple[Sentence, ...], region: Region) -> tuple[Sentence, ...]:
    low = bisect_left(cut, region.start, key=lambda sentence: sentence.start)
    high = bisect_left(cut, region.end, key=lambda sentence: sentence.start)
    return cut[low:high]


def _last_bracket(sentence: Sentence) -> tuple[int, int]:
    """Return the bracket that ends a dateline, else its last word alone."""
    end = len(sentence.words)
    return max((at for at in range(end) if sentence.words[at] in {"(", "/"}), default=end - 1), end


def _bracket_before_dash(sentence: Sentence) -> tuple[int, int] | None:
    words = sentence.words[:OPENING_WORDS]
    dash = next((at for at, word in enumerate(words) if word in {"–", "—", "-"} and at > 0), None)
    if dash is None:
        return None
    opening = next((at for at in range(dash) if words[at] in {"(", "/"}), 0)
    return opening, dash


def _named(text: str, sentence: Sentence, first: int, end: int) -> Speaker | None:
    """Return the name in brackets right before the dash of a dateline: "TOWN, 15 March (Name) —"."""
    brackets = sentence.words[first] in {"(", "/"} and sentence.words[end - 1] in {")", "/"}
    inner = range(first + 1, end - 1)
    if not brackets or not 0 < len(inner) <= LONGEST_CREDIT or first == 0:
        return None
    if not all(sentence.tokens[at].capital for at in inner):
        return None
    start, stop = sentence.span(inner.start, inner.stop)
    return Speaker(name=text[start:stop], kind=VoiceKind.AGENCY)


def _agency(text: str, sentence: Sentence, first: int, end: int, rules: Rules) -> Speaker | None:
    """Return the name with an agency's noun, or a known agency, within a range of tokens."""
    words = sentence.words[first:end]
    known = rules.agencies.find(words)
    if known:
        start, stop = sentence.span(first + known[0].first, first + known[0].end)
        return Speaker(name=text[start:stop], kind=VoiceKind.AGENCY)
    for hit in rules.credit.find(words):
        low, high = hit.first, hit.end
        while low > 0 and hit.end - low < LONGEST_CREDIT and sentence.tokens[first + low - 1].capital:
            low -= 1
        while high < len(words) and high - low < LONGEST_CREDIT and sentence.tokens[first + high].capital:
            high += 1
        if high - low > hit.end - hit.first:
            start, stop = sentence.span(first + low, first + high)
            return Speaker(name=text[start:stop], kind=VoiceKind.AGENCY)
    return None
