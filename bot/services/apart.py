"""The other side of the ranking process: it is started, told and asked, and may die."""

from __future__ import annotations

import asyncio
import logging
import os
import pickle
import sys
from collections import deque
from typing import TYPE_CHECKING, Any

from bot.errors import AttribuneError
from bot.services.ranking import LENGTH, framed, packed

if TYPE_CHECKING:
    from pathlib import Path

    from bot.services.ranking import Sought
    from corpus.passages import Pair, Passages
    from corpus.ranking.hits import Ranking

log = logging.getLogger(__name__)
_PROGRAM = "from bot.services.ranking import main; main()"
_SILENT_S = 5.0  # one that says nothing for so long will not say anything any more


class Lost(AttribuneError):
    """There is no ranking process, or it has died or fallen silent."""

    def __init__(self) -> None:
        super().__init__("The ranking process is gone; questions are answered without it.")


class Apart:
    """A process of its own that ranks, so that the event loop does not share its time.

    It does what it is sent in order: what it is told comes before what it is asked after that.
    """

    def __init__(self) -> None:
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self._waiting: deque[asyncio.Future[Any]] = deque()
        self._is_open = False

    @property
    def pid(self) -> int | None:
        """The process; None while there is none."""
        return self._process.pid if self._process else None

    @property
    def is_open(self) -> bool:
        """Whether it has opened its articles and can be asked."""
        return self._is_open

    async def start(self, folder: Path, passages: Passages) -> asyncio.Future[None]:
        """Start the process over these passages; what it is told from now on comes after them.

        Args:
            folder: Where the index of the passages may have been saved.
            passages: The passages.

        Returns:
            What ends when it can be asked, or raises what it failed with.

        Raises:
            OSError: it could not be started.
        """
        first = await asyncio.to_thread(lambda: framed(("open", (folder, packed(passages)))))
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", _PROGRAM, env=_environment(),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        self._reading = asyncio.create_task(self._read(self._process), name="ranking process")
        opening = self._send(first)
        opening.add_done_callback(self._opened)
        return opening

    def _opened(self, opening: asyncio.Future[None]) -> None:
        self._is_open = opening.exception() is None
        if not self._is_open:
            self._kill()

    async def rank(self, sought: Sought) -> Ranking:
        """Return a ranking.

        Raises:
            Lost: it cannot be had from the process.
        """
        if not self._is_open:
            raise Lost
        answer = self._send(framed(("rank", (sought,))))
        try:
            async with asyncio.timeout(_SILENT_S):
                ranking: Ranking = await asyncio.shield(answer)
        except TimeoutError:
            log.warning("the ranking process says nothing for %.0f s", _SILENT_S)
            self._kill()
            raise Lost from None
        return ranking

    async def add(self, pairs: list[Pair]) -> None:
        """Tell it of articles."""
        if self._process is not None:
            self._tell(await asyncio.to_thread(framed, ("add", (pairs,))))

    def discard(self, ordinal: int) -> None:
        """Tell it to forget an article."""
        self._tell(framed(("discard", (ordinal,))))

    def _tell(self, frame: bytes) -> None:
        if self._process is not None:
            self._send(frame).add_done_callback(self._told)

    def _told(self, done: asyncio.Future[None]) -> None:
        if done.exception() is not None:  # it would rank other articles than there are
            self._kill()

    def _send(self, frame: bytes) -> asyncio.Future[Any]:
        assert self._process is not None
        assert self._process.stdin is not None  # it is a pipe
        answer = asyncio.get_running_loop().create_future()
        self._waiting.append(answer)
        self._process.stdin.write(frame)
        return answer

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        """Hand out what comes back, until there is nothing more."""
        assert process.stdout is not None  # it is a pipe
        try:
            while True:
                size = await process.stdout.readexactly(LENGTH.size)
                body = await process.stdout.readexactly(*LENGTH.unpack(size))
                went_well, found = pickle.loads(body)  # noqa: S301 (our own process)
                answer = self._waiting.popleft()
                answer.set_result(found) if went_well else answer.set_exception(found)
        except (asyncio.IncompleteReadError, ConnectionError):
            log.info("ranking process %d has ended", process.pid)
        finally:
            self._kill()
            self._process, self._is_open = None, False
            while self._waiting:
                self._waiting.popleft().set_exception(Lost())
        await process.wait()

    def _kill(self) -> None:
        self._is_open = False
        if self._process is not None and self._process.returncode is None:
            self._process.kill()

    async def close(self) -> None:
        """End the process, if there is one."""
        self._kill()
        if self._reading is not None:
            await self._reading


def _environment() -> dict[str, str]:
    """Return what the process needs to know: where the program is, and no secret."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("DISCORD", "ATTRIBUNE"))}
    return kept | {"PYTHONPATH": os.pathsep.join(sys.path), "OPENBLAS_NUM_THREADS": "1"}
