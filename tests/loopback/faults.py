"""Faults to order: what goes wrong with the next requests of a kind."""

import asyncio
import json
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from aiohttp import web

ROUTE = web.RequestKey("route", str)  # the path behind the API's version


@dataclass(eq=False)
class Fault:
    """Something that happens to matching requests, before or after their effect.

    `act(request, response)` may return a response to answer with instead; `response` is None
    before the effect. `times` counts down; None is for ever.
    """

    method: str
    path: str
    act: Any
    after: bool = False
    times: int | None = 1
    happened: int = 0

    def matches(self, request):
        return (
            self.times != 0
            and self.method in {request.method, "*"}
            and fnmatchcase(request[ROUTE], self.path)
        )

    async def happen(self, request, response=None):
        if self.times is not None:
            self.times -= 1
        self.happened += 1
        return await self.act(request, response)


class Faults:
    """The faults in order; each request meets the first that matches on either side."""

    def __init__(self):
        self._ordered = []

    def order(self, method, path, act, *, after=False, times=1):
        fault = Fault(method, path, act, after, times)
        self._ordered.append(fault)
        return fault

    def clear(self):
        self._ordered.clear()

    def lose_answer(self, method, path, *, times=1):
        """Have the effect, then cut the connection without an answer."""
        return self.order(method, path, _cut, after=True, times=times)

    def lose_request(self, method, path, *, times=1):
        """Cut the connection before any effect."""
        return self.order(method, path, _cut, times=times)

    def answer(self, method, path, status, *, code=0, times=1):
        """Answer with a status and no effect: 500, 502, 503, 403 and so on."""

        async def act(_request, _response):
            return refusal(status, code, "ordered by the test")

        return self.order(method, path, act, times=times)

    def too_many(self, method, path, retry_after, *, is_global=False, times=1):
        """Answer 429 as Discord does, with the seconds to wait."""

        async def act(_request, _response):
            body = {"message": "You are being rate limited.", "retry_after": retry_after}
            headers = {"Retry-After": str(retry_after), "Via": "1.1 loopback"}
            body["global"] = is_global
            return answer(body, status=429, headers=headers)

        return self.order(method, path, act, times=times)

    def pause(self, method, path, *, after=False, times=1):
        """Hold the request until the returned pause is released."""
        pause = Pause()
        self.order(method, path, pause.hold, after=after, times=times)
        return pause

    async def before(self, request):
        return await self._meet(request, None, after=False)

    async def behind(self, request, response):
        return await self._meet(request, response, after=True)

    async def _meet(self, request, response, *, after):
        for fault in self._ordered:
            if fault.after == after and fault.matches(request):
                return await fault.happen(request, response)
        return None


class Pause:
    """A held request: `reached` is set when it came, `release()` lets it go on."""

    def __init__(self):
        self.reached = asyncio.Event()
        self._released = asyncio.Event()

    def release(self):
        self._released.set()

    async def hold(self, _request, _response):
        self.reached.set()
        await self._released.wait()


async def _cut(request, _response):
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)


def refusal(status, code, message):
    return answer({"message": message, "code": code}, status=status)


def answer(body, *, status=200, headers=None):
    """Return JSON under the bare content type, which is all that discord.py reads as JSON."""
    kept = {"Content-Type": "application/json", **(headers or {})}
    return web.Response(body=json.dumps(body).encode(), status=status, headers=kept)
