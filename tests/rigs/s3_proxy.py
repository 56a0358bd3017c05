"""A proxy before the S3 server that spoils what goes through it, to play stores and networks that fail."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from s3_server import START_S, S3Server

Rule = Callable[[str, str], bool]
"""Tells whether a request, by its method and path, is spoilt."""

REFUSAL = b"<?xml version='1.0'?><Error><Code>AccessDenied</Code><Message>Access Denied.</Message></Error>"
_OF_THE_CONNECTION = {"connection", "transfer-encoding", "content-length", "keep-alive"}


def never(method: str, path: str) -> bool:
    del method, path
    return False


class Spoiling:
    """What is spoilt.

    Attributes:
        conditions: The store never hears of If-Match and If-None-Match.
        refused: The store refuses.
        lost: The request is done, and the answer says that the server failed.
        cut: The answer ends in its middle.
    """

    def __init__(
        self, *, conditions: tuple[str, ...] = (), refused: Rule = never, lost: Rule = never, cut: Rule = never
    ) -> None:
        self.conditions = conditions
        self.refused, self.lost, self.cut = refused, lost, cut


def once(rule: Rule) -> Rule:
    """Spoil the first request alone that a rule is for."""
    met: list[str] = []

    def first(method: str, path: str) -> bool:
        if met or not rule(method, path):
            return False
        met.append(path)
        return True

    return first


class _Proxy(ThreadingHTTPServer):
    def __init__(self, upstream: int, spoiling: Spoiling) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.upstream, self.spoiling = upstream, spoiling


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Proxy

    def _pass_on(self) -> None:
        data = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        spoiling = self.server.spoiling
        if spoiling.refused(self.command, self.path):
            self._answer(403, {}, REFUSAL)
            return
        kept = {name: value for name, value in self.headers.items() if name.lower() not in spoiling.conditions}
        upstream = HTTPConnection("127.0.0.1", self.server.upstream, timeout=START_S)
        try:
            upstream.request(self.command, self.path, data, kept)
            answer = upstream.getresponse()
            body = answer.read()
        finally:
            upstream.close()
        if spoiling.lost(self.command, self.path):
            self._answer(500, {}, b"")
        else:
            self._answer(answer.status, dict(answer.headers), body)

    def _answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
        length = int(headers.get("Content-Length", 0)) if self.command == "HEAD" else len(body)
        self.send_response(status)
        for name, value in headers.items():
            if name.lower() not in _OF_THE_CONNECTION:
                self.send_header(name, value)
        self.send_header("Content-Length", str(length))
        self.end_headers()
        if self.server.spoiling.cut(self.command, self.path):
            self.wfile.write(body[: len(body) // 2])
            self.close_connection = True
        else:
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the standard library
        del format, args

    do_GET = do_PUT = do_HEAD = do_DELETE = do_POST = _pass_on  # noqa: N815 - names of the standard library


@contextmanager
def proxy(server: S3Server, spoiling: Spoiling) -> Iterator[str]:
    """Run a proxy, and give its address."""
    listening = _Proxy(server.port, spoiling)
    thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.server_port}"
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()
