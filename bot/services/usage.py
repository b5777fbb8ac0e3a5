"""The usage log: written beside the answers, never in their way."""

from __future__ import annotations

import asyncio
import hmac
import logging
import secrets
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from time import perf_counter
from typing import TYPE_CHECKING

from bot.errors import AttribuneError
from bot.storage.usage import Use

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable
    from pathlib import Path

    from bot.services.loops import Clock
    from bot.storage.usage import UsageStore

log = logging.getLogger(__name__)
_MOST_WAITING = 1000
_CLOSING_TIMEOUT_S = 3.0
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asked, and where.

    Attributes:
        guild_id: The server; None in direct messages and in the terminal.
        user_id: The person's Discord id; None in the terminal. Only its keyed hash is stored.
    """

    guild_id: int | None = None
    user_id: int | None = None


@dataclass(slots=True)
class Outcome:
    """How a command went: set by whoever answers."""

    name: str = "answered"


class Usage:
    """Writes the usage log in the background."""

    def __init__(
        self,
        store: UsageStore,
        key: bytes,
        clock: Clock,
        *,
        retention_days: int,
        keeps_questions: bool,
    ) -> None:
        self._store = store
        self._key = key
        self._clock = clock
        self._retention = timedelta(days=retention_days)
        self._keeps_questions = keeps_questions
        self._writing: set[asyncio.Task[None]] = set()
        self._opted_out: set[str] = set()
        self._watchers: list[Callable[[str, str, float], None]] = []

    def watch(self, watcher: Callable[[str, str, float], None]) -> None:
        """Tell somebody each use's command, outcome and latency in milliseconds, and no more."""
        self._watchers.append(watcher)

    def key_of(self, user_id: int) -> str:
        """Return the keyed hash that stands for a person, the same at each call."""
        return hmac.new(self._key, str(user_id).encode(), sha256).hexdigest()[:32]

    def person(self, user_id: int | None) -> str | None:
        """Return the keyed hash to store about a person; None when nothing may be stored."""
        key = None if user_id is None else self.key_of(user_id)
        return None if key in self._opted_out else key

    def opt_out(self, keys: Iterable[str]) -> None:
        """Store nothing about these people from now on."""
        self._opted_out.update(keys)

    def opt_in(self, key: str) -> None:
        """Store uses of that person again."""
        self._opted_out.discard(key)

    @asynccontextmanager
    async def record(
        self, command: str, asker: Asker, question: str | None = None
    ) -> AsyncIterator[Outcome]:
        """Time the block and log how it went; what the block raises goes on.

        The block sets the outcome's name where it is not ``answered``; an AttribuneError makes it
        ``mistake``, any other error ``failed``.
        """
        outcome, started = Outcome(), perf_counter()
        try:
            yield outcome
        except AttribuneError:
            outcome.name = "mistake"
            raise
        except Exception:
            outcome.name = "failed"
            raise
        finally:
            latency_ms = (perf_counter() - started) * 1000
            self._write(command, outcome.name, latency_ms, asker, question)

    def _write(
        self, command: str, outcome: str, latency_ms: float, asker: Asker, question: str | None
    ) -> None:
        for watcher in self._watchers:
            watcher(command, outcome, latency_ms)
        if len(self._writing) >= _MOST_WAITING:
            log.warning("usage is not logged: %d entries are waiting", len(self._writing))
            return
        person = self.person(asker.user_id)
        is_unnamed = asker.user_id is not None and person is None
        use = Use(
            at=self._clock(),
            command=command,
            outcome=outcome,
            latency_ms=round(latency_ms, 1),
            guild_id=asker.guild_id,
            person=person,
            question=question if self._keeps_questions and not is_unnamed else None,
        )
        task = asyncio.create_task(self._add(use), name="usage")
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)

    async def _add(self, use: Use) -> None:
        try:
            await self._store.add(use)
        except AttribuneError as error:
            log.warning("usage is not logged: %s", error)

    async def prune(self) -> None:
        """Delete what is older than the retention allows."""
        pruned = await self._store.prune(before=self._clock() - self._retention)
        if pruned:
            log.info("%d usage entries pruned", pruned)

    async def flush(self) -> None:
        """Wait until everything that has been recorded is written."""
        if self._writing:
            await asyncio.wait(set(self._writing))

    async def close(self) -> None:
        """Wait until everything is written, three seconds at most."""
        if self._writing:
            await asyncio.wait(set(self._writing), timeout=_CLOSING_TIMEOUT_S)


def person_key(folder: Path) -> bytes:
    """Return the secret that people's hashes are keyed with; made once, beside the database."""
    path = folder / "person.key"
    try:
        key = path.read_bytes()
    except FileNotFoundError:
        key = b""
    if len(key) == _KEY_BYTES:
        return key
    key = secrets.token_bytes(_KEY_BYTES)
    path.touch(mode=0o600)
    path.write_bytes(key)
    return key
