"""Requests about interactions that survive lost connections: tried again, and never done twice.

discord.py tries again after a server's error, with pauses that outlast the three seconds that
Discord gives a first response, and after no lost connection. A person would look at "thinking…"
for ever, or at "did not respond".
"""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, TypeVar

import aiohttp
import discord
from discord.http import Route
from discord.webhook.async_ import AsyncWebhookAdapter, async_context

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

_T = TypeVar("_T")
log = logging.getLogger(__name__)
# What a request raises when its connection could not be made, was cut, or stayed silent.
LOST = (aiohttp.ClientError, ConnectionError, TimeoutError)
ALREADY_ACKNOWLEDGED = 40060
_SERVER_ERROR = 500  # and all statuses above
_CALLBACK_RESTS_S = (0.05, 0.15, 0.4, 0.6)
_CALLBACK_TIMEOUT_S = 1.2
_CALLBACK_WITHIN_S = 2.6  # later than that, Discord has given up
_RESTS_S = (0.2, 0.8, 2.0)
_TIMEOUT_S = 20.0
_THINKING = 5  # the kind of a first response that promises another
_LOADING = 1 << 7  # the flag of a message that still says "thinking…"
_MOST_TOKENS = 10_000


def be_patient() -> None:
    """Send what answers interactions patiently, from this task and those it starts."""
    async_context.set(PatientAdapter())


class PatientAdapter(AsyncWebhookAdapter):
    """Tries again what a lost connection has interrupted."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # the library's
        self._thinking: OrderedDict[str, None] = OrderedDict()  # tokens whose answer is to come

    async def request(self, route: Route, session: aiohttp.ClientSession, **request: Any) -> Any:  # noqa: ANN401 (the library's)
        """Send a request; what comes back is what Discord answered.

        Raises:
            discord.HTTPException: Discord refused it.
            LOST: the connection was lost again and again.
        """
        token = route.webhook_token or ""
        if route.path.endswith("/callback"):
            patient = _Session(session, _CALLBACK_TIMEOUT_S, raise_for_status=_raise_server_error)
            data = await self._respond(token, lambda: self._once(route, patient, request))
            self._note(token, request.get("payload"))
            return data
        patient = _Session(session, _TIMEOUT_S)
        if route.method != "POST":
            return await _again(_RESTS_S, lambda: self._once(route, patient, request))
        return await self._follow_up(token, route, patient, request)

    async def _once(self, route: Route, session: _Session, request: dict[str, Any]) -> Any:  # noqa: ANN401 (as above)
        sent: Any = session
        return await super().request(route, sent, **request)

    async def _respond(self, token: str, send: Callable[[], Awaitable[_T]]) -> _T | dict[str, Any]:
        """Send the first response; one that came although its answer was lost has come."""
        tries = 0

        async def counted() -> _T:
            nonlocal tries
            tries += 1
            return await send()

        try:
            return await _again(_CALLBACK_RESTS_S, counted, _CALLBACK_WITHIN_S)
        except discord.HTTPException as error:
            if error.code != ALREADY_ACKNOWLEDGED or tries == 1:
                raise
            log.info("a first response had come although its answer was lost")
            return {"interaction": {"id": "0", "type": 0, "token": token}}

    def _note(self, token: str, payload: dict[str, Any] | None) -> None:
        if payload and payload.get("type") == _THINKING:
            self._thinking[token] = None
            while len(self._thinking) > _MOST_TOKENS:
                self._thinking.popitem(last=False)

    async def _follow_up(
        self, token: str, route: Route, session: _Session, request: dict[str, Any]
    ) -> Any:  # noqa: ANN401 (as above)
        """Send a follow-up; the one that ends "thinking…" arrives once."""
        was_thinking = token in self._thinking
        for rest in (*_RESTS_S, None):
            try:
                data = await self._once(route, session, request)
            except LOST as error:
                if rest is None:
                    raise
                log.info("a follow-up is looked for: %s", type(error).__name__)
            else:
                break
            await asyncio.sleep(rest)
            if was_thinking and (came := await self._came(route, session, request)):
                data = came
                break
        self._thinking.pop(token, None)
        return data

    async def _came(
        self, route: Route, session: _Session, request: dict[str, Any]
    ) -> dict[str, Any] | None:
        """Return the message that was "thinking…", or None when it still is."""
        path = "/webhooks/{webhook_id}/{webhook_token}/messages/@original"
        original = Route(
            "GET", path, webhook_id=route.webhook_id, webhook_token=route.webhook_token
        )
        kept: dict[str, Any] = {
            key: request[key] for key in ("proxy", "proxy_auth") if key in request
        }
        message: dict[str, Any] = await _again(
            _RESTS_S, lambda: self._once(original, session, kept)
        )
        return None if message.get("flags", 0) & _LOADING else message


class _Session:
    """A session whose requests end in time, and raise what is worth another try."""

    def __init__(self, session: aiohttp.ClientSession, timeout_s: float, **more: Any) -> None:  # noqa: ANN401 (aiohttp's options)
        self._session = session
        self._more = {"timeout": aiohttp.ClientTimeout(total=timeout_s), **more}

    def request(self, method: str, url: str, **request: Any) -> Any:  # noqa: ANN401 (as above)
        return self._session.request(method, url, **request, **self._more)


class _ServerError(aiohttp.ClientError):
    """Discord's server failed, maybe after it had done what was asked."""


async def _raise_server_error(response: aiohttp.ClientResponse) -> None:
    if response.status >= _SERVER_ERROR:
        raise _ServerError(f"status {response.status}")


async def patiently(send: Callable[[], Awaitable[_T]]) -> _T:
    """Send until the connection holds and the server works, a few times.

    What is sent must not happen twice: it has a nonce of its own, or twice is as good as once.

    Raises:
        discord.HTTPException: Discord refused it.
        LOST: the connection was lost again and again.
    """
    for rest in _RESTS_S:
        try:
            return await send()
        except (discord.DiscordServerError, *LOST) as error:
            log.info("a request is sent again: %s", type(error).__name__)
        await asyncio.sleep(rest)
    return await send()


async def _again(
    rests_s: tuple[float, ...], send: Callable[[], Awaitable[_T]], within_s: float = math.inf
) -> _T:
    """Send until the connection holds, with these rests between; the last loss is raised."""
    began = time.monotonic()
    for rest in rests_s:
        try:
            return await send()
        except LOST as error:
            if time.monotonic() - began + rest > within_s:
                raise
            log.info("a request is sent again: %s", type(error).__name__)
        await asyncio.sleep(rest)
    return await send()
