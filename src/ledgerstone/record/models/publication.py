"""Publications: what a named person made public, word for word, in versions."""

from django.db import models

from ledgerstone.record.models.columns import id_column
from ledgerstone.record.models.permanent import PermanentModel


class Publication(PermanentModel):
    """One version of one subject; `snapshot` is the JSON that the public sees and `sha256` its digest."""

    id = id_column()
    subject = models.CharField(max_length=13)
    version = models.IntegerField()
    by = models.ForeignKey("record.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    listing = models.TextField()
    """The subject's row in listings as JSON, so that a listing need not open every snapshot."""
    snapshot = models.TextField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        """The versions of a subject in their order."""

        ordering = ("subject", "version")
        constraints = (models.UniqueConstraint(fields=("subject", "version"), name="version_is_published_once"),)

    def __str__(self) -> str:
        """Return subject and version."""
        return f"{self.subject} version {self.version}"


class PublicationSource(models.Model):
    """That a publication cites a source: it is shown only while the public may see every source that it cites."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="cited")
    source = models.ForeignKey("record.Source", on_delete=models.PROTECT, related_name="cited_in")

    class Meta:
        """Once for each pair."""

        constraints = (models.UniqueConstraint(fields=("publication", "source"), name="source_is_cited_once"),)

    def __str__(self) -> str:
        """Return both ids."""
        return f"{self.publication_id} {self.source_id}"
