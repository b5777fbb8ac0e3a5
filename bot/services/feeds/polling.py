"""When a feed is asked, what became of asking, and when it is asked again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.fetching.errors import AskedToWait, NotThere, RefusedByPublisher, RefusedByRobots

if TYPE_CHECKING:
    from bot.fetch import Fetched
    from bot.services.feeds.models import Feed
    from bot.storage.feeds import KeptFeed
    from corpus.errors import AttribuneError

FIRST_INTERVAL_S = 30 * 60.0
SHORTEST_INTERVAL_S = 10 * 60.0
LONGEST_INTERVAL_S = 12 * 3600.0
LONGEST_BACK_OFF_S = 24 * 3600.0
_SOONER, _LATER = 0.6, 1.3
_REFUSALS = 3
_MISSES = 10


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found.

    Attributes:
        fetched: What the server gave.
        feed: What it holds; None when nothing changed.
        new: How many items are new.
    """

    fetched: Fetched
    feed: Feed | None
    new: int


def after_success(kept: KeptFeed, found: Found, at: datetime) -> KeptFeed:
    """Return how a feed fares after it could be read.

    It is asked sooner when something was new and later when nothing was, and never before the
    server says that its answer is stale.
    """
    interval_s = kept.interval_s * (_SOONER if found.new else _LATER)
    interval_s = min(max(interval_s, SHORTEST_INTERVAL_S), LONGEST_INTERVAL_S)
    rest_s = max(interval_s, min(found.fetched.fresh_for_s, LONGEST_INTERVAL_S))
    validators = found.fetched.validators
    fares = replace(
        kept,
        etag=validators.etag or (kept.etag if found.feed is None else None),
        last_modified=validators.last_modified
        or (kept.last_modified if found.feed is None else None),
        interval_s=interval_s,
        next_at=at + timedelta(seconds=rest_s),
        checked_at=at,
        succeeded_at=at,
        failures=0,
        error=None,
    )
    if found.feed is None:
        return fares
    return replace(fares, title=found.feed.title or kept.title, warning=found.feed.warning)


def after_failure(kept: KeptFeed, error: AttribuneError, at: datetime) -> KeptFeed:
    """Return how a feed fares after it could not be read: left alone for longer each time.

    A publisher that refuses bots is asked a few times and then no more.
    """
    failures = kept.failures + 1
    rest_s = min(kept.interval_s * 2.0 ** min(failures, 10), LONGEST_BACK_OFF_S)
    if isinstance(error, AskedToWait):
        rest_s = max(rest_s, error.wait_s)
    return replace(
        kept,
        next_at=at + timedelta(seconds=rest_s),
        checked_at=at,
        failures=failures,
        error=str(error),
        paused=_reason_to_pause(error, failures),
    )


def _reason_to_pause(error: AttribuneError, failures: int) -> str | None:
    if isinstance(error, RefusedByPublisher | RefusedByRobots) and failures >= _REFUSALS:
        return "the publisher refuses bots"
    if isinstance(error, NotThere) and (error.is_gone or failures >= _MISSES):
        return "the publisher took it down"
    return None
