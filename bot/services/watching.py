"""Watches: whoever asked for what no article says is told once, when it appears.

A watch is a subscription without a time, so that its one message goes through the outbox that
briefings go through: claimed in one transaction, sent under a nonce, never lost, never twice.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.services.edition import to_json
from bot.storage.deliveries import Claim
from bot.storage.subscriptions import Wanted
from corpus.asking import said_question
from corpus.digest.matching import has_all
from corpus.errors import AttribuneError
from corpus.terms import content_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from bot.services.briefing import Briefing
    from bot.services.subscribing import Person, Place
    from bot.storage.subscriptions import Subscription, SubscriptionStore
    from bot.storage.watches import Watches
    from corpus.models import ArticleVersion

log = logging.getLogger(__name__)

KEPT = timedelta(days=90)  # a watch ends by itself after so long
_MOST_WORDS = 6
_MOST_STORIES = 3


class TooManyWatches(AttribuneError):
    """A person waits for as much as this bot allows.

    Attributes:
        most: The limit.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        super().__init__(
            f"You wait for {most} things already, which is the most here. "
            "`/watches` lists them; end one first."
        )


class NothingToWaitFor(AttribuneError):
    """A question has no word to wait for."""

    def __init__(self) -> None:
        super().__init__("That question has no word that I could wait for.")


class WatchMissing(AttribuneError):
    """The person waits for no such thing, or no longer."""

    def __init__(self) -> None:
        super().__init__("You no longer wait for that. `/watches` lists what you wait for.")


class Watching:
    """What people wait for."""

    def __init__(
        self,
        subscriptions: SubscriptionStore,
        watches: Watches,
        briefing: Briefing,
        clock: Callable[[], datetime],
        *,
        most: int,
    ) -> None:
        self._subscriptions = subscriptions
        self._watches = watches
        self._briefing = briefing
        self._clock = clock
        self._most = most
        self._looked_at = -1

    async def watch(
        self, person: Person, place: Place, question: str, missing: Sequence[str]
    ) -> Subscription:
        """Wait for the words that no article contains, or for the question's if all are known.

        The same words are waited for once.

        Raises:
            TooManyWatches: the person waits for enough.
            NothingToWaitFor: there is no word.
        """
        words = words_to_wait_for(question, missing)
        theirs = await self._watches.of_user(person.user_id)
        for watch in theirs:
            if watch.wanted.topics == words and watch.wanted.channel_id == place.channel_id:
                return watch
        if len(theirs) >= self._most:
            raise TooManyWatches(self._most)
        wanted = Wanted(
            person.user_id, place.guild_id, place.channel_id, "", "UTC", 0, words, question=question
        )
        return await self._subscriptions.add(
            wanted,
            at=self._clock(),
            next_at=None,
            seen_version=self._briefing.newest_version(lambda _: True),
        )

    async def all_of(self, user_id: int) -> list[Subscription]:
        """Return what a person waits for, oldest first."""
        return await self._watches.of_user(user_id)

    async def end(self, user_id: int, key: str) -> Subscription:
        """Wait no longer; return what it was.

        Raises:
            WatchMissing: the person does not wait for it.
        """
        for watch in await self._watches.of_user(user_id):
            if watch.key == key:
                await self._subscriptions.delete(watch.id)
                return watch
        raise WatchMissing

    async def look(self) -> int:
        """Claim a message for each watch whose words have appeared; return how many.

        Costs nothing while no article has come.
        """
        newest = self._briefing.newest_version(lambda _: True)
        if newest <= self._looked_at:
            return 0
        waiting = await self._watches.waiting()
        claimed = [await self._look_for(watch, newest) for watch in waiting]
        if waiting:
            await self._watches.looked(seen_version=newest)
        self._looked_at = newest
        return claimed.count(True)

    async def prune(self) -> int:
        """Forget what has been waited for too long; return how many."""
        return await self._watches.prune(before=self._clock() - KEPT)

    async def _look_for(self, watch: Subscription, newest: int) -> bool:
        fresh = self._briefing.since(watch.seen_version)
        found = await asyncio.to_thread(_with_all, fresh, watch.wanted.topics)
        if not found:
            return False
        now = self._clock()
        edition = await self._briefing.appeared(watch, found[-_MOST_STORIES:], now.date())
        claim = Claim(
            local_date=now.date(),
            due_at=now,
            nonce=f"{watch.key}-{now:%Y%m%d}",
            payload=to_json(edition),
            state="due",
            reason=None,
            next_at=now,
            seen_version=newest,
            articles=edition.articles(),
        )
        claimed = await self._watches.claim(watch, claim, at=now)
        log.info("watch %d: appeared in %d articles", watch.id, len(found))
        return claimed


def words_to_wait_for(question: str, missing: Sequence[str]) -> tuple[str, ...]:
    """Return the words that are waited for together, in the order typed.

    Names and numbers alone, where there are any: an article may well put the rest otherwise.

    Raises:
        NothingToWaitFor: there is none.
    """
    said = said_question(question)
    about = f"{said.person or ''} {said.words}" if said else question
    words = missing or [token.span.of(about) for token in content_words(about)]
    names = [word for word in words if word[:1].isupper() or word[:1].isdigit()]
    chosen = tuple(dict.fromkeys(names or words))[:_MOST_WORDS]
    if not chosen:
        raise NothingToWaitFor
    return chosen


def _with_all(versions: Sequence[ArticleVersion], words: Sequence[str]) -> list[ArticleVersion]:
    return [version for version in versions if has_all(version.article.text, words)]
