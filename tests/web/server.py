"""A web server on the loopback for tests: pages, feeds and every fault that the web has."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from aiohttp import web
from aiohttp.abc import AbstractResolver

LOOPBACK = (ipaddress.ip_network("127.0.0.1/32"),)


@dataclass(frozen=True)
class Page:
    """One answer of the server.

    Attributes:
        wire: Bytes to put on the wire as they are, after which the connection is cut.
        stalls: Whether to send headers and half of the body, and then nothing more.
    """

    body: bytes | str = b""
    status: int = 200
    media_type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    wire: bytes | None = None
    stalls: bool = False

    def with_headers(self, **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return replace(self, headers={**self.headers, **named})


def redirect(to, status=302):
    return Page(status=status, headers={"Location": to})


NOT_FOUND = Page("<html><title>404</title><h1>Not found</h1></html>", status=404)


class Site:
    """What the server serves, and what it was asked.

    Attributes:
        pages: Path with query -> page, or a function from the request to one.
        asked: The requests so far: path with query, headers.
        most_at_once: How many requests were open at the same moment, at most.
    """

    def __init__(self, port):
        self.port = port
        self.pages = {}
        self.asked = []
        self.most_at_once = 0
        self._open = 0
        self._over = asyncio.Event()

    def close(self):
        self._over.set()

    def url(self, path="/", host="127.0.0.1"):
        return f"http://{host}:{self.port}{path}"

    @property
    def paths(self):
        return [path for path, _ in self.asked if path != "/robots.txt"]

    async def answer(self, request):
        self.asked.append((request.path_qs, request.headers))
        self._open += 1
        self.most_at_once = max(self.most_at_once, self._open)
        try:
            await asyncio.sleep(0)
            page = self.pages.get(request.path_qs, NOT_FOUND)
            page = page(request) if callable(page) else page
            return await _send(request, page, self._over)
        finally:
            self._open -= 1


async def _send(request, page, over):
    if page.wire is not None:
        request.transport.write(page.wire)
        request.transport.close()
        return web.Response()
    if _is_unchanged(request, page):
        return web.Response(status=304, headers=page.headers)
    body = page.body.encode() if isinstance(page.body, str) else page.body
    response = web.StreamResponse(status=page.status, headers=page.headers)
    response.headers.setdefault("Content-Type", page.media_type)
    await response.prepare(request)
    with contextlib.suppress(ConnectionError):
        await response.write(body)
        if page.stalls:
            await over.wait()
        await response.write_eof()
    return response


def _is_unchanged(request, page):
    for asked, given in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
        if given in page.headers and request.headers.get(asked) == page.headers[given]:
            return True
    return False


@asynccontextmanager
async def serve():
    """Serve a site on a free port of the loopback."""
    listener = socket.create_server(("127.0.0.1", 0))
    site = Site(listener.getsockname()[1])
    runner = web.ServerRunner(web.Server(site.answer), shutdown_timeout=0)
    await runner.setup()
    await web.SockSite(runner, listener).start()
    try:
        yield site
    finally:
        site.close()
        await runner.cleanup()


class Names(AbstractResolver):
    """A name service for tests: name -> numbers."""

    def __init__(self, names):
        self.names = names

    async def resolve(self, host, port=0, family=socket.AF_INET):
        if host not in self.names:
            raise OSError(f"no such name: {host}")
        return [
            {
                "hostname": host,
                "host": number,
                "port": port,
                "family": socket.AF_INET6 if ":" in number else socket.AF_INET,
                "proto": 0,
                "flags": socket.AI_NUMERICHOST,
            }
            for number in self.names[host]
        ]

    async def close(self):
        pass
