"""What a keeper does: a function and what belongs to it, in a module that is imported there and nowhere else.

The module of a task has, beside the function that does the work:

- `warm()`, called once after the first few answers: what each piece of work would else load anew;
- `prepare(names)`: makes ready what a piece of work called for by `UnpreparedError`;
- `may_share(descriptor, asked)`: whether this piece of work may be done where others have been, and others after it.
"""

import importlib
from collections.abc import Callable, Iterable

from msgspec import Struct


class UnpreparedError(Exception):
    """A piece of work needs what is not ready: whoever does it is to be started anew with that.

    Attributes:
        names: What is needed, as `prepare` knows it.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        super().__init__(" ".join(self.names))


class Task(Struct, frozen=True, kw_only=True):
    """A task.

    Attributes:
        work: Given a descriptor of the bytes to work on and what was asked, returns the answer.
        warm: Loads what each piece of work would else load anew.
        prepare: Makes ready what a piece of work called for.
        may_share: Says whether a piece of work may be done where others have been, and others after it.
    """

    work: Callable[[int, bytes], bytes]
    warm: Callable[[], None]
    prepare: Callable[[tuple[str, ...]], None]
    may_share: Callable[[int, bytes], bool]


def task_named(name: str) -> Task:
    """Import a task.

    Args:
        name: Its function, as `module:function`.
    """
    place, _, function = name.partition(":")
    module = importlib.import_module(place)
    return Task(work=getattr(module, function), warm=module.warm, prepare=module.prepare, may_share=module.may_share)
