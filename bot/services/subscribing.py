"""What people do with their briefings: subscribe, list, change, pause, resume, leave, look back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.services.scheduling import next_runs, schedule_of
from bot.services.timing.days import Days, parse_days
from bot.services.timing.walltime import parse_wall
from bot.services.timing.zones import parse_zone, zone_label
from bot.storage.deliveries import Delivery
from bot.storage.subscriptions import Subscription, Wanted
from corpus.errors import AttribuneError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.services.timing.schedule import Run
    from bot.storage.deliveries import DeliveryStore
    from bot.storage.subscriptions import SubscriptionStore
    from corpus.models import ArticleVersion

__all__ = [
    "Delivery",
    "Limits",
    "Person",
    "Place",
    "Subscribing",
    "Subscription",
    "Wanted",
    "Wishes",
    "followed",
    "when",
]

QUIET = ("no", "silence", "soundless")
_FIRST_LOOK_BACK = timedelta(days=1)  # a first briefing tells of the last day, not of the archive
_MOST_FOLLOWED = 10
_LONGEST_FOLLOWED = 60
_HISTORY = 20


class TooManySubscriptions(AttribuneError):
    """A person or a server has as many subscriptions as this bot allows.

    Attributes:
        most: The limit.
    """

    def __init__(self, whose: str, most: int) -> None:
        self.most = most
        super().__init__(
            f"{whose} {most} briefings already, which is the most here. "
            "Remove one with /briefing unsubscribe first."
        )


class SubscriptionMissing(AttribuneError):
    """There is no such subscription among those that the person may change."""

    def __init__(self, number: int | None = None) -> None:
        named = f"briefing {number}" if number is not None else "such briefing any more"
        super().__init__(f"You have no {named}. /briefing list shows those you have.")


class TooMuchFollowed(AttribuneError):
    """More topics or speakers than one subscription may follow, or one of them is too long."""

    def __init__(self) -> None:
        super().__init__(
            f"A briefing follows at most {_MOST_FOLLOWED} topics and {_MOST_FOLLOWED} speakers, "
            f"each at most {_LONGEST_FOLLOWED} characters long; separate them with commas."
        )


@dataclass(frozen=True, slots=True)
class Limits:
    """How many subscriptions there may be."""

    per_person: int
    per_server: int
    watches: int = 10


@dataclass(frozen=True, slots=True)
class Place:
    """Where a briefing goes; a person's direct messages when ``channel_id`` is None."""

    guild_id: int | None = None
    channel_id: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks.

    Attributes:
        user_id: Their Discord id.
        manages: The server in which they hold Manage Server, and from which they ask; else None.
    """

    user_id: int
    manages: int | None = None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person typed; None is left as it is, or takes its default when subscribing."""

    time: str | None = None
    timezone: str | None = None
    days: str | None = None
    topic: str | None = None
    speaker: str | None = None
    quiet: str | None = None


