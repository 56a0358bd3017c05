"""Writing the record: called by `workflow` alone, inside its transactions.

Nothing here decides who may change what, and nothing here starts a transaction.
"""

from ledgerstone.record.save.claims import ClaimsOf, replace_all_claims, replace_claims
from ledgerstone.record.save.clearing import (
    clear_incidents,
    clear_row,
    clear_sources,
    finish,
    kept_reasons,
    mark,
    marked,
    scrub_record,
    tied_judgements,
    tied_rows,
)
from ledgerstone.record.save.following import follow_claims
from ledgerstone.record.save.grouping import replace_copies, replace_incidents, update_copies, update_incidents
from ledgerstone.record.save.judgements import add_judgement, set_status
from ledgerstone.record.save.logged import log_row, mark_logged, take_in
from ledgerstone.record.save.publications import add_publication, make_public
from ledgerstone.record.save.readings import (
    ByPerson,
    ByTool,
    add_reading,
    add_reading_by_person,
    add_readings,
    renew_rules,
)
from ledgerstone.record.save.sources import (
    Coming,
    add_acquisition,
    add_coming,
    add_source,
    await_reading,
    fingerprint,
    forget_refusals,
    refuse,
)
from ledgerstone.record.save.users import add_user

__all__ = [
    "ByPerson",
    "ByTool",
    "ClaimsOf",
    "Coming",
    "add_acquisition",
    "add_coming",
    "add_judgement",
    "add_publication",
    "add_reading",
    "add_reading_by_person",
    "add_readings",
    "add_source",
    "add_user",
    "await_reading",
    "clear_incidents",
    "clear_row",
    "clear_sources",
    "fingerprint",
    "finish",
    "follow_claims",
    "forget_refusals",
    "kept_reasons",
    "log_row",
    "make_public",
    "mark",
    "mark_logged",
    "marked",
    "refuse",
    "renew_rules",
    "replace_all_claims",
    "replace_claims",
    "replace_copies",
    "replace_incidents",
    "scrub_record",
    "set_status",
    "take_in",
    "tied_judgements",
    "tied_rows",
    "update_copies",
    "update_incidents",
]
