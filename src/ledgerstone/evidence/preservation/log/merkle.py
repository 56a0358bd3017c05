"""Merkle trees of RFC 6962, section 2.1: hashes, roots, and the checking of proofs. Pure arithmetic over hashes."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()

_LEAF, _NODE = b"\x00", b"\x01"


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf: SHA-256(0x00 || data)."""
    return sha256(_LEAF + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of a node: SHA-256(0x01 || left || right)."""
    return sha256(_NODE + left + right).digest()


def root_of(hashes: Iterable[bytes]) -> bytes:
    """Return the root over hashes of complete subtrees of one size, of which the last may be smaller.

    Pairing level by level, with an odd last one carried up, is the recursion of RFC 6962 turned round.
    """
    level = list(hashes)
    if not level:
        return EMPTY_ROOT
    while len(level) > 1:
        paired = [node_hash(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
        level = paired + level[len(level) & ~1 :]
    return level[0]


class Frontier:
    """The complete subtrees along the right edge of a tree that grows; the largest first."""

    def __init__(self, size: int = 0, hashes: Sequence[bytes] = ()) -> None:
        self.size = size
        self._hashes = list(hashes)

    def add(self, leaf: bytes) -> list[bytes]:
        """Add a leaf's hash.

        Returns:
            The hashes of the subtrees that it completes: of two leaves, of four, and so on.
        """
        completed = []
        node, size = leaf, self.size
        while size & 1:
            node = sha256(_NODE + self._hashes.pop() + node).digest()
            completed.append(node)
            size >>= 1
        self._hashes.append(node)
        self.size += 1
        return completed

    def root(self) -> bytes:
        """Return the root of the tree."""
        if not self._hashes:
            return EMPTY_ROOT
        node = self._hashes[-1]
        for left in reversed(self._hashes[:-1]):
            node = node_hash(left, node)
        return node


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Tell whether a proof shows that a leaf is in a tree.

    Args:
        leaf: The leaf's hash.
        index: Its place, from 0.
        size: How many leaves the tree has.
        proof: Hashes from the leaf's sibling up.
        root: The tree's root.

    Source: RFC 9162, section 2.1.3.2 (the same tree as RFC 6962).
    """
    if not 0 <= index < size or not _are_hashes(leaf, root, *proof):
        return False
    node, last, found = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            found = node_hash(sibling, found)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and found == root


def verify_consistency(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Tell whether a proof shows that the larger tree begins with the smaller one.

    Args:
        old: Size of the smaller tree.
        new: Size of the larger tree.
        old_root: Root of the smaller tree.
        new_root: Root of the larger tree.
        proof: The hashes of RFC 6962, section 2.1.2.

    Source: RFC 9162, section 2.1.4.2. A tree of size 0 is a beginning of every tree: its proof is empty.
    """
    if not 0 <= old <= new or not _are_hashes(old_root, new_root, *proof):
        return False
    if old == new or not old:
        fits = old_root == EMPTY_ROOT or old > 0
        return not proof and fits and (old < new or old_root == new_root)
    # A smaller tree that is one complete subtree is itself the first hash, and is left out of the proof.
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    return bool(proof) and _climb(old, new, path) == (old_root, new_root)


def _are_hashes(*hashes: bytes) -> bool:
    """Tell whether all have the length of a hash; others could make two different trees look alike."""
    return all(len(one) == HASH_BYTES for one in hashes)


def _climb(old: int, new: int, path: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """Return the roots of both trees as the path makes them; None where it is too short or too long."""
    node, last = old - 1, new - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    smaller = larger = path[0]
    for sibling in path[1:]:
        if last == 0:
            return None
        if node & 1 or node == last:
            smaller, larger = node_hash(sibling, smaller), node_hash(sibling, larger)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            larger = node_hash(larger, sibling)
        node, last = node >> 1, last >> 1
    return (smaller, larger) if last == 0 else None
