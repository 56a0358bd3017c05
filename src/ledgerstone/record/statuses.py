"""The statuses of a source whose words have left the record, or are leaving it."""

SEALING, SEALED = "sealing", "sealed"
DEACCESSIONING, DEACCESSIONED = "deaccessioning", "deaccessioned"

ENDINGS = {SEALING: SEALED, DEACCESSIONING: DEACCESSIONED}
"""What the status of a source becomes when nothing of its words is left."""