class Subscribing:
    """The subscriptions as people see and change them. Wakes the scheduler at each change."""

    def __init__(
        self,
        subscriptions: SubscriptionStore,
        deliveries: DeliveryStore,
        newest_version: Callable[[Callable[[ArticleVersion], bool]], int],
        clock: Callable[[], datetime],
        limits: Limits,
    ) -> None:
        self._subscriptions = subscriptions
        self._deliveries = deliveries
        self._newest_version = newest_version
        self._clock = clock
        self._limits = limits
        self.on_change: Callable[[], None] = lambda: None

    async def subscribe(self, person: Person, place: Place, wishes: Wishes) -> Subscription:
        """Store a subscription that the person may have.

        Raises:
            TimeUnclear, ZoneUnknown, DaysUnclear, TooMuchFollowed: what they typed is not clear.
            TooManySubscriptions: they, or the server, have enough.
        """
        wanted = _with_wishes(
            Wanted(person.user_id, place.guild_id, place.channel_id, "07:30", "UTC", 127), wishes
        )
        await self._check_limits(person, place)
        now = self._clock()
        since = now - _FIRST_LOOK_BACK
        added = await self._subscriptions.add(
            wanted,
            at=now,
            next_at=schedule_of(wanted).next_run(now).at,
            seen_version=self._newest_version(lambda version: version.added_at < since),
        )
        self.on_change()
        return added

    async def check(self, person: Person, place: Place, wishes: Wishes) -> None:
        """Raise what `subscribe` would raise, and store nothing."""
        _with_wishes(Wanted(person.user_id, None, None, "07:30", "UTC", 127), wishes)
        await self._check_limits(person, place)

    async def all_of(self, person: Person) -> list[Subscription]:
        """Return what the person may change: their own, and their server's where they manage it.

        What goes to a channel is its server's, whoever subscribed it: somebody who manages that
        server no longer may not change it, and it is not told of in another server.
        """
        theirs = await self._subscriptions.of_user(person.user_id)
        own = [subscription for subscription in theirs if subscription.wanted.guild_id is None]
        if person.manages is None:
            return own
        return own + await self._subscriptions.of_guild(person.manages)

    async def get(self, person: Person, number: int | None = None) -> Subscription:
        """Return one that the person may change; without a number, the only one there is.

        Raises:
            SubscriptionMissing: there is none, or none of that number, or several and no number.
        """
        theirs = await self.all_of(person)
        if number is None and len(theirs) == 1:
            return theirs[0]
        for subscription in theirs:
            if subscription.id == number:
                return subscription
        if number is None and theirs:
            raise AttribuneError("You have several briefings: choose one by its number.")
        raise SubscriptionMissing(number)

    async def by_nonce(self, person: Person, nonce: str) -> Subscription:
        """Return the one whose briefing carries that nonce.

        Raises:
            SubscriptionMissing: it is gone, or is not the person's to change.
        """
        found = await self._subscriptions.by_key(nonce.split("-", 1)[0])
        if found is None:
            raise SubscriptionMissing
        return await self.get(person, found.id)

    async def edit(self, person: Person, number: int | None, wishes: Wishes) -> Subscription:
        """Change what a subscription asks for; days already delivered stay delivered.

        Raises:
            SubscriptionMissing: see `get`.
            TimeUnclear, ZoneUnknown, DaysUnclear, TooMuchFollowed: what they typed is not clear.
        """
        subscription = await self.get(person, number)
        changed = replace(subscription, wanted=_with_wishes(subscription.wanted, wishes))
        next_at = None
        if subscription.paused_at is None:
            next_at = self.next_runs(changed, 1)[0].at
        await self._subscriptions.change(subscription.id, changed.wanted, next_at=next_at)
        self.on_change()
        return await self.get(person, subscription.id)

    async def pause(self, person: Person, number: int | None) -> Subscription:
        """Stop a subscription until it is resumed."""
        subscription = await self.get(person, number)
        reason = "Paused by hand."
        await self._subscriptions.pause(subscription.id, at=self._clock(), reason=reason)
        self.on_change()
        return await self.get(person, subscription.id)

    async def resume(self, person: Person, number: int | None) -> Subscription:
        """Let a subscription run again."""
        subscription = await self.get(person, number)
        next_at = self.next_runs(subscription, 1)[0].at
        await self._subscriptions.resume(subscription.id, next_at=next_at)
        self.on_change()
        return await self.get(person, subscription.id)

    async def resume_by_nonce(self, person: Person, nonce: str) -> Subscription:
        """Let the one whose briefing carries that nonce run again.

        Whoever subscribed a channel may do so from the direct message that told of the pause.

        Raises:
            SubscriptionMissing: it is gone, or is not the person's to resume.
        """
        found = await self._subscriptions.by_key(nonce.split("-", 1)[0])
        if found is None:
            raise SubscriptionMissing
        if found.wanted.user_id != person.user_id:
            found = await self.get(person, found.id)
        next_at = self.next_runs(found, 1)[0].at
        await self._subscriptions.resume(found.id, next_at=next_at)
        self.on_change()
        return await self._subscriptions.by_key(found.key) or found

    async def unsubscribe(self, person: Person, number: int | None) -> Subscription:
        """Forget a subscription with its history; return what it was."""
        subscription = await self.get(person, number)
        await self._subscriptions.delete(subscription.id)
        self.on_change()
        return subscription

    async def history(
        self, person: Person, number: int | None
    ) -> tuple[Subscription, list[Delivery]]:
        """Return a subscription with its latest deliveries, the last day first."""
        subscription = await self.get(person, number)
        return subscription, await self._deliveries.history(subscription.id, limit=_HISTORY)

    def next_runs(self, subscription: Subscription, count: int) -> list[Run]:
        """Return when a subscription would run next, paused or not."""
        return next_runs(subscription, count, self._clock())

    async def forget_person(self, user_id: int) -> int:
        """Forget all that a person subscribed to; return how many."""
        forgotten = await self._subscriptions.delete_of_user(user_id)
        self.on_change()
        return forgotten

    async def _check_limits(self, person: Person, place: Place) -> None:
        own = await self._subscriptions.of_user(person.user_id)
        if len(own) >= self._limits.per_person:
            raise TooManySubscriptions("You have", self._limits.per_person)
        if place.guild_id is not None:
            there = await self._subscriptions.of_guild(place.guild_id)
            if len(there) >= self._limits.per_server:
                raise TooManySubscriptions("This server has", self._limits.per_server)


def when(wanted: Wanted) -> str:
    """Return when a subscription runs, in words: "07:30 in Kyiv, weekdays"."""
    return f"{wanted.wall} in {zone_label(wanted.zone)}, {Days.from_mask(wanted.days)}"


def followed(written: str) -> tuple[str, ...]:
    """Return the topics or names in a list with commas, each once.

    Raises:
        TooMuchFollowed: there are too many, or one is too long.
    """
    names = tuple(dict.fromkeys(" ".join(part.split()) for part in written.split(",")))
    names = tuple(name for name in names if name)
    if len(names) > _MOST_FOLLOWED or any(len(name) > _LONGEST_FOLLOWED for name in names):
        raise TooMuchFollowed
    return names


def _with_wishes(wanted: Wanted, wishes: Wishes) -> Wanted:
    if wishes.time is not None:
        wanted = replace(wanted, wall=f"{parse_wall(wishes.time):%H:%M}")
    if wishes.timezone is not None:
        wanted = replace(wanted, zone=parse_zone(wishes.timezone))
    if wishes.days is not None:
        wanted = replace(wanted, days=parse_days(wishes.days).mask)
    if wishes.topic is not None:
        wanted = replace(wanted, topics=_none_or(wishes.topic))
    if wishes.speaker is not None:
        wanted = replace(wanted, speakers=_none_or(wishes.speaker))
    return replace(wanted, quiet=wishes.quiet) if wishes.quiet in QUIET else wanted


def _none_or(written: str) -> tuple[str, ...]:
    """Return what is followed; a dash or "everything" follows nothing in particular."""
    return (
        () if written.strip().casefold() in {"-", "everything", "all", "any"} else followed(written)
    )
