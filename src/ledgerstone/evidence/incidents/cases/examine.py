"""Collect what the archive holds of a passage: its variants, its first appearance, its citations, what was checked.

A finding for people, never a verdict: nothing here says what a difference means. Groups, sides and sources are known
by id alone, so that the same is collected for every side.
"""

from ledgerstone.evidence.claims.model import Passage
from ledgerstone.evidence.incidents.cases.appearance import first_appearance
from ledgerstone.evidence.incidents.cases.checks import (
    on_acts,
    on_its_list,
    on_origin,
    on_the_rest,
    on_voices,
    on_words,
)
from ledgerstone.evidence.incidents.cases.citations import citation_findings, citations_of, cited_otherwise
from ledgerstone.evidence.incidents.cases.model import Asked, CaseFile
from ledgerstone.evidence.incidents.cases.variants import Found, variants_of
from ledgerstone.evidence.incidents.cases.voices import said_otherwise

MOST_BESIDE = 100
"""Sources whose acts are compared with those of one; each is taken apart for it."""


def examine(asked: Asked) -> CaseFile:
    """Return all that is collected of a passage.

    Args:
        asked: The passage, and what there is to look at.
    """
    own = asked.held(asked.source).paper
    found = variants_of(asked)
    literal = [
        asked.held(one.source).paper for one in found.variants if one.whole and not (one.proposal or one.comment)
    ]
    first = first_appearance([own, *literal])
    references = citations_of(asked)
    findings = citation_findings(asked, references)
    beside = _beside(asked, found)
    otherwise, said = cited_otherwise(asked, beside), said_otherwise(asked)
    return CaseFile(
        source=asked.source,
        passage=_words(own.text, asked.start, asked.end),
        sought=_words(own.text, *asked.sought),
        variants=found.variants,
        first=first,
        findings=findings,
        cited_otherwise=otherwise,
        said_otherwise=said,
        checks=(
            *on_words(asked, found),
            *on_origin(asked, found, first),
            on_its_list(references, findings),
            on_acts(otherwise, beside),
            on_voices(asked, said),
            *on_the_rest(asked),
        ),
    )


def _words(text: str, start: int, end: int) -> Passage:
    return Passage(start=start, end=end, exact=text[start:end])


def _beside(asked: Asked, found: Found) -> tuple[str, ...]:
    """Return the sources whose acts are compared: those that share the words first."""
    every = dict.fromkeys((*(one.source for one in found.variants), *asked.beside))
    return tuple(key for key in every if key != asked.source)[:MOST_BESIDE]
