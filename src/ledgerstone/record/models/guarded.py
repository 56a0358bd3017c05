"""The columns that the rule of who may see what asks of a row; the rule itself is `accountability.access`."""

from django.db import models

from ledgerstone.accountability.access import Guarded, Visibility


class GuardedModel(models.Model):
    """A row that is let out by the rule alone: desk only until a named person publishes it."""

    visibility = models.CharField(
        max_length=10,
        choices=[(v.value, v.value) for v in Visibility],
        default=Visibility.DESK.value,
        db_index=True,
    )
    sealed = models.BooleanField(default=False)
    embargo_until = models.DateTimeField(null=True, blank=True)
    consented = models.BooleanField(default=True)

    class Meta:
        """No table of its own."""

        abstract = True

    def guarded(self) -> Guarded:
        """Return what the rule needs to know of this row."""
        return Guarded(
            visibility=Visibility(self.visibility),
            sealed=self.sealed,
            embargo_until=self.embargo_until,
            consented=self.consented,
        )
