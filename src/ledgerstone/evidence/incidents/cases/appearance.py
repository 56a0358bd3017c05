"""Which of the sources with these words was published first, as far as their dates tell."""

from collections.abc import Sequence

from ledgerstone.evidence.incidents.cases.model import FirstAppearance
from ledgerstone.evidence.incidents.model import Paper
from ledgerstone.values.dates import DateValue


def first_appearance(papers: Sequence[Paper]) -> FirstAppearance:
    """Return which of some papers is the first.

    It is known only where all have a date and the last day that one can mean is before the first of every other.

    Args:
        papers: The sources that have the words, at least one.
    """
    dated = [(paper.id, paper.published) for paper in papers if paper.published is not None]
    spans = [(key, value, value.earliest, value.latest) for key, value in dated]
    undated = tuple(sorted(paper.id for paper in papers if not _is_dated(paper.published)))
    ends = [latest for *_, latest in spans if latest is not None]
    if not ends:
        return FirstAppearance(
            known=False, sources=(), published=None, undated=undated, reason="no source with these words has a date"
        )
    before = min(ends)
    may = sorted(key for key, _, earliest, latest in spans if earliest and latest and earliest <= before)
    if undated or len(may) > 1:
        why = (
            f"{_counted(len(undated), 'source')} with these words {'has' if len(undated) == 1 else 'have'} no date"
            if undated
            else f"the dates of {len(may)} sources do not tell which was first"
        )
        return FirstAppearance(known=False, sources=tuple(may), published=None, undated=undated, reason=why)
    published = next(value for key, value, *_ in spans if key == may[0])
    why = (
        "no other source held here has these words"
        if len(papers) == 1
        else "its date is before that of every other source held here"
    )
    return FirstAppearance(known=True, sources=tuple(may), published=published, undated=(), reason=why)


def _is_dated(value: DateValue | None) -> bool:
    return value is not None and value.earliest is not None and value.latest is not None


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
