"""One incident that all claims of some papers are about."""

from ledgerstone.evidence.incidents.model import Incident, Lines, Paper


def incident_of(papers: tuple[Paper, ...]) -> Incident:
    """Give the incident, without a time, a place and lines of its own."""
    return Incident(
        id="i1",
        title="Violence",
        kind="violence",
        when=None,
        where=(),
        claims=tuple(held.id for paper in papers for held in paper.claims),
        sources=tuple(paper.id for paper in papers),
        lines=Lines(min=1, max=1),
    )
