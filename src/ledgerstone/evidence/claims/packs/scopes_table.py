"""The table of a language pack by which two wordings of one sentence are told apart in of whom and where they speak."""

from msgspec import Struct

Forms = tuple[str, ...]


class ScopesTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that widen or narrow what a sentence is about.

    Attributes:
        whom: Kind of people (civilians, soldiers, police, fighters, women, children, people) to its nouns. One word for
            another of the same kind changes nothing.
        where: Kind of area (village, town, district, region, country) to its nouns.
    """

    whom: dict[str, Forms] = {}
    where: dict[str, Forms] = {}
