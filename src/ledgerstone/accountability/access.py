"""Who may see what: one pure rule over role, visibility, consent, seal and embargo.

Everything that comes in is visible to the desk only; the public sees publications, which a named person made.
"""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class Role(StrEnum):
    """What a viewer is to the archive."""

    PUBLIC = "public"
    DESK = "desk"
    CUSTODIAN = "custodian"


class Purpose(StrEnum):
    """What the viewer wants it for."""

    READING = "reading"
    EXPORT = "export"
    CUSTODY = "custody"


class Visibility(StrEnum):
    """How far an object has been let out."""

    DESK = "desk"
    PUBLIC = "public"


class Viewer(Struct, frozen=True, kw_only=True):
    """Who looks. `name` is a user's name, or None for nobody in particular."""

    role: Role
    name: str | None = None


class Guarded(Struct, frozen=True, kw_only=True):
    """What the rule needs to know of an object.

    Attributes:
        visibility: How far it has been let out.
        sealed: Sealed objects are shown to the custodian alone.
        embargo_until: Not shown to the public before this moment; None for no embargo.
        consented: Whether every consent that it needs is recorded and unexpired for public reading.
    """

    visibility: Visibility = Visibility.DESK
    sealed: bool = False
    embargo_until: datetime | None = None
    consented: bool = True


def may_see(viewer: Viewer, guarded: Guarded, purpose: Purpose, now: datetime) -> bool:
    """Tell whether the viewer may see the object for the purpose, at this moment.

    Source: DESIGN, "Who may see what"; DOMAIN, section G, rules 4 and 11.
    """
    if viewer.role is Role.CUSTODIAN:
        return True
    if guarded.sealed or purpose is Purpose.CUSTODY:
        return False
    if viewer.role is Role.DESK:
        return True
    embargoed = guarded.embargo_until is not None and now < guarded.embargo_until
    return guarded.visibility is Visibility.PUBLIC and guarded.consented and not embargoed


def may_see_pictures(viewer: Viewer) -> bool:
    """Tell whether the viewer may see pictures of the pages of sources that it may see.

    A picture shows all that is on a page: names and comments that are masked in the text, faces, and words that no
    reader found. Whoever published a source has let out its words alone.

    Source: DOMAIN, section G, rules 4 and 9.
    """
    return viewer.role is not Role.PUBLIC
