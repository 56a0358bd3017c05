"""A part in XML, taken in one pass without a tree: memory does not grow with the part.

Elements and attributes are told by their local names, because the namespaces of one vocabulary differ by edition
(ISO/IEC 29500 transitional and strict; ODF 1.0 to 1.3). A document type declaration is refused before an entity of
it can be used: OPC forbids it (ISO/IEC 29500-2, 6.2.5) and ODF has no use for it. lxml reads without network,
without other files, and no deeper than its own bound.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Protocol

from lxml import etree

Attributes = Mapping[str, str]


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

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        found: dict[str, str] = {}
        for key, value in attributes.items():
            found.setdefault(_local(key), value)
        self._handler.start(_local(tag), found)

    def end(self, tag: str) -> None:
        self._handler.end(_local(tag))

    def doctype(self, *_: str | None) -> None:
        raise _DoctypeError

    def close(self) -> None:
        """Lxml asks for a result; the handler has it."""


@lru_cache(maxsize=4096)
def _local(name: str) -> str:
    return name.rpartition("}")[2]


def parse(chunks: Iterable[bytes], handler: Handler, *, catch: type[Exception] = EnoughError) -> str | None:
    """Hand a part to a handler and return why its end was not reached; None where it was.

    Args:
        chunks: The bytes of the part.
        handler: What takes it.
        catch: What `chunks` may raise besides; its message is the reason.
    """
    parser = etree.XMLParser(
        target=_Target(handler),  # type: ignore[arg-type]  # the stubs say bytes too; lxml gives str alone
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
    )
    try:
        for piece in chunks:
            parser.feed(piece)
        parser.close()
    except _DoctypeError:
        return "declares a document type of its own, which may hide tricks with entities: refused"
    except (etree.LxmlError, LookupError, ValueError) as error:
        return f"broken XML ({str(error)[:100]}): what follows is not read"
    except (EnoughError, catch) as error:
        return str(error)
    return None
