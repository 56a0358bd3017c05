"""Reading the record: each function takes viewer and purpose and applies the rule of who may see what in SQL.

`find.account`, `find.case` and `find.references` compute what they give and load the rules for it, so they are imported
by name from their own modules: a listing starts without them.
"""

from ledgerstone.record.find.assets import assets
from ledgerstone.record.find.cases import cases
from ledgerstone.record.find.claims import claims
from ledgerstone.record.find.copies import copies
from ledgerstone.record.find.identity import full_id, full_incident_id, full_source_id
from ledgerstone.record.find.incidents import incidents
from ledgerstone.record.find.judgements import judgements
from ledgerstone.record.find.numbers import numbers
from ledgerstone.record.find.publications import publications, published_account
from ledgerstone.record.find.search import search
from ledgerstone.record.find.sources import languages, source, sources
from ledgerstone.record.find.users import refusals, users

__all__ = [
    "assets",
    "cases",
    "claims",
    "copies",
    "full_id",
    "full_incident_id",
    "full_source_id",
    "incidents",
    "judgements",
    "languages",
    "numbers",
    "publications",
    "published_account",
    "refusals",
    "search",
    "source",
    "sources",
    "users",
]
