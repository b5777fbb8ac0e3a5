"""What the articles say about a text: the best sentences for each of its sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.services.answers import Answer
from corpus.errors import EmptyQuestion
from corpus.segment import sentence_spans
from corpus.terms import content_words, term_of

if TYPE_CHECKING:
    from bot.services.answering import Answering
    from bot.services.answers import Cited

_MOST_SENTENCES = 12
_LONGEST = 400  # characters of a sentence that is looked for
_MOST_HITS = 10
_PER_SENTENCE = 5
_COVERED_FROM = 0.34  # the share of a sentence's words that a slice must hold
_AT_LEAST = 2  # words
_SHOWN_AS = 80  # characters of the text that stand for it
_ADDRESS = re.compile(r"https?://\S+|<[@#:a][^>]*>")
_NO_WORD = re.compile(r"[^\w\s'’.,-]+|(?<!\w)-|[.,](?!\d)")


@dataclass(frozen=True, slots=True)
class _Found:
    covered: float
    score: float
    hit: Cited


class Finding:
    """Finds what the articles say about what somebody wrote."""

    def __init__(self, answering: Answering) -> None:
        self._answering = answering

    async def find(self, text: str) -> Answer:
        """Return the sentences nearest to what a text says, as the answer to a search.

        Args:
            text: Any text; addresses and mentions in it are passed over, and so is what lies
                behind the first twelve sentences.

        Raises:
            EmptyQuestion: it holds no word that could be looked for.
            NothingIndexed: there is no article.
        """
        plain = " ".join(_ADDRESS.sub(" ", text).split())
        found: dict[tuple[int, int, int], _Found] = {}
        for span in sentence_spans(plain)[:_MOST_SENTENCES]:
            for one in await self._of_sentence(span.of(plain)[:_LONGEST]):
                key = (one.hit.version.version_id, one.hit.span.start, one.hit.span.end)
                if key not in found or found[key].covered < one.covered:
                    found[key] = one
        words = _words(plain)
        if not words:
            raise EmptyQuestion(text)
        best = sorted(found.values(), key=lambda one: (-one.covered, -one.score))[:_MOST_HITS]
        hits = tuple(replace(one.hit, rank=rank) for rank, one in enumerate(best, 1))
        return Answer(
            question=words,
            kind="search",
            answered=bool(hits),
            confidence=best[0].covered if best else 0.0,
            hits=hits,
        )

    async def _of_sentence(self, sentence: str) -> list[_Found]:
        asked = {token.term for token in content_words(sentence)}
        if not asked:
            return []
        answer = await self._answering.answer(sentence, _PER_SENTENCE)
        found = []
        for hit in answer.hits:
            matched = {term_of(span.of(hit.version.article.text)) for span in hit.matched}
            shared = len(asked & matched)
            covered = shared / len(asked)
            if covered >= _COVERED_FROM and shared >= min(_AT_LEAST, len(asked)):
                found.append(_Found(covered, hit.score, hit))
        return found


def _words(plain: str) -> str:
    """Return the text's first words without what a search would take for an operator."""
    words = " ".join(_NO_WORD.sub(" ", plain).replace(" OR ", " or ").split())
    if len(words) <= _SHOWN_AS:
        return words
    return words[:_SHOWN_AS].rsplit(" ", 1)[0]
