"""Questions and searches in; cited slices, or a clear no, out."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.errors import ArticleMissing
from bot.services.answers import Answer, Cited, Context, Found
from bot.services.spelling import Vocabulary
from bot.storage.shown import Shown, ShownHit
from corpus.errors import EmptyQuestion
from corpus.proofs import proof_id
from corpus.query import parse_query
from corpus.segment import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.services.library import Library
    from bot.services.loops import Clock
    from bot.storage.articles import ArticleStore
    from bot.storage.shown import ShownStore
    from corpus.models import Span
    from corpus.ranking.hits import Hit, Ranking

ANSWER_FROM = 0.5  # the probability from which an answer is shown as one
MOST_ANSWERS = 15
MOST_FOUND = 50
_REACH = 2


@dataclass(slots=True)
class _Spelling:
    """The vocabulary of the articles as they were when it was last needed."""

    state: object = None
    vocabulary: Vocabulary = field(default_factory=lambda: Vocabulary(()))


class Answering:
    """Answers from the articles alone."""

    def __init__(
        self, library: Library, articles: ArticleStore, shown: ShownStore, clock: Clock
    ) -> None:
        self._library = library
        self._articles = articles
        self._shown = shown
        self._clock = clock
        self._spelling = _Spelling()

    async def answer(self, question: str, k: int = MOST_ANSWERS) -> Answer:
        """Answer a question.

        Args:
            question: Any text.
            k: How many hits at most.

        Raises:
            EmptyQuestion: it holds no word that could be looked for.
            NothingIndexed: there is no article.
        """
        ranking = await self._library.rank(question, k, today=self._clock().date())
        if not ranking.question.tokens:
            raise EmptyQuestion(question)
        return Answer(
            question=question,
            kind=str(ranking.question.kind),
            answered=bool(ranking.hits) and ranking.confidence >= ANSWER_FROM,
            confidence=ranking.confidence,
            hits=self._cited(ranking),
            missing_terms=ranking.missing_terms,
            suggestions=await self._suggestions(ranking),
        )

    async def search(self, query: str, k: int = MOST_FOUND) -> Found:
        """Search with operators.

        Raises:
            QueryMistake: an operator is malformed.
            NothingIndexed: there is no article.
        """
        ranking = await self._library.search(parse_query(query), k, today=self._clock().date())
        return Found(
            query=query,
            hits=self._cited(ranking),
            missing_terms=ranking.missing_terms,
            suggestions=await self._suggestions(ranking),
        )

    async def context(self, version_id: int, span: Span) -> Context:
        """Return the two sentences on each side of a slice.

        Raises:
            ArticleMissing: there is no such version.
        """
        version = await self._articles.version(version_id)
        if version is None or span.end > len(version.article.text):
            raise ArticleMissing(version_id)
        around = sentence_spans(version.article.text)
        before = [s for s in around if s.end <= span.start][-_REACH:]
        after = [s for s in around if s.start >= span.end][:_REACH]
        return Context(version, tuple(before), span, tuple(after))

    async def remember(
        self, command: str, query: str, person: str | None, hits: Iterable[Cited]
    ) -> str:
        """Keep what a message shows for its buttons; return the id they carry."""
        kept = tuple(ShownHit(hit.version.version_id, hit.span) for hit in hits)
        shown = Shown(secrets.token_hex(6), self._clock(), command, query, person, kept)
        await self._shown.add(shown)
        return shown.id

    async def remembered(self, id_: str) -> Shown | None:
        """Return what a message shows, or None once that has expired."""
        return await self._shown.get(id_)

    async def expire(self, *, before: datetime) -> None:
        """Let go of what messages showed before a moment (UTC); their buttons ask again."""
        await self._shown.prune(before=before)

    def _cited(self, ranking: Ranking) -> tuple[Cited, ...]:
        return tuple(self._cite(hit) for hit in ranking.hits)

    def _cite(self, hit: Hit) -> Cited:
        passages = self._library.ranker.passages
        ordinal = passages.article(hit.passage)
        version, span = self._library.version_at(ordinal), passages.span(hit.passage)
        siblings = passages.passages_of(ordinal)
        repeats = {passages.article(passage) for passage in hit.repeats} - {ordinal}
        return Cited(
            rank=hit.rank,
            version=version,
            span=span,
            score=hit.score,
            matched=hit.matched,
            sentence=hit.passage - siblings.start + 1,
            sentences=len(siblings),
            proof=proof_id(version.version_id, span, version.article.text),
            weights=hit.weights,
            features=hit.features,
            also_in=tuple(self._library.version_at(n) for n in sorted(repeats)),
        )

    async def _suggestions(self, ranking: Ranking) -> tuple[tuple[str, str], ...]:
        if not ranking.missing_terms:
            return ()
        vocabulary = await self._vocabulary()

        def look() -> tuple[tuple[str, str], ...]:
            near = ((word, vocabulary.nearest(word)) for word in ranking.missing_terms)
            return tuple((word, meant) for word, meant in near if meant)

        return await asyncio.to_thread(look)

    async def _vocabulary(self) -> Vocabulary:
        passages = self._library.ranker.passages
        if self._spelling.state is not passages:
            texts = [a.text for a in passages.articles if a is not None]
            self._spelling = _Spelling(passages, await asyncio.to_thread(Vocabulary, texts))
        return self._spelling.vocabulary
