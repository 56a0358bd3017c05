"""The process that serves: gunicorn with threads, one worker, bound to this machine alone.

Until there is a desk with a login, every address but loopback is refused: whoever reaches the port sees the working
copy. No control socket, no file beside the archive is left behind; Ctrl-C ends master and worker.
"""

import ipaddress
import socket
from collections.abc import Callable
from wsgiref.types import WSGIApplication

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

from ledgerstone.accountability.access import Role
from ledgerstone.errors import StorageError, UsageError
from ledgerstone.web.server.wsgi import application_for

THREADS = 4
_GRACE_S = 3
_PATIENCE_S = 60


class _Server(BaseApplication):  # type: ignore[misc] # gunicorn carries no types
    """Gunicorn, configured here and nowhere else."""

    def __init__(self, address: str, role: Role, announce: Callable[[str], None]) -> None:
        self.address = address
        self.role = role
        self.announce = announce
        super().__init__()

    def load_config(self) -> None:
        """Set every choice; no file and no environment variable adds one."""
        for name, value in (
            ("bind", [self.address]),
            ("worker_class", "gthread"),
            ("workers", 1),
            ("threads", THREADS),
            ("control_socket_disable", True),
            ("graceful_timeout", _GRACE_S),
            ("timeout", _PATIENCE_S),
            ("loglevel", "error"),
            ("post_worker_init", self._ready),
        ):
            self.cfg.set(name, value)

    def load(self) -> WSGIApplication:
        """Return the application; called in the worker."""
        return application_for(self.role)

    def _ready(self, worker: Worker) -> None:
        self.announce(_url(*worker.sockets[0].getsockname()[:2]))


def serve(host: str, port: int, *, role: Role, announce: Callable[[str], None]) -> None:
    """Serve the pages until a signal ends it.

    Args:
        host: A loopback address or "localhost".
        port: TCP port; 0 lets the system choose.
        role: Whose view all requests get.
        announce: Called once with the address when pages can be asked for.

    Raises:
        UsageError: The address is not loopback's.
        StorageError: The port is taken or may not be opened.
    """
    address = loopback(host)
    _check_free(address, port)
    try:
        Arbiter(_Server(_pair(address, port), role, announce)).run()
    except SystemExit as ended:
        if ended.code not in (None, 0):
            raise StorageError(f"the server at {_pair(address, port)} ended by itself: run it again") from ended


def loopback(host: str) -> str:
    """Return the loopback address that the host names.

    Raises:
        UsageError: It names another address.
    """
    named = "127.0.0.1" if host == "localhost" else host.strip("[]")
    try:
        address = ipaddress.ip_address(named)
    except ValueError:
        address = None
    if address is None or not address.is_loopback:
        raise UsageError(
            f"{host} can be reached from other machines, and pages have no login yet: serve at 127.0.0.1 or ::1"
        )
    return str(address)


def _check_free(address: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            reason = error.strerror or str(error)
            raise StorageError(f"port {port} at {address}: {reason}; choose another with --port") from error


def _pair(address: str, port: int) -> str:
    return f"[{address}]:{port}" if ":" in address else f"{address}:{port}"


def _url(address: str, port: int) -> str:
    return f"http://{_pair(address, port)}/"
