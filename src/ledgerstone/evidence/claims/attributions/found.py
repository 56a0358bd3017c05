"""An attribution as tokens of its sentence, before it becomes spans of the text."""

from msgspec import Struct

from ledgerstone.evidence.claims.attributions.contents import Range
from ledgerstone.evidence.claims.attributions.cue_rules import Relation


class Found(Struct, frozen=True, kw_only=True):
    """An attribution as tokens of its sentence.

    Attributes:
        source: Of the speaker; None where none is named.
        cue: Of the cue.
        content: Of what is said, in order.
        begins: The first token of its clause: of the speaker before the cue, else of the cue.
        relation: How the speaker stands to the content.
        shared: Whether the speaker is that of the clause before ("and added that").
        aside: Whether nothing of what is said stands in the sentence: in the quotation before it, then.
        opens: Whether its verb opens the sentence, so that its speaker stands in another one.
    """

    source: Range | None
    cue: Range
    content: tuple[Range, ...]
    begins: int
    relation: Relation = Relation.SAYS
    shared: bool = False
    aside: bool = False
    opens: bool = False
