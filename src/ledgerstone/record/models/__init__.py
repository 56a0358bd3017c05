"""The record's tables. Imported by `ledgerstone.record` alone: others use `find` and `save`.

What the tables keep of the core's values is their JSON, written and read by `json_text`; columns exist for what
is asked, ordered or guarded by SQL.
"""

from ledgerstone.record.models.claim import ClaimRecord
from ledgerstone.record.models.copy import CopyRecord
from ledgerstone.record.models.guarded import GuardedModel
from ledgerstone.record.models.incident import IncidentClaim, IncidentPlace, IncidentRecord
from ledgerstone.record.models.judgement import Judgement
from ledgerstone.record.models.logged import LoggedRow, LogPosition
from ledgerstone.record.models.permanent import PermanentModel
from ledgerstone.record.models.publication import Publication, PublicationSource
from ledgerstone.record.models.reading import ReadingRecord
from ledgerstone.record.models.refusal import Refusal
from ledgerstone.record.models.source import Acquisition, Source
from ledgerstone.record.models.user import User

__all__ = [
    "Acquisition",
    "ClaimRecord",
    "CopyRecord",
    "GuardedModel",
    "IncidentClaim",
    "IncidentPlace",
    "IncidentRecord",
    "Judgement",
    "LogPosition",
    "LoggedRow",
    "PermanentModel",
    "Publication",
    "PublicationSource",
    "ReadingRecord",
    "Refusal",
    "Source",
    "User",
]
