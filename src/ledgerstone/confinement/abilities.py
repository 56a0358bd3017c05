"""What of the confinement this machine enforces: tried in a child, so that nothing of it stays."""

import os

from msgspec import Struct

from ledgerstone.confinement.kernel import Reach, bound_files, deny_calls, forbid_new_rights, leave_network


class Abilities(Struct, frozen=True, kw_only=True):
    """What a confined process is denied by the kernel.

    Attributes:
        network: It has a network namespace of its own, in which nothing is reached.
        files: It reaches no file but libraries and its own (Landlock).
        calls: It opens no socket, starts no process, looks into none and sends no signal (seccomp).
    """

    network: bool
    files: bool
    calls: bool


def abilities() -> Abilities:
    """Try in a child what this machine enforces."""
    incoming, outgoing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(outgoing, bytes(_tried()))
        os._exit(0)
    os.close(outgoing)
    found = os.read(incoming, 3)
    os.close(incoming)
    os.waitpid(child, 0)
    network, files, calls = found if len(found) == len(Abilities.__struct_fields__) else (0, 0, 0)
    return Abilities(network=bool(network), files=bool(files), calls=bool(calls))


def _tried() -> tuple[bool, bool, bool]:
    network = leave_network()
    forbid_new_rights()
    return network, bound_files(Reach(read=("/usr",), write=(), execute=())), deny_calls(may_start=False)
