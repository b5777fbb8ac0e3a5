"""Rankings, and the process that makes nothing else: a request in, a ranking or an error out.

`bot.services.apart` starts it and speaks with it over its standard input and output; each message
is its length and a pickle. It ends when its input does.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, BinaryIO

from bot.memory import settle_memory, spare_memory
from corpus.errors import DamagedIndex
from corpus.filtering import allowed
from corpus.ranking.ranker import Ranker
from corpus.ranking.state import heading

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from corpus.models import Article
    from corpus.passages import Pair, Passages
    from corpus.query import Query
    from corpus.ranking.hits import Ranking

_BEHIND = 5  # steps of priority: whoever acknowledges people goes first
LENGTH = struct.Struct("<Q")


@dataclass(frozen=True, slots=True)
class Sought:
    """What is to be ranked.

    Attributes:
        what: A question, or a query with its conditions.
        k: How many hits at most.
        today: The day that "yesterday" counts from.
        within: For each passage, whether it may be a hit; all may when None.
    """

    what: str | Query
    k: int
    today: date
    within: NDArray[np.bool_] | None = None

    def rank(self, ranker: Ranker) -> Ranking:
        """Return its ranking."""
        if isinstance(self.what, str):
            return ranker.rank(self.what, self.k, today=self.today, within=self.within)
        mask = allowed(self.what, ranker) if self.what.has_conditions else None
        if mask is not None and self.within is not None:
            mask[: len(self.within)] &= self.within[: len(mask)]
            mask[len(self.within) :] = False
        return ranker.rank(self.what.ranked, self.k, today=self.today, within=mask)


@dataclass(frozen=True, slots=True)
class Packed:
    """An article as the process keeps it: in half the memory, as typographic marks double a str.

    Attributes:
        title: As in `Article`, and so are the others.
        encoded: The text.
    """

    title: str
    encoded: bytes
    publisher: str | None
    published: date | None

    @classmethod
    def of(cls, article: Article | None) -> Any:  # noqa: ANN401 (what a ranker takes for an article)
        """Return the packed article, None for one that was discarded."""
        if article is None:
            return None
        encoded = article.text.encode("utf-8", "surrogatepass")
        return cls(article.title, encoded, article.publisher, article.published)

    @property
    def text(self) -> str:
        """The canonical text."""
        return self.encoded.decode("utf-8", "surrogatepass")


def packed(passages: Passages) -> Passages:
    """Return the passages with packed articles."""
    return replace(passages, articles=tuple(map(Packed.of, passages.articles)))


class Desk:
    """What the process does at the other's word."""

    def __init__(self) -> None:
        self._ranker: Ranker | None = None

    def open(self, folder: Path, passages: Passages) -> None:
        """Take the index saved in a folder where it fits the passages; build it otherwise."""
        try:
            self._ranker = Ranker.open(folder, passages)
        except DamagedIndex:
            self._ranker = Ranker.build(passages)
        for article in passages.articles[-1:]:  # what is worked out once is worked out now
            self._ranker.rank(heading(article))
        settle_memory()

    def add(self, pairs: list[Pair]) -> None:
        """Take in articles."""
        assert self._ranker is not None
        self._ranker.add([(Packed.of(article), sentences) for article, sentences in pairs])

    def discard(self, ordinal: int) -> None:
        """Forget an article."""
        assert self._ranker is not None
        self._ranker.discard(ordinal)

    def rank(self, sought: Sought) -> Ranking:
        """Return a ranking, what every message shows of it worked out already."""
        assert self._ranker is not None
        ranking = sought.rank(self._ranker)
        for hit in ranking.hits:
            hit.matched  # noqa: B018 (it is kept, and goes with the hit)
        return ranking


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Do what is asked, in order, until there is nothing more to read."""
    desk = Desk()
    while size := requests.read(LENGTH.size):
        name, arguments = pickle.loads(requests.read(*LENGTH.unpack(size)))  # noqa: S301 (our own)
        answers.write(framed(_done(getattr(desk, name), arguments)))
        answers.flush()


def framed(message: Any) -> bytes:  # noqa: ANN401 (anything that crosses)
    """Return a message as it is sent."""
    body = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    return LENGTH.pack(len(body)) + body


def _done(work: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[bool, Any]:
    """Return whether it went well, and what came of it."""
    try:
        return True, work(*arguments)
    except Exception as error:  # the one who asked is told; the next one may fare better
        return False, error


def main() -> None:
    """Serve on standard input and output; whoever stops the bot stops this by letting go."""
    spare_memory()
    if hasattr(os, "nice"):
        os.nice(_BEHIND)
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, signal.SIG_IGN)
    answers, sys.stdout = sys.stdout.buffer, sys.stderr
    serve(sys.stdin.buffer, answers)
