"""Sources and the times that their bytes came in."""

from django.db import models

from ledgerstone.record.models.columns import id_column, optional_words
from ledgerstone.record.models.guarded import GuardedModel


class Source(GuardedModel):
    """A preserved object: exact bytes, known by their digest, and what is known of their origin.

    The columns from `title` on are what listings show: put together from the acquisitions, in their order, and
    from the reading in use; they are written anew whenever one of those comes in.
    """

    id = id_column()
    sha256 = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField()
    obtained = models.DateTimeField(db_index=True)
    media_type = models.TextField()
    title = optional_words()
    publisher = optional_words()
    published = optional_words()
    """EDTF; `published_value` is the whole value."""
    published_value = optional_words()
    origin = optional_words()
    language = optional_words()
    status = models.CharField(max_length=20)
    grouped = models.BooleanField(default=False)
    """Whether the latest grouping into incidents has seen the latest reading."""
    reading = models.OneToOneField(
        "record.ReadingRecord", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """The reading in use: a person's latest transcription or correction, else the latest by a tool."""

    class Meta:
        """Listed as they came in."""

        ordering = ("obtained", "id")
        # Each command asks which sources wait for a grouping, and mostly none does.
        indexes = (models.Index(fields=["id"], condition=models.Q(grouped=False), name="source_ungrouped"),)

    def __str__(self) -> str:
        """Return the id: a title may be long or unknown."""
        return self.id


class Acquisition(models.Model):
    """One time that the bytes came in, as it was described then."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="acquisitions")
    fingerprint = models.CharField(max_length=64)
    """Digest of the description: the same description of the same bytes is one acquisition."""
    obtained = models.DateTimeField()
    path = models.TextField()
    title = optional_words()
    publisher = optional_words()
    published = optional_words()
    url = optional_words()
    language = optional_words()
    origin = optional_words()
    fonds = optional_words()
    shelfmark = optional_words()
    rights = optional_words()
    part_of = optional_words()
    """Digest of the container that the bytes were taken out of."""
    captured = optional_words()
    """When a crawler fetched them, as the container says it (ISO 8601)."""
    meta = optional_words()
    """Digest of the metadata object that holds this description; the log names it."""

    class Meta:
        """In the order in which they came in."""

        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("source", "fingerprint"), name="acquisition_is_described_once"),)

    def __str__(self) -> str:
        """Return where it came from."""
        return self.path
