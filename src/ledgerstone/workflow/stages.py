"""How the workflow tells whoever called it how far long work is; the command line shows it, tests show nothing."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol


class Stage(Protocol):
    """Shows a stage of long work; the function that it gives is told how much was done."""

    def __call__(self, doing: str, *, total: int | None, unit: str) -> AbstractContextManager[Callable[[int], None]]:
        """Begin a stage."""
