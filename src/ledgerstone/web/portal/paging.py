"""Lists in pages of bounded length, named by `?page=N`."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from django.http import HttpRequest
from msgspec import Struct

PAGE_SIZE = 50

_MOST_DIGITS = 9

T = TypeVar("T")


class Page(Struct, Generic[T], frozen=True, kw_only=True):
    """One page of a list. `previous` and `next` are addresses, None at the ends."""

    items: tuple[T, ...]
    number: int
    count: int
    total: int
    previous: str | None
    next: str | None


def page_of(
    request: HttpRequest, total: int, fetch: Callable[[int, int], Sequence[T]], *, size: int = PAGE_SIZE
) -> Page[T]:
    """Return the page that the request asks for: the nearest there is, the first where it names none.

    Args:
        request: Its `page` is looked at.
        total: How many rows the whole list has.
        fetch: Returns rows for a limit and an offset.
        size: Rows of a page.
    """
    count = max(1, -(-total // size))
    number = min(max(_asked(request), 1), count)
    return Page(
        items=tuple(fetch(size, (number - 1) * size)),
        number=number,
        count=count,
        total=total,
        previous=_address(request, number - 1) if number > 1 else None,
        next=_address(request, number + 1) if number < count else None,
    )


def _asked(request: HttpRequest) -> int:
    asked = request.GET.get("page", "1")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= _MOST_DIGITS else 1


def _address(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return f"{request.path}?{query.urlencode()}"
