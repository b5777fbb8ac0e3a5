"""Questions and searches in; cited slices, or a clear no, out."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.errors import ArticleMissing
from bot.services.answers import MOST_SHOWN, Answer, Cited, Context, WhyNot
from bot.services.computing import computed
from bot.services.places import sentences_of
from bot.services.quoting.answers import said_answer
from bot.services.turns import Turns
from corpus.errors import EmptyQuestion
from corpus.proofs import proof_id
from corpus.query import parse_query
from corpus.terms import content_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.services.library import Library
    from bot.services.loops import Clock
    from bot.services.quoting.saying import Saying
    from bot.services.stories import Stories
    from bot.storage.articles import ArticleStore
    from corpus.models import Span
    from corpus.query import Query
    from corpus.ranking.hits import Hit, Ranking

# The probability from which an answer is shown as one. Of questions whose answer was taken out of
# the articles, 10 % are answered from there on (tests/benchmarks/retrieval). Of natural questions
# (tests/benchmarks/written, over folds), nearly the most are judged rightly: answered by the right
# sentence, or left unanswered where nothing answers.
ANSWER_FROM = 0.63
# How far behind the first a sentence may score and still be shown beside it: of the first three
# of an answer, one in four goes, and none that answers (tests/benchmarks/news).
FAR_BEHIND = 4.0
MOST_ANSWERS = 9
MOST_FOUND = 25
_REACH = 2
_AT_ONCE = 4  # one computes, the others read or are read to
_IN_LINE = 60  # at some ten milliseconds each


class Answering:
    """Answers from the articles alone."""

    def __init__(
        self,
        library: Library,
        articles: ArticleStore,
        clock: Clock,
        saying: Saying | None = None,
        stories: Stories | None = None,
    ) -> None:
        self._library = library
        self._articles = articles
        self._clock = clock
        self._saying = saying
        self._stories = stories
        self.turns = Turns(at_once=_AT_ONCE, in_line=_IN_LINE)

    async def answer(self, question: str, k: int = MOST_ANSWERS) -> Answer:
        """Answer a question: what somebody said from the quotations, all else from the sentences.

        Args:
            question: Any text.
            k: How many hits at most.

        Raises:
            EmptyQuestion: it holds no word that could be looked for.
            NothingIndexed: there is no article.
            TooBusy: too many questions are being answered.
        """
        async with self.turns.turn():
            return await self._answer(question, k)

    async def _answer(self, question: str, k: int) -> Answer:
        said = await self._saying.answer(question) if self._saying else None
        if said and said.answered:
            return said_answer(question, said)
        ranking = await self._library.rank(question, k, today=self._clock().date())
        if not ranking.question.tokens:
            raise EmptyQuestion(question)
        if said:
            return said_answer(question, said)
        answered = bool(ranking.hits) and ranking.confidence >= ANSWER_FROM
        suggestions = await self._suggestions(ranking)
        is_near = answered or bool(suggestions) or _says_a_word(ranking)
        return Answer(
            question=question,
            kind=str(ranking.question.kind),
            answered=answered,
            confidence=ranking.confidence,
            hits=await self._cited(ranking) if is_near else (),
            missing_terms=ranking.missing_terms,
            suggestions=suggestions,
            close=_close(ranking.hits),
        )

    async def search(self, query: str, k: int = MOST_FOUND) -> Answer:
        """Search with operators; whatever meets the query's conditions counts as answering it.

        Raises:
            QueryMistake: an operator is malformed.
            NothingIndexed: there is no article.
            TooBusy: too many questions are being answered.
        """
        parsed = parse_query(query)
        async with self.turns.turn():
            return await self._search(query, parsed, k)

    async def _search(self, query: str, parsed: Query, k: int) -> Answer:
        within = None
        if parsed.speaker and self._saying:
            within = await self._saying.passages_by(parsed.speaker)
        today = self._clock().date()
        ranking = await self._library.search(parsed, k, today=today, within=within)
        return Answer(
            question=query,
            kind="search",
            answered=bool(ranking.hits),
            confidence=ranking.confidence,
            hits=await self._cited(ranking),
            missing_terms=ranking.missing_terms,
            suggestions=await self._suggestions(ranking),
        )

    async def context(self, version_id: int, span: Span) -> Context:
        """Return the two sentences on each side of a slice.

        Raises:
            ArticleMissing: there is no such version.
        """
        version = self._library.version(version_id) or await self._articles.version(version_id)
        if version is None or span.end > len(version.article.text):
            raise ArticleMissing(version_id)
        around: Sequence[Span] | None = self._library.sentences(version_id)
        if around is None:
            around = await asyncio.to_thread(sentences_of, version.article.text)
        before = [s for s in around if s.end <= span.start][-_REACH:]
        after = [s for s in around if s.start >= span.end][:_REACH]
        return Context(version, tuple(before), span, tuple(after))

    async def why_not(self, question: str, article_id: int) -> WhyNot:
        """Return why an article is not what is shown first for a question.

        Raises:
            EmptyQuestion: the question holds no word that could be looked for.
            ArticleMissing: no such article is searched.
            TooBusy: too many questions are being answered.
        """
        version = self._library.version_of(article_id)
        if version is None:
            raise ArticleMissing(article_id)
        today = self._clock().date()
        async with self.turns.turn():
            ranking, found = await self._library.not_chosen(question, article_id, today=today)
        if not ranking.question.tokens:
            raise EmptyQuestion(question)
        return WhyNot(
            question=question,
            version=version,
            first=self._cite(ranking.hits[0]) if ranking.hits else None,
            best=self._cite(found.best) if found.best else None,
            behind=found.behind,
            lacks=found.lacks,
        )

    async def _cited(self, ranking: Ranking) -> tuple[Cited, ...]:
        """Return the hits, a story told by several articles by one of them."""
        hits = await computed(lambda: tuple(map(self._cite, ranking.hits)))
        return await self._stories.told_once(hits) if self._stories else hits

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
            reasons=hit.reasons,
            also_in=tuple(self._library.version_at(n) for n in sorted(repeats)),
        )

    async def _suggestions(self, ranking: Ranking) -> tuple[tuple[str, str], ...]:
        if not ranking.missing_terms:
            return ()
        vocabulary = await self._library.vocabulary()

        def look() -> tuple[tuple[str, str], ...]:
            near = ((word, vocabulary.nearest(word)) for word in ranking.missing_terms)
            return tuple((word, meant) for word, meant in near if meant)

        return await asyncio.to_thread(look)


def _says_a_word(ranking: Ranking) -> bool:
    """Tell whether any article contains a word of the question, and not only others like it."""
    text = ranking.question.text
    asked = {token.span.of(text) for token in content_words(text)}
    return not asked or bool(asked - set(ranking.missing_terms))


def _close(hits: tuple[Hit, ...]) -> int:
    """Return how many of the first hits are not far behind the very first."""
    return sum(hits[0].score - hit.score <= FAR_BEHIND for hit in hits[:MOST_SHOWN])
