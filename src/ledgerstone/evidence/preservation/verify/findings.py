"""Reading for a check: what keeps us from reading a key becomes a problem of that key."""

from ledgerstone.errors import DamagedError, LedgerstoneError, NotFoundError
from ledgerstone.evidence.preservation.log.checkpoint import SignedCheckpoint, parse_signed
from ledgerstone.evidence.preservation.log.note import NoteError
from ledgerstone.evidence.preservation.store import Store
from ledgerstone.evidence.preservation.verify.results import Fault, Problem


class Findings:
    """What a check of one store has found so far.

    Args:
        store: What is read.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.problems: list[Problem] = []
        self.notes: list[str] = []

    def problem(self, what: Fault, path: str, detail: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(what=what, path=path, detail=detail))

    def read(self, key: str) -> bytes | None:
        """Return the bytes of a key; None where there is a problem with it, which is noted."""
        try:
            return b"".join(self.store.get(key))
        except NotFoundError:
            self.problem(Fault.MISSING, key, "the log needs it, but it is gone; restore the log from a copy")
        except DamagedError as error:
            self.problem(Fault.DAMAGED, key, str(error))
        except LedgerstoneError as error:
            self.problem(Fault.UNREADABLE, key, str(error))
        return None

    def signed(self, key: str) -> SignedCheckpoint | None:
        """Return the checkpoint under a key; None where there is a problem with it, which is noted."""
        data = self.read(key)
        try:
            return None if data is None else parse_signed(data)
        except NoteError as error:
            self.problem(Fault.DAMAGED, key, f"it is no checkpoint: {error}; restore it from a copy")
            return None
