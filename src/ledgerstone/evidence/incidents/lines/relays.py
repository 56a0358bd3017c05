"""By whom a claim was passed on, from the one who says it to the paper that prints it: agencies and publishers."""

from collections.abc import Iterator

from msgspec import Struct

from ledgerstone.evidence.claims.model import VoiceKind
from ledgerstone.evidence.incidents.edge import Stretch
from ledgerstone.evidence.incidents.lines.given import Given
from ledgerstone.evidence.incidents.lines.origins import By, Origin, published_by, same_origin
from ledgerstone.evidence.incidents.naming import other_spelling

PASSING = frozenset({VoiceKind.AGENCY, VoiceKind.MEDIA})


class Relay(Struct, frozen=True, kw_only=True):
    """One who passed a claim on, and the words that say so: a credit, else the claim itself."""

    origin: Origin
    at: Stretch


def relays_of(one: Given) -> Iterator[Relay]:
    """Yield who passed a claim on beside the one that it goes back to: credit, links of its chain, publisher."""
    passage = one.held.claim.passage
    own = Stretch(source=one.paper.id, start=passage.start, end=passage.end)
    found = []
    if one.credit is not None:
        origin = Origin(name=one.credit.name, by=By.CREDIT, kind=VoiceKind.AGENCY)
        found.append(Relay(origin=origin, at=credited_at(one) or own))
    links = (link for link in one.held.claim.voice.chain[1:-1] if link.kind in PASSING and link.name)
    found += (Relay(origin=Origin(name=link.name, by=By.VOICE, kind=link.kind), at=own) for link in links)
    if one.paper.publisher:
        found.append(Relay(origin=published_by(one.paper), at=own))
    return (relay for relay in found if not _is_itself(one.origin, relay.origin))


def _is_itself(origin: Origin, relay: Origin) -> bool:
    """Tell whether a claim goes back to the one that passes it on; another paper may only sound alike."""
    if origin.kind is relay.kind is VoiceKind.MEDIA and other_spelling(origin.name or "", relay.name or ""):
        return False
    return same_origin(origin, relay)


def credited_at(one: Given) -> Stretch | None:
    """Return where a paper names the agency that it credits; None where it credits none."""
    credit = one.credit
    return Stretch(source=one.paper.id, start=credit.start, end=credit.end) if credit else None
