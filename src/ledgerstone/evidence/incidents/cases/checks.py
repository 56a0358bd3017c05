"""What was checked of a passage and what was not, and why: the same list in every case, whoever wrote the passage."""

from collections.abc import Sequence

from ledgerstone.evidence.claims.packs.checking import without_pack
from ledgerstone.evidence.incidents.cases.model import (
    Asked,
    Check,
    CheckName,
    CitationFinding,
    CitedOtherwise,
    FirstAppearance,
    SaidOtherwise,
)
from ledgerstone.evidence.incidents.cases.variants import MOST, Found
from ledgerstone.evidence.references.model import References


def on_words(asked: Asked, found: Found) -> tuple[Check, ...]:
    """Return what was checked of the passage's words in other sources."""
    by_copy = [one for one in found.variants if one.kind is not None and not one.proposal]
    by_words = [one for one in found.variants if one.kind is None]
    proposals = [one for one in found.variants if one.proposal]
    how = "all texts that are held and share rows of words were aligned; quotations alone make no copy"
    stopped = f"; {MOST} sources were looked at, and more share its words"
    own = asked.held(asked.source).paper.language
    others = sorted(asked.languages - {own or ""})
    return (
        _check(CheckName.COPIES, len(by_copy), how + ("" if found.complete else stopped), done=found.complete),
        _check(CheckName.SAME_WORDS, len(by_words), "rows of words of the passage were searched for in all sources"),
        _check(
            CheckName.OTHER_LANGUAGES,
            len(proposals),
            f"papers in {', '.join(others)} were compared by their numbers and names in order; these are proposals"
            if others
            else "no paper in another language was compared: none is held",
            done=bool(others),
        ),
    )


def on_origin(asked: Asked, found: Found, first: FirstAppearance) -> tuple[Check, ...]:
    """Return what was checked of dates and figures."""
    changed = sum(bool(one.changed) for one in found.variants)
    met = {asked.source, *(one.source for one in found.variants)}
    without = sorted({language for key in met if (language := _without_pack(asked, key))})
    figures = "figures, dates, names and denials of each variant were compared by what they mean"
    numerals = f"; in {', '.join(without)}, of which no words are known here, numerals alone"
    dates = "by the dates of publication of the sources that are held"
    return (
        _check(
            CheckName.FIRST_APPEARANCE,
            len(first.sources),
            dates if first.known else f"{dates}: {first.reason}",
            done=first.known,
        ),
        _check(CheckName.CHANGED_FIGURES, changed, figures + (numerals if without else "")),
    )


def on_its_list(references: References, findings: tuple[CitationFinding, ...]) -> Check:
    """Return what was checked of the source's citations against its list."""
    cites = bool(references.citations or references.entries or references.findings)
    return _check(
        CheckName.CITATIONS,
        len(findings),
        "its citations were held against its reference list" if cites else "it has no citations and no list of them",
        done=cites,
    )


def on_acts(otherwise: tuple[CitedOtherwise, ...], beside: Sequence[str]) -> Check:
    """Return what was checked of the acts that the source cites."""
    how = f"its acts were compared with those of {len(beside)} other sources, which share its words, its incidents or"
    return _check(
        CheckName.ACTS,
        len(otherwise),
        f"{how} an act; the rest was not compared"
        if beside
        else "no other source shares its words, its incidents or an act",
        done=bool(beside),
    )


def on_voices(asked: Asked, said: tuple[SaidOtherwise, ...]) -> Check:
    """Return what was checked of whom the passage names."""
    return _check(
        CheckName.VOICES,
        len(said),
        "whom the passage names was looked for in the accounts of its incidents"
        if asked.accounts
        else "no claim in the passage is about an incident",
        done=bool(asked.accounts),
    )


def on_the_rest(asked: Asked) -> tuple[Check, ...]:
    """Return what this program cannot check, or leaves to another command, and whether there is a reply."""
    return (
        _check(
            CheckName.BYTES,
            None,
            "whether the bytes are still those that came in, `verify` says",
            done=False,
        ),
        _check(
            CheckName.ORIGINAL,
            None,
            "paper, print, ink, picture and the file's history were not looked at: words alone were",
            done=False,
        ),
        _check(CheckName.OUTSIDE, None, "what this archive does not hold was not looked at", done=False),
        _check(
            CheckName.REPLY,
            None,
            "a reply is held" if asked.answered else "no reply is held; there is room for it",
            done=asked.answered,
        ),
    )


def _without_pack(asked: Asked, key: str) -> str | None:
    language = asked.held(key).paper.language
    return language if language is not None and without_pack(language) is not None else None


def _check(name: CheckName, found: int | None, reason: str, *, done: bool = True) -> Check:
    return Check(check=name, done=done, found=found, reason=reason)
