"""A name of a person, a body, a group or a place as a source gives it."""

from enum import StrEnum

from msgspec import Struct


class NameType(StrEnum):
    """What the name is of."""

    PERSON = "person"
    PLACE = "place"
    BODY = "body"
    GROUP = "group"


class NameValue(Struct, frozen=True, kw_only=True, tag_field="kind", tag="name"):
    """A name.

    Attributes:
        name: The name without suffixes of case.
        type: What it is of; None where it is not known.
        wording: The words of the source.
    """

    name: str
    type: NameType | None = None
    wording: str
