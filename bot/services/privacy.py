"""What is stored about a person: shown, exported, deleted, and no longer stored."""

from __future__ import annotations

import json
from dataclasses import dataclass
from inspect import isawaitable
from typing import TYPE_CHECKING, Any

from bot.storage.personal import Person

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.services.loops import Clock
    from bot.services.usage import Usage
    from bot.storage.personal import PersonalStore

    Forget = Callable[[int], object]

_INSIDE = {"person", "user_id"}  # of the person themselves; they know who they are


@dataclass(frozen=True, slots=True)
class Holding:
    """How much of one kind is stored about a person.

    Attributes:
        name: What it is.
        count: How many rows.
        oldest: When the oldest was stored; None when there is none, or it has no time.
    """

    name: str
    count: int
    oldest: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """What is stored about a person now."""

    holdings: tuple[Holding, ...]
    has_opted_out: bool

    @property
    def is_nothing(self) -> bool:
        """Whether there is not one row."""
        return not any(holding.count for holding in self.holdings)


class Privacy:
    """Answers people who ask what is known of them, and does as they say."""

    def __init__(self, personal: PersonalStore, usage: Usage, clock: Clock) -> None:
        self._personal = personal
        self._usage = usage
        self._clock = clock
        self._forgetting: list[Forget] = []

    async def open(self) -> None:
        """Respect those who have opted out; to be called before anything is stored."""
        self._usage.opt_out(await self._personal.opted_out())

    def also(self, forget: Forget) -> None:
        """Call that with a person's id as well when they delete theirs; it may be asynchronous."""
        self._forgetting.append(forget)

    async def show(self, user_id: int) -> Held:
        """Return how much is stored about a person."""
        person = self._person(user_id)
        await self._usage.flush()
        rows = await self._personal.of(person)
        holdings = (Holding(name, len(found), _oldest(found)) for name, found in rows.items())
        return Held(tuple(holdings), has_opted_out=self._usage.person(user_id) is None)

    async def export(self, user_id: int) -> bytes:
        """Return everything stored about a person, as readable JSON in UTF-8."""
        await self._usage.flush()
        rows = await self._personal.of(self._person(user_id))
        told: dict[str, Any] = {
            "exported": self._clock().isoformat(),
            "opted_out": self._usage.person(user_id) is None,
        }
        told |= {name: [_readable(row) for row in found] for name, found in rows.items()}
        return json.dumps(told, ensure_ascii=False, indent=2).encode()

    async def delete(self, user_id: int) -> None:
        """Delete everything stored about a person, at once; an opt-out alone is kept."""
        for forget in self._forgetting:
            done = forget(user_id)
            if isawaitable(done):
                await done
        await self._usage.flush()
        await self._personal.delete(self._person(user_id))

    async def opt_out(self, user_id: int) -> None:
        """Store nothing about a person from now on; what is stored stays until it is deleted."""
        person = self._person(user_id)
        self._usage.opt_out([person.key])
        await self._personal.opt_out(person, at=self._clock())

    async def opt_in(self, user_id: int) -> None:
        """Take the opt-out back."""
        person = self._person(user_id)
        await self._personal.opt_in(person)
        self._usage.opt_in(person.key)

    def _person(self, user_id: int) -> Person:
        return Person(self._usage.key_of(user_id), user_id)


def _oldest(rows: list[dict[str, Any]]) -> str | None:
    times = [
        str(row.get("at") or row.get("created_at") or row.get("sent_at") or "") for row in rows
    ]
    return min(filter(None, times), default=None)


def _readable(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _parsed(value) for name, value in row.items() if name not in _INSIDE}


def _parsed(value: Any) -> Any:  # noqa: ANN401 (a column's value)
    if isinstance(value, str) and value[:1] in "[{":
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
