"""The statuses of a source that others than readers give it: until it is read, and when its words leave the record."""

KEPT = "kept"
"""Its bytes are held, and its reading is still to be made."""

SEALING, SEALED = "sealing", "sealed"
DEACCESSIONING, DEACCESSIONED = "deaccessioning", "deaccessioned"

ENDINGS = {SEALING: SEALED, DEACCESSIONING: DEACCESSIONED}
"""What the status of a source becomes when nothing of its words is left."""
