"""Where the blocks of a document go while it is read: into its text, a cell, a note, or a box within one of them."""

from ledgerstone.evidence.reading.office.blocks import Block


class Sinks:
    """The lists that blocks go into, the outermost first; what is closed too often in a broken file changes nothing.

    Args:
        outermost: The blocks of the text itself.
    """

    def __init__(self, outermost: list[Block]) -> None:
        self._open = [outermost]

    def take(self, *blocks: Block) -> None:
        """Put blocks where they belong now."""
        self._open[-1].extend(blocks)

    def enter(self, blocks: list[Block]) -> None:
        """Have what follows go into a list of its own, until it is left."""
        self._open.append(blocks)

    def leave(self) -> list[Block]:
        """Leave the innermost list, and return it; an empty one where only the text itself is left."""
        return self._open.pop() if len(self._open) > 1 else []

    def leave_box(self, after: list[Block] | None) -> None:
        """Leave a text box: what stands in it comes after the paragraph that it is tied to.

        Args:
            after: What comes after that paragraph; None where it is tied to none.
        """
        found = self.leave()
        if after is None:
            self.take(*found)
        else:
            after.extend(found)
