"""Puts a subscriber's briefing together: what is new since their last one, or a piece from before.

Every word about the news is a slice of an article version; numbers, dates and labels are ours.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from bot.services.altering import altered
from bot.services.edition import (
    MOST_HELD_BACK,
    Edition,
    Entry,
    Slice,
    Told,
    fitted,
    source_of,
    to_json,
)
from bot.services.scheduling import Composed
from bot.services.stories import stories_among
from corpus.digest.digest import MOST_PIECES, digest, tell
from corpus.digest.matching import match
from corpus.digest.models import Interest, Piece, Said
from corpus.quotations import Kind, Polarity
from corpus.quotes.extract import find_quotes
from corpus.segment import sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.services.edition import Altered
    from bot.services.timing.schedule import Run
    from bot.storage.articles import ArticleStore
    from bot.storage.deliveries import DeliveryStore
    from bot.storage.subscriptions import Subscription
    from corpus.digest.models import Story
    from corpus.models import ArticleVersion

_CACHED_PIECES = 2000
_CACHED_EDITIONS = 64
_BACKGROUND = 150  # other articles, so that words common to all weigh little
_LOOKED_THROUGH = 300  # articles of the archive looked at for one that matches
_SURE_ENOUGH = 0.5  # a quotation whose speaker is less likely right is not told
BASELINE = "baseline"  # the origin of what a feed held when it was added
_MOST_ALTERED = 3
_NEAR_DAY = 1  # days around an anniversary


@dataclass(frozen=True, slots=True)
class Request:
    """What a briefing is to tell.

    Attributes:
        interest: What is followed.
        day: The local day it is for.
        seen_version: Only versions after this one are new.
        told: Ids of articles told before: a newer version of one is a change, not a story.
        left_out: Ids of articles that are no news: what a feed held when it was added.
        quiet: As the subscription has it.
        since: Instead of ``seen_version``: what was added or published from that day on is new.
    """

    interest: Interest
    day: date
    seen_version: int = 0
    told: frozenset[int] = frozenset()
    left_out: frozenset[int] = frozenset()
    quiet: str = "no"
    since: date | None = None

    def is_fresh(self, version: ArticleVersion) -> bool:
        """Tell whether a version is from after the last briefing."""
        if self.since is None:
            is_after = version.version_id > self.seen_version
            return is_after and version.article_id not in self.left_out
        day = version.article.published or version.added_at.date()
        return day >= self.since


class Briefing:
    """Composes editions over the articles that are searched."""

    def __init__(
        self,
        versions: Callable[[], Sequence[ArticleVersion]],
        deliveries: DeliveryStore,
        articles: ArticleStore,
    ) -> None:
        self._versions = versions
        self._deliveries = deliveries
        self._articles = articles
        self._pieces: OrderedDict[int, Piece] = OrderedDict()
        self._editions: OrderedDict[tuple[Request, int, int], Edition] = OrderedDict()

    async def compose(self, subscription: Subscription, run: Run) -> Composed:
        """Return the briefing of a subscription for a day, for the scheduler to claim."""
        wanted = subscription.wanted
        request = Request(
            Interest(wanted.topics, wanted.speakers),
            run.local_date,
            subscription.seen_version,
            await self._deliveries.told(subscription.id),
            frozenset(kept.article_id for kept in await self._articles.by_origin(BASELINE)),
            wanted.quiet,
        )
        edition, seen = await asyncio.to_thread(self._edition, request)
        edition = replace(edition, altered=await self._altered(request))
        silence = None
        if edition.kind != "new" and not edition.altered and wanted.quiet == "silence":
            silence = "Nothing was new."
        articles = edition.articles() if silence is None else frozenset()
        return Composed(to_json(edition), seen, articles, silence)

    async def preview(
        self, topics: tuple[str, ...], speakers: tuple[str, ...], *, since: date, day: date
    ) -> Edition:
        """Return the edition that somebody would get on a day who had their last on another.

        Args:
            topics: What is followed.
            speakers: Whom.
            since: What was added or published on that day or later is new.
            day: The day that the edition is for.
        """
        request = Request(Interest(topics, speakers), day, since=since)
        edition, _ = await asyncio.to_thread(self._edition, request)
        return edition

    async def _altered(self, request: Request) -> tuple[Altered, ...]:
        """Return what was told before and says something else since, the latest first."""
        fresh = (v for v in self._versions() if v.article_id in request.told)
        newer = sorted((v for v in fresh if request.is_fresh(v)), key=_recency, reverse=True)
        found = [
            altered(await self._articles.versions(v.article_id), since=request.seen_version)
            for v in newer[:_MOST_ALTERED]
        ]
        return tuple(filter(None, found))

    def since(self, version_id: int) -> list[ArticleVersion]:
        """Return the versions after one, of articles that are searched, oldest first."""
        later = (v for v in self._versions() if v.version_id > version_id)
        return sorted(later, key=lambda version: version.version_id)

    async def appeared(
        self, watch: Subscription, found: Sequence[ArticleVersion], day: date
    ) -> Edition:
        """Return the edition that tells of articles in which what was waited for appeared."""
        return await asyncio.to_thread(self._appeared, watch, found, day)

    def _appeared(self, watch: Subscription, found: Sequence[ArticleVersion], day: date) -> Edition:
        interest = Interest(watch.wanted.topics)
        stories = digest(map(self.piece, found), interest, story_of=stories_among(found))
        by_id = {version.version_id: version for version in found}
        told = (_entry(n, story, by_id) for n, story in enumerate(stories, 1))
        entries = [replace(entry, matched=()) for entry in told]  # all match; the head says what
        return Edition(
            day, "watch", fitted(entries), label=watch.wanted.question, follows=interest.topics
        )

    def newest_version(self, before: Callable[[ArticleVersion], bool]) -> int:
        """Return the greatest id of the versions that a condition holds for; 0 without one."""
        return max((v.version_id for v in self._versions() if before(v)), default=0)

    def piece(self, version: ArticleVersion) -> Piece:
        """Return what is known of a version: its sentences and quotations."""
        known = self._pieces.get(version.version_id)
        if known is None:
            known = self._pieces[version.version_id] = _piece(version)
            while len(self._pieces) > _CACHED_PIECES:
                self._pieces.popitem(last=False)
        return known

    def _edition(self, request: Request) -> tuple[Edition, int]:
        """Return the edition and the newest version; many wait for the same at one minute."""
        versions = self._versions()
        seen = max((v.version_id for v in versions), default=0)
        key = request, seen, len(versions)
        known = self._editions.get(key)
        if known is None:
            known = self._editions[key] = self._composed(request, versions)
            while len(self._editions) > _CACHED_EDITIONS:
                self._editions.popitem(last=False)
        return known, seen

    def _composed(self, request: Request, versions: Sequence[ArticleVersion]) -> Edition:
        by_id = {v.version_id: v for v in versions}
        fresh = [v for v in versions if request.is_fresh(v)]
        new = [v for v in fresh if v.article_id not in request.told]
        others = [v for v in versions if not request.is_fresh(v)]
        background = [v.article.text for v in others[-_BACKGROUND:]]
        latest = sorted(new, key=_recency)[-MOST_PIECES:]
        stories = digest(
            map(self.piece, latest),
            request.interest,
            background=background,
            story_of=stories_among(latest),
        )
        follows = (*request.interest.topics, *request.interest.speakers)
        if not stories:
            old = [v for v in versions if v.article_id not in request.told]
            return self._from_the_archive(request, old, follows)
        entries = [_entry(n, story, by_id) for n, story in enumerate(stories, 1)]
        shown = fitted(entries)
        held_back = entries[len(shown) : len(shown) + MOST_HELD_BACK]
        return Edition(
            day=request.day,
            kind="new",
            entries=shown,
            held_back=tuple(held_back),
            passed_over=len(entries) - len(shown) - len(held_back),
            follows=follows,
        )

    def _from_the_archive(
        self, request: Request, old: Sequence[ArticleVersion], follows: tuple[str, ...]
    ) -> Edition:
        found = self._archive_piece(request, old) if request.quiet != "silence" else None
        if found is None:
            return Edition(request.day, "empty", follows=follows)
        version, label = found
        story = tell(
            self.piece(version), request.interest, background=[v.article.text for v in old[:50]]
        )
        entry = _entry(1, story, {version.version_id: version})
        return Edition(request.day, "archive", (entry,), label=label, follows=follows)

    def _archive_piece(
        self, request: Request, old: Sequence[ArticleVersion]
    ) -> tuple[ArticleVersion, str] | None:
        latest = sorted(old, key=_recency, reverse=True)
        anniversaries = [(v, years) for v in latest if (years := _years_ago(v, request.day))]
        for version, years in sorted(anniversaries, key=lambda pair: pair[1]):
            if self._is_wanted(version, request.interest):
                return version, "A year ago" if years == 1 else f"{years} years ago"
        for version in latest[:_LOOKED_THROUGH]:
            if self._is_wanted(version, request.interest):
                speaks = match(self.piece(version), request.interest).speakers
                return version, "Said before" if speaks else "From the archive"
        return None

    def _is_wanted(self, version: ArticleVersion, interest: Interest) -> bool:
        return not interest or bool(match(self.piece(version), interest))


def _piece(version: ArticleVersion) -> Piece:
    article = version.article
    return Piece(version.version_id, article, sentences(article.text), tuple(_said(version)))


def _said(version: ArticleVersion) -> Iterable[Said]:
    found = find_quotes(version.article.text, headline=version.article.headline)
    for quote in found.quotes:
        if quote.speaker is None or quote.polarity is not Polarity.ASSERTED:
            continue
        if quote.confidence < _SURE_ENOUGH or quote.in_headline:
            continue
        speaker = found.speakers[quote.speaker]
        if not speaker.name[:1].isupper():
            continue  # "the statement" names nobody
        names = (*speaker.forms, *speaker.roles)
        yield Said(quote.contents, speaker.name, names, quote.kind is Kind.DIRECT)


def _entry(number: int, story: Story, by_id: dict[int, ArticleVersion]) -> Entry:
    lead = by_id[story.lead.id]
    sentence = told = None
    if story.sentence is not None:
        sentence = Slice.of(lead, story.sentence, story.match.words)
    if story.said is not None and story.said_in is not None:
        where = by_id[story.said_in.id]
        slices = tuple(Slice.of(where, span) for span in story.said.contents)
        told = Told(slices, story.said.speaker, story.said.is_direct)
    return Entry(
        number,
        source_of(lead),
        sentence,
        told,
        matched=(*story.match.topics, *story.match.speakers),
        also=tuple(source_of(by_id[piece.id]) for piece in story.also),
    )


def _recency(version: ArticleVersion) -> tuple[date, int]:
    return version.article.published or date.min, version.version_id


def _years_ago(version: ArticleVersion, day: date) -> int:
    """Return how many years ago this very day was the version's; 0 when it was another day."""
    published = version.article.published
    if published is None or published.year >= day.year:
        return 0
    years = day.year - published.year
    month, of_month = (day.month, day.day) if (day.month, day.day) != (2, 29) else (2, 28)
    anniversary = date(published.year, month, of_month)
    return years if abs((anniversary - published).days) <= _NEAR_DAY else 0
