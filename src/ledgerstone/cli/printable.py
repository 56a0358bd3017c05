"""Foreign text as a terminal may show it: whatever steers a terminal is shown as an escape."""

import unicodedata

from ledgerstone.values.unseen_signs import show_unseen


def printable(text: str) -> str:
    """Return the text with control, format, unseen and surrogate characters as escapes, line breaks left as they are.

    A title that holds an escape sequence, or marks that turn the order of reading round, must not be able to
    change what a terminal shows beside it.
    """
    seen = show_unseen(text, lambda signs: "".join(map(_escape, signs)))
    return "".join(char if char in "\n\t" or not _hides(char) else _escape(char) for char in seen)


def on_one_line(text: str) -> str:
    """Return the text as printable, and on one line: a name with a line break must not write lines of its own."""
    return "".join(char if char == " " or not char.isspace() else _escape(char) for char in printable(text))


def _hides(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co"} and char not in "\u200c\u200d\u00ad"


def _escape(char: str) -> str:
    return char.encode("unicode_escape", "surrogatepass").decode("ascii")
