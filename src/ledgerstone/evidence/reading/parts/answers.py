"""Which earlier comment a comment says that it answers: by number ("In reply to #3"), or by name ("@Name")."""

import re
from functools import cache

from ledgerstone.evidence.reading.cues import alternatives

LOOKED_AT = 400
"""Code points of a comment in which it says whom it answers."""
MOST_WORDS_IN_NAME = 7
ADDRESS = re.compile(r"(?:^|(?<=[\s(,:]))(?:@|>>)\s?(?=\w)")
NUMBER = re.compile(r"\W{0,3}(?:№|#|no\.?|комментарий|comment)?\s?(\d{1,9})\b", re.IGNORECASE)
AROUND_NAME = " \t\n,.;:!?()[]«»\"'՝։—–-"
MOST_LOOKED_FOR = 4


@cache
def _in_reply() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternatives('in_reply')}\s{{0,3}}[:՝]?\s{{0,3}}", re.IGNORECASE)


class Earlier:
    """The comments that came before one, by their authors' names and their printed numbers."""

    def __init__(self) -> None:
        self._by_name: dict[str, int] = {}
        self._by_number: dict[str, int] = {}

    def add(self, order: int, *, author: str | None, label: str | None) -> None:
        """Note a comment; of several by one author the last is the one that is answered."""
        if author:
            self._by_name[_folded(author)] = order
        number = re.search(r"\d{1,9}", label or "")
        if number:
            self._by_number[number.group()] = order

    def by(self, name: str) -> int | None:
        """Return the last comment by an author whose name some words begin with."""
        parts = name[:LOOKED_AT].split()[:MOST_WORDS_IN_NAME]
        for count in range(len(parts), 0, -1):
            found = self._by_name.get(_folded(" ".join(parts[:count])))
            if found:
                return found
        return None

    def said(self, words: str) -> int | None:
        """Return the comment that the words of another say they answer; None where they say none.

        Args:
            words: Of the comment; its first few hundred code points are looked at.
        """
        head = words[:LOOKED_AT]
        for place, cue in enumerate(_in_reply().finditer(head)):
            number = NUMBER.match(head, cue.end())
            found = self._by_number.get(number[1]) if number else None
            found = found or self.by(head[cue.end() :].lstrip("@ "))
            if found or place == MOST_LOOKED_FOR:
                return found
        address = ADDRESS.search(head)
        if address is None:
            return None
        return self.by(head[address.end() :]) or self._numbered(head[address.end() :])

    def _numbered(self, words: str) -> int | None:
        number = NUMBER.match(words)
        return self._by_number.get(number[1]) if number else None


def _folded(name: str) -> str:
    return " ".join(name.casefold().split()).strip(AROUND_NAME)
