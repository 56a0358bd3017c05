"""RFC 6962 trees: roots and proofs against the definition of the RFC, spelt out."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.evidence.preservation.log.merkle import (
    EMPTY_ROOT,
    Frontier,
    leaf_hash,
    node_hash,
    root_of,
    verify_consistency,
    verify_inclusion,
)

leaves = st.lists(st.binary(max_size=4), max_size=70)


def tree_hash(data: list[bytes]) -> bytes:
    """MTH of RFC 6962, section 2.1, word for word."""
    if not data:
        return sha256(b"").digest()
    if len(data) == 1:
        return sha256(b"\x00" + data[0]).digest()
    half = 1
    while half * 2 < len(data):
        half *= 2
    return sha256(b"\x01" + tree_hash(data[:half]) + tree_hash(data[half:])).digest()


def path(index: int, data: list[bytes]) -> list[bytes]:
    """PATH of RFC 6962, section 2.1.1."""
    if len(data) == 1:
        return []
    half = 1
    while half * 2 < len(data):
        half *= 2
    if index < half:
        return [*path(index, data[:half]), tree_hash(data[half:])]
    return [*path(index - half, data[half:]), tree_hash(data[:half])]


@given(leaves)
def test_root_and_frontier_are_the_tree_hash_of_the_rfc(data):
    frontier = Frontier()
    for one in data:
        frontier.add(leaf_hash(one))
    assert root_of(map(leaf_hash, data)) == frontier.root() == tree_hash(data)
    assert frontier.size == len(data)


@given(leaves.filter(bool), st.data())
def test_a_path_proves_its_leaf_and_no_other(data, draw):
    index = draw.draw(st.integers(0, len(data) - 1))
    proof, root = path(index, data), tree_hash(data)
    assert verify_inclusion(leaf_hash(data[index]), index, len(data), proof, root)
    assert not verify_inclusion(leaf_hash(data[index] + b"x"), index, len(data), proof, root)
    assert not verify_inclusion(leaf_hash(data[index]), index, len(data), [*proof, root], root)
    assert not verify_inclusion(leaf_hash(data[index]), len(data), len(data), proof, root)
    if proof:
        assert not verify_inclusion(leaf_hash(data[index]), index, len(data), proof[:-1], root)
        assert not verify_inclusion(leaf_hash(data[index]), index, len(data), [proof[0][::-1], *proof[1:]], root)


def test_a_tree_of_another_beginning_is_not_consistent():
    one, two, three = leaf_hash(b"1"), leaf_hash(b"2"), leaf_hash(b"3")
    old, new = node_hash(one, two), node_hash(node_hash(one, two), three)
    assert verify_consistency(2, 3, old, new, [three])
    assert not verify_consistency(2, 3, node_hash(two, one), new, [three])
    assert not verify_consistency(2, 3, old, new, [])
    assert not verify_consistency(2, 3, old, new, [three, three])
    assert not verify_consistency(3, 2, new, old, [])


@pytest.mark.parametrize("size", [0, 1, 7])
def test_the_empty_tree_begins_every_tree_and_each_begins_itself(size):
    root = tree_hash([b"x"] * size)
    assert verify_consistency(0, size, EMPTY_ROOT, root, [])
    assert verify_consistency(size, size, root, root, [])
    assert not verify_consistency(size, size, root, root, [root])
