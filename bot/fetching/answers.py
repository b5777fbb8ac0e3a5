"""What an answer's status and headers mean to us."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from bot.fetching.errors import (
    AskedToWait,
    BrokenAnswer,
    FetchError,
    NotThere,
    RefusedByPublisher,
    ServerFailed,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

SUCCESSES = range(200, 300)
REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
UNCHANGED = 304
GONE = 410
DEFAULT_WAIT_S = 600.0
LONGEST_WAIT_S = 7 * 24 * 3600.0

_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
_NEVER_FRESH = re.compile(r"(?:^|[,\s])no-(?:cache|store)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a server, read to its end.

    Attributes:
        headers: As they came; look-ups ignore case.
    """

    status: int
    headers: Mapping[str, str]
    content: bytes
    media_type: str
    charset: str | None


def failure(url: str, answer: Answer) -> FetchError | None:
    """Return what an answer's status says went wrong; None for a success or an "unchanged"."""
    match answer.status:
        case 404 | 410:
            return NotThere(url, is_gone=answer.status == GONE)
        case 401 | 402 | 403 | 451:
            return RefusedByPublisher(url, answer.status)
        case 429:
            return AskedToWait(url, 429, retry_after_s(answer.headers) or DEFAULT_WAIT_S)
        case 503 if wait_s := retry_after_s(answer.headers):
            return AskedToWait(url, 503, wait_s)
        case 204 | 205 | 206:
            return BrokenAnswer(url, "it holds no whole page")
        case status if status == UNCHANGED or status in SUCCESSES or status in REDIRECTS:
            return None
        case status:
            return ServerFailed(url, status)


def retry_after_s(headers: Mapping[str, str]) -> float | None:
    """Return how long the server asks us to wait, at most a week; None when it does not say.

    A moment in time is compared with the server's own clock, where it tells it.
    """
    text = headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), LONGEST_WAIT_S)
    moment = _moment(text)
    if moment is None:
        return None
    now = _moment(headers.get("Date", "")) or datetime.now(UTC)
    return min(max((moment - now).total_seconds(), 1.0), LONGEST_WAIT_S)


def fresh_for_s(headers: Mapping[str, str]) -> float:
    """Return for how long the answer may be taken as fresh; 0 when it does not say."""
    control = headers.get("Cache-Control", "")
    if _NEVER_FRESH.search(control):
        return 0.0
    if found := _MAX_AGE.search(control):
        return float(found[1])
    expires, now = _moment(headers.get("Expires", "")), _moment(headers.get("Date", ""))
    return max((expires - now).total_seconds(), 0.0) if expires and now else 0.0


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
