"""Signs that nobody sees, or that turn words round, shown on a page by their code; the exact words are in its JSON.

Done to the whole page, as the last thing, so that no template can forget it: our own words have no such sign, and all
evidence is escaped, so that a "<" of it never begins a tag. Addresses and what was typed into a form stay as they are.
"""

import re
from itertools import groupby

from ledgerstone.values.unseen_signs import MAY_BE_UNSEEN, code_of, name_of, show_unseen

_TAG = re.compile(r"<title>[^<]*</title>|<[^>]*>")
"""A page's title holds words alone, no element."""
_SPOKEN = re.compile(r'<title>[^<]*</title>|\b(?:title|alt|aria-label)="[^"]*"')


def signs_shown(page: str) -> str:
    """Return a page of HTML in which each run of one such sign is an element that says its code, name and number."""
    if MAY_BE_UNSEEN.search(page) is None:
        return page
    shown, at = [], 0
    for tag in _TAG.finditer(page):
        shown += [show_unseen(page[at : tag.start()], _as_elements), _SPOKEN.sub(_in_words, tag.group())]
        at = tag.end()
    return "".join((*shown, show_unseen(page[at:], _as_elements)))


def _in_words(spoken: re.Match[str]) -> str:
    return show_unseen(spoken.group(), lambda signs: "".join(f"[{_counted(*run)}]" for run in _runs(signs)))


def _as_elements(signs: str) -> str:
    return "".join(
        f'<abbr class="sign" dir="ltr" title="{name_of(sign)}">{_counted(sign, number)}</abbr>'
        for sign, number in _runs(signs)
    )


def _counted(sign: str, number: int) -> str:
    return code_of(sign) if number == 1 else f"{code_of(sign)} × {number}"


def _runs(signs: str) -> list[tuple[str, int]]:
    return [(sign, len(list(same))) for sign, same in groupby(signs)]
