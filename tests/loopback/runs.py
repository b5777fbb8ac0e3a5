"""Runs of briefer processes through faults, and the count of what arrived."""

import asyncio
import contextlib
import multiprocessing
import random
import sqlite3
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from bot.storage.database import Database
from bot.storage.subscriptions import SubscriptionStore, Wanted
from tests.loopback import briefer
from tests.loopback.briefer import NONCE_WINDOW_S, POINTS
from tests.loopback.server import Loopback

# Each briefer is a process of its own; a server that has imported all forks them, to save time.
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.loopback.briefer", "pytest"])
POST = ("POST", "/channels/*/messages")
FAULTS = (
    "answer lost",
    "request lost",
    "server error",
    "rate limit",
    "killed with the request under way",
    "killed before the answer came",
)


@dataclass
class Plan:
    """What happens in a run.

    Attributes:
        faults: What goes wrong with the next messages posted, in order.
        points: Where one process after another kills itself.
        late: How long ago the briefings were due.
        away_s: How long nobody runs after a death; beyond `NONCE_WINDOW_S` no nonce helps.
        twins: Two processes run on one database.
    """

    subscriptions: int = 1
    faults: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    late: timedelta = timedelta(0)
    away_s: float = 0.0
    twins: bool = False


@dataclass
class Count:
    """What arrived: briefings never, and briefings more than once.

    A run that did not end within its time is `unfinished`; what is open then is not lost.
    """

    expected: int = 0
    lost: int = 0
    double: int = 0
    deaths: int = 0
    unfinished: bool = False
    notes: list[str] = field(default_factory=list)


def random_plan(seed):
    chance = random.Random(seed)
    return Plan(
        subscriptions=chance.randint(1, 4),
        faults=tuple(chance.choices(FAULTS, k=chance.randint(0, 3))),
        points=tuple(chance.choices(POINTS, k=chance.randint(0, 2))),
        late=timedelta(minutes=chance.choice((0, 0, 7, 180))),
        away_s=chance.choice((0.0, 0.0, 0.5, NONCE_WINDOW_S + 0.5)),
        twins=chance.random() < 0.3,
    )


class Run:
    """One run: a small Discord, a database, and processes that die and are started again."""

    def __init__(self, plan, folder):
        self.plan, self.path = plan, folder / "attribune.sqlite3"
        self.discord = Loopback(nonce_window_s=NONCE_WINDOW_S)
        self.processes = []
        self.points = list(plan.points)
        self.deaths = 0

    async def count(self, timeout_s=240.0):
        async with self.discord:
            subscriptions = await self._subscribe()
            self._order_faults()
            unfinished = False
            try:
                async with asyncio.timeout(timeout_s):
                    await self._keep_running()
                await asyncio.sleep(0.3)  # what is sent twice would be by now
            except TimeoutError:
                unfinished = True
            finally:
                await self._end()
            return replace(self._counted(subscriptions), unfinished=unfinished)

    async def _subscribe(self):
        database = await Database.open(self.path)
        store, due = SubscriptionStore(database), datetime.now(UTC) - self.plan.late
        ann = self.discord.world.add_user("ann")
        guild = self.discord.world.add_guild("Newsroom", ann)
        news = self.discord.world.add_channel(guild, "news")
        wall = f"{due:%H:%M}"
        next_at = due.replace(second=0, microsecond=0)
        added = []
        for n in range(self.plan.subscriptions):
            place = (guild.id, news.id) if n % 3 else (None, None)
            wanted = Wanted(ann.id, *place, wall, "UTC", 127)
            added.append(await store.add(wanted, at=next_at, next_at=next_at, seen_version=0))
        await database.close()
        return added

    def _order_faults(self):
        faults = self.discord.faults
        for fault in self.plan.faults:
            if fault == "answer lost":
                faults.lose_answer(*POST)
            elif fault == "request lost":
                faults.lose_request(*POST)
            elif fault == "server error":
                faults.answer(*POST, 503)
            elif fault == "rate limit":
                faults.too_many(*POST, retry_after=0.2)
            else:
                faults.order(*POST, self._kill, after=fault.startswith("killed before"))

    async def _kill(self, request, _response):
        """Kill every process while its request is being answered."""
        for process in self._living():
            process.kill()
        await asyncio.sleep(0.05)

    def _living(self):
        return [process for process in self.processes if process.is_alive()]

    async def _keep_running(self):
        while self._open():
            living = self._living()
            self.deaths += len(self.processes) - len(living)
            if len(living) < len(self.processes) and self.plan.away_s:
                await asyncio.sleep(self.plan.away_s)
            for process in set(self.processes) - set(living):
                process.close()
            self.processes = living
            if len(living) < 1 + self.plan.twins:
                await self._start()
            await asyncio.sleep(0.05)

    async def _start(self):
        arguments = [self.discord.api_url, str(self.path)]
        if self.points:
            arguments.append(self.points.pop(0))
        process = PROCESSES.Process(target=briefer.run, args=arguments, daemon=True)
        await asyncio.to_thread(process.start)
        self.processes.append(process)

    async def _end(self):
        for process in self.processes:
            process.kill()
            await asyncio.to_thread(process.join)
            process.close()

    def _open(self):
        rows = self._rows()
        return len(rows) < self.plan.subscriptions or any(row[1] != "sent" for row in rows)

    def _is_open(self, key):
        states = [state for nonce, state in self._rows() if nonce.startswith(key)]
        return not states or states[0] in {"due", "sending"}

    def _rows(self):
        with contextlib.closing(sqlite3.connect(self.path, timeout=10)) as database:
            return database.execute("SELECT nonce, state FROM delivery").fetchall()

    def _counted(self, subscriptions):
        marks = [_marks(m.payload()) for c in self.discord.world.channels.values()
                 for m in self.discord.messages(c)]  # fmt: skip
        count = Count(expected=len(subscriptions), deaths=self.deaths)
        for subscription in subscriptions:
            arrived = sum(subscription.key in mark for mark in marks)
            count.lost += arrived == 0 and not self._is_open(subscription.key)
            count.double += arrived > 1
        count.notes = [f"{nonce} {state}" for nonce, state in self._rows() if state != "sent"]
        return count


def _marks(component):
    found = component.get("custom_id", "")
    return found + "".join(_marks(inner) for inner in component.get("components", []))
