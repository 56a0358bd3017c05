"""The groups of RTF: which destinations hold text, which tell something of it, and which are left out.

Rich Text Format Specification 1.9.1, "Destination Control Words".
"""

from msgspec import Struct

from ledgerstone.evidence.reading.pages.elements import word_set

SKIPPED = word_set(
    "colortbl pict fldinst filetbl listtable listoverridetable rsidtbl generator sp shprslt nonshppict nonesttables "
    "xmlnstbl revtbl template operator author comment doccomm subject keywords category manager company hlinkbase "
    "fontemb falt panose bkmkstart bkmkend xe tc objdata objclass objname datafield formfield docvar ftnsep ftnsepc "
    "ftncn aftnsep aftnsepc aftncn pntxta pntxtb pnseclvl"
)
NAMED = word_set("fonttbl stylesheet title atnauthor listtext pntext upr info")
"""Destinations whose words are no text of the document but tell something of it."""
FLOWS = word_set("footnote annotation header headerl headerr headerf footer footerl footerr footerf shptxt dptxbxtext")
KNOWN = NAMED | FLOWS | word_set("ud shpinst shppict shp do nesttableprops")
r"""What may follow `\*` and still is read."""
TEXT, SKIP = "text", "skip"


class Group(Struct, kw_only=True):
    r"""What holds within a group of braces.

    Attributes:
        place: Where its words go: "text", "skip", or a destination of `NAMED`.
        opened: The destination that this group opened; None for none.
        font: The number of the font.
        stand_ins: How many signs stand for one of `\u` (`\uc`).
        hidden: Whether its text is hidden.
        deleted: Whether a tracked change deleted it.
        starred: Whether `\*` has just been read.
    """

    place: str = TEXT
    opened: str | None = None
    font: int | None = None
    stand_ins: int = 1
    hidden: bool = False
    deleted: bool = False
    starred: bool = False
