"""A number of up to three digits that is spelled out gives the same value as its digits, in each language."""

import pytest

from ledgerstone.evidence.claims.packs import load
from ledgerstone.values.counts import CountValue

FRAMES = {
    "en": ("{} people were killed.", " hundred", " and ", "-"),
    "ru": ("Убито {} человек.", None, " ", " "),
    "tr": ("{} kişi öldürüldü.", " yüz", " ", " "),
    "az": ("{} nəfər öldürülüb.", " yüz", " ", " "),
    "hy": ("Սպանվել է {} մարդ։", " հարյուր", " ", ""),
}
"""A sentence; the word behind the digit of hundreds, None where each has its own; what joins hundreds; and tens."""
NUMBERS = (21, 34, 47, 58, 69, 73, 85, 92, 99, 212, 342, 456, 515, 678, 731, 864, 999)


def spelled(language: str, number: int) -> str:
    words: dict[int, str] = {}
    for word, value in load(language).counts.numbers.items():
        words.setdefault(value, word)
    _, hundred, after_hundreds, after_tens = FRAMES[language]
    hundreds, rest = divmod(number, 100)
    parts = []
    if hundreds:
        parts.append(words[hundreds] + hundred if hundred else words[hundreds * 100])
    if rest:
        tens, unit = divmod(rest, 10)
        small = words[rest] if rest in words else after_tens.join((words[tens * 10], words[unit]))
        parts.append(small)
    return after_hundreds.join(parts)


@pytest.mark.parametrize("language", FRAMES)
@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_in_words_is_the_number_in_digits(claims_of, language, number):
    found = [
        [claim.value.lower for claim in claims_of(frame, language=language) if isinstance(claim.value, CountValue)]
        for frame in (FRAMES[language][0].format(spelled(language, number)), FRAMES[language][0].format(number))
    ]
    assert found == [[number], [number]], spelled(language, number)
