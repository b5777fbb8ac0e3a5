"""The passages a ranker reads: every sentence of every article, in columns."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus.models import Article, Sentence, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

Pair = tuple[Article, tuple[Sentence, ...]]
Ints = NDArray[np.int32]


def _ints(values: Iterable[int] = ()) -> Ints:
    return np.fromiter(values, dtype=np.int32)


@dataclass(frozen=True)
class Passages:
    """Sentences numbered from 0 in the order of their articles; never changed once made.

    Adding and discarding articles return a new object that shares what did not change, so that a
    search which has the old one goes on undisturbed. Numbers of passages and of articles stay
    what they are: a discarded article leaves a gap, never a shift.

    Attributes:
        articles: Every article by ordinal; None where it was discarded.
        starts: First character of each passage in its article's text.
        ends: One past the last character.
        ordinals: The article of each passage.
        paragraphs: The paragraph of each passage within its article.
        firsts: Where each article's passages begin; one more entry closes the last article.
    """

    articles: tuple[Article | None, ...] = ()
    starts: Ints = field(default_factory=_ints)
    ends: Ints = field(default_factory=_ints)
    ordinals: Ints = field(default_factory=_ints)
    paragraphs: Ints = field(default_factory=_ints)
    firsts: Ints = field(default_factory=lambda: _ints([0]))

    @classmethod
    def build(cls, pairs: Iterable[Pair]) -> Passages:
        """Return the passages of the articles, numbered in the order given."""
        return cls().with_articles(pairs)

    def __len__(self) -> int:
        return len(self.starts)

    def with_articles(self, pairs: Iterable[Pair]) -> Passages:
        """Return these passages followed by those of further articles."""
        pairs = list(pairs)
        rows = [(sentence, n) for n, (_, found) in enumerate(pairs) for sentence in found]
        lengths = _ints(len(found) for _, found in pairs)
        return Passages(
            self.articles + tuple(article for article, _ in pairs),
            np.concatenate([self.starts, _ints(s.span.start for s, _ in rows)]),
            np.concatenate([self.ends, _ints(s.span.end for s, _ in rows)]),
            np.concatenate([self.ordinals, _ints(n + len(self.articles) for _, n in rows)]),
            np.concatenate([self.paragraphs, _ints(s.paragraph for s, _ in rows)]),
            np.concatenate([self.firsts, self.firsts[-1] + np.cumsum(lengths, dtype=np.int32)]),
        )

    def without(self, ordinal: int) -> Passages:
        """Return these passages with one article gone; its numbers are not given out again."""
        self.article_of(ordinal)
        kept = (*self.articles[:ordinal], None, *self.articles[ordinal + 1 :])
        return replace(self, articles=kept)

    def span(self, passage: int) -> Span:
        """Return where the passage stands in its article's text."""
        return Span(int(self.starts[passage]), int(self.ends[passage]))

    def text(self, passage: int) -> str:
        """Return the passage as its article has it."""
        text = self.article_of(self.article(passage)).text
        return text[int(self.starts[passage]) : int(self.ends[passage])]

    def article(self, passage: int) -> int:
        """Return the ordinal of the passage's article."""
        return int(self.ordinals[passage])

    def paragraph(self, passage: int) -> int:
        """Return which paragraph of its article the passage belongs to, from 0."""
        return int(self.paragraphs[passage])

    def article_of(self, ordinal: int) -> Article:
        """Return an article by ordinal.

        Raises:
            KeyError: The article was discarded.
        """
        article = self.articles[ordinal]
        if article is None:
            raise KeyError(ordinal)
        return article

    def passages_of(self, ordinal: int) -> range:
        """Return the numbers of an article's passages, in the order of its text."""
        return range(int(self.firsts[ordinal]), int(self.firsts[ordinal + 1]))

    def around(self, passage: int, reach: int = 2) -> range:
        """Return the passage and up to ``reach`` on each side, within its article."""
        own = self.passages_of(self.article(passage))
        return range(max(own.start, passage - reach), min(own.stop, passage + reach + 1))

    def alive(self) -> NDArray[np.bool_]:
        """Return which passages belong to an article that was not discarded."""
        kept = np.array([article is not None for article in self.articles], dtype=bool)
        alive: NDArray[np.bool_] = kept[self.ordinals]
        return alive
