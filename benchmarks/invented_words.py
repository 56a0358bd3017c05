"""Words, names and sentences that nobody ever wrote, in the proportions of real texts.

A word's rank is drawn so that its frequency falls with the rank (Zipf 1949), from a vocabulary that no pile exhausts:
a larger pile has more words, and most of them in one paper only. Every word is made of syllables, so that one name
can be written in each of the scripts.
"""

from functools import cache
from random import Random

CONSONANTS, VOWELS = "bdfgklmnprstvz", "aeiou"
SYLLABLES = tuple(consonant + vowel for consonant in CONSONANTS for vowel in VOWELS)
VOCABULARY = 300_000
FAR = 104_729
"""A step that meets every place before it meets one again: a prime that divides no number of syllables."""
SMALL_SHARE = 0.45
"""Of the words of a sentence."""
SMALL_WORDS = {
    language: words.split()
    for language, words in {
        "en": "the of a in and to was for on that with at by from were his their had it as after which been they",
        "ru": "и в на что с по из он они было у за от для после к это как все их",
        "fr": "de la le et les des en un une du que dans pour sur par au est avec son ce",
        "az": "və bir bu da ilə üçün o ki olan sonra daha hər çox isə idi kimi",
        "hy": "և է որ մեջ մի հետ այդ այս են համար նա իր մոտ ու հետո դեռ",
    }.items()
}
SCRIPTS = {
    "ru": str.maketrans("bdfgklmnprstvzaeiou", "бдфгклмнпрствзаеиоу"),
    "hy": str.maketrans("bdfgklmnprstvzaeiou", "բդֆգկլմնպրստվզաեիոո") | {ord("u"): "ու"},
}


def rank(chance: Random, most: int) -> int:
    """Draw a rank from 0 to `most` less one whose frequency is as one to the rank."""
    return int(most ** chance.random()) - 1


@cache
def word(number: int) -> str:
    """Return the word of a rank, of two syllables where it is frequent: neighbours in rank are nothing alike."""
    few = len(SYLLABLES) ** 2
    syllables, place = (2, number * FAR % few) if number < few else (3, number * FAR % (few * len(SYLLABLES)))
    made = ""
    for _ in range(syllables):
        place, at = divmod(place, len(SYLLABLES))
        made += SYLLABLES[at]
    return made


@cache
def name(number: int, ending: str = "") -> str:
    """Return a name in Latin letters."""
    return (word(number * 7 + 5_000) + ending).capitalize()


def written(text: str, language: str) -> str:
    """Return invented words in the script of a language."""
    if language not in SCRIPTS:
        return text
    made = (one.lower().translate(SCRIPTS[language]) for one in text.split(" "))
    return " ".join(
        two.capitalize() if one[:1].isupper() else two for one, two in zip(text.split(" "), made, strict=True)
    )


def sentence(chance: Random, language: str, rare: tuple[str, ...] = ()) -> str:
    """Return a sentence, with a word or two of those that its subject is told in."""
    small = SMALL_WORDS[language]
    some = [
        small[rank(chance, len(small) + 1) % len(small)]
        if chance.random() < SMALL_SHARE
        else written(word(rank(chance, VOCABULARY)), language)
        for _ in range(chance.randint(9, 22))
    ]
    for one in rare:
        some[chance.randrange(len(some))] = one
    made = " ".join(some)
    return made[0].upper() + made[1:] + "."
