"""Rows that are written once: a decision or a publication is superseded by a later row, never overwritten."""

from collections.abc import Iterable
from typing import NoReturn, TypeVar

from django.db import models

from ledgerstone.errors import ForbiddenError

M_co = TypeVar("M_co", bound=models.Model, covariant=True)


class PermanentQuerySet(models.QuerySet[M_co]):
    """A query set that reads and adds; its bulk ways around `save` are closed."""

    def update(self, **kwargs: object) -> NoReturn:
        """Refuse."""
        raise ForbiddenError(f"{self.model.__name__} rows are never changed: {sorted(kwargs)}; add a new row")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise ForbiddenError(f"{self.model.__name__} rows are never deleted; add a row that supersedes them")

    def bulk_update(
        self, objs: Iterable[models.Model], fields: Iterable[str], batch_size: int | None = None
    ) -> NoReturn:
        """Refuse."""
        del objs, batch_size
        raise ForbiddenError(f"{self.model.__name__} rows are never changed: {sorted(fields)}; add a new row")


class PermanentModel(models.Model):
    """A row that can be added and read, and nothing else."""

    objects = models.Manager.from_queryset(PermanentQuerySet)()

    class Meta:
        """No table of its own."""

        abstract = True

    def save(self, *args: object, **kwargs: object) -> None:
        """Add the row.

        Raises:
            ForbiddenError: It is there already.
        """
        if not self._state.adding:
            raise ForbiddenError(f"{type(self).__name__} {self.pk} is never changed; add a new row")
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # handed on as Django gave them

    def delete(self, *args: object, **kwargs: object) -> NoReturn:
        """Refuse."""
        del args, kwargs
        raise ForbiddenError(f"{type(self).__name__} {self.pk} is never deleted; add a row that supersedes it")
