"""A part in XML, taken in one pass without a tree: memory does not grow with the part.

Elements and attributes are told by their local names, because the namespaces of one vocabulary differ by edition
(ISO/IEC 29500 transitional and strict; ODF 1.0 to 1.3). A document type declaration is refused before an entity of
it can be used: OPC forbids it (ISO/IEC 29500-2, 6.2.5) and ODF has no use for it. lxml reads without network,
without other files, and no deeper than its own bound.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import lru_cache
from typing import Protocol

from lxml import etree

Attributes = Mapping[str, str]
BROKEN = "broken XML"
DEEPEST = 1000
"""Word nests some 60 elements; lxml's own bound does not hold where it builds no tree."""


class Handler(Protocol):
    """Takes what a part holds, in its order."""

    def start(self, name: str, attributes: Attributes, /) -> None:
        """Take the beginning of an element."""

    def end(self, name: str, /) -> None:
        """Take the end of an element."""

    def data(self, words: str, /) -> None:
        """Take a piece of text; one text may come in several."""


class EnoughError(Exception):
    """A handler raises it when it takes no more; the message says why, in words for a person."""


class _DoctypeError(Exception):
    """The part declares a document type."""


class _Target:
    """Hands what lxml finds to a handler."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self.data = handler.data
        self.open: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if len(self.open) >= DEEPEST:
            raise EnoughError(f"nested deeper than {DEEPEST:,} elements: what follows is not read")
        name, found = _local(tag), dict[str, str]()
        self.open.append(name)
        for key, value in attributes.items():
            found.setdefault(_local(key), value)
        self._handler.start(name, found)

    def end(self, _: str) -> None:
        self._handler.end(self.open.pop())

    def end_all(self) -> None:
        """End what is open in a part that breaks off, so that the handler gives what it has of it."""
        while self.open:
            with suppress(EnoughError):
                self._handler.end(self.open.pop())

    def doctype(self, *_: str | None) -> None:
        raise _DoctypeError

    def close(self) -> None:
        """Lxml asks for a result; the handler has it."""


@lru_cache(maxsize=4096)
def _local(name: str) -> str:
    return name.rpartition("}")[2]


def parse(chunks: Iterable[bytes], handler: Handler, *, catch: type[Exception] = EnoughError) -> str | None:
    """Hand a part to a handler and return why its end was not reached; None where it was.

    What is open where a part breaks off is ended, so that the handler gives what it has.

    Args:
        chunks: The bytes of the part.
        handler: What takes it.
        catch: What `chunks` may raise besides; its message is the reason.
    """
    target = _Target(handler)
    parser = etree.XMLParser(
        target=target,  # type: ignore[arg-type]  # the stubs say bytes too; lxml gives str alone
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
    )
    reason = None
    try:
        for piece in chunks:
            parser.feed(piece)
        parser.close()
    except _DoctypeError:
        reason = "declares a document type of its own, which may hide tricks with entities: refused"
    except (etree.LxmlError, LookupError, ValueError) as error:
        reason = f"{BROKEN} ({str(error)[:100]}): what follows is not read"
    except (EnoughError, catch) as error:
        reason = str(error)
    target.end_all()
    return reason
