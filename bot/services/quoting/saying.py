"""Questions about what somebody said, answered from the quotations."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from math import exp
from typing import TYPE_CHECKING

from bot.services.quoting.errors import SpeakerUnknown
from bot.services.quoting.models import Asked, Said
from bot.services.quoting.naming import role_terms
from bot.services.quoting.repeats import told_once
from bot.services.quoting.selecting import TOPIC, WORDS
from corpus.asking import said_question
from corpus.matching import Degree, compare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.services.quoting.models import Quoted
    from bot.services.quoting.naming import Match
    from bot.services.quoting.quoting import Quoting
    from bot.services.quoting.selecting import Mask, Selecting, Weights
    from corpus.asking import SaidQuestion

ANSWER_FROM = 0.5  # the probability from which quotations answer
_LOOKED_AT = 30
_SHOWN = 10
_ROLE, _UNKNOWN, _QUOTED = 0.1, 0.08, 0.5
# The fit from which a quotation is likelier right than wrong; measured on tests/benchmarks/news.
_WHO_FROM, _GUESS_FROM, _DESCRIBED_FROM = 0.42, 0.6, 0.45
_ABOUT_FROM, _ABOUT_FROM_OF_FEW = 0.35, 0.22
_FEW = 20  # quotations: who has so few is quoted on what those articles are about
_STEEPNESS = 14.0
_SURE = 0.97
_BESIDE = 0.7  # the share of the best one's fit from which a quotation is shown beside it
_CLEAR = 0.1  # how much better one of several people must fit to be the one meant


class Saying:
    """Answers who said something, and what somebody said."""

    def __init__(self, quoting: Quoting) -> None:
        self._quoting = quoting

    async def answer(self, question: str) -> Said | None:
        """Return what the quotations say; None when the question seems to ask for something else.

        Raises:
            NothingIndexed: there is no article.
        """
        said = said_question(question)
        if said is None:
            return None
        selecting = await self._quoting.selecting()
        if said.person is None:
            found = await self._who(said, selecting)
        else:
            found = await self._what(said, said.person, selecting)
        found = replace(found, unread=self._quoting.unread)
        return found if said.is_certain or found.answered else None

    async def passages_by(self, name: str) -> Mask:
        """Return for each passage whether somebody is quoted in it.

        Raises:
            SpeakerUnknown: nobody is called so.
            NothingIndexed: there is no article.
        """
        selecting = await self._quoting.selecting()
        matches = await self._quoting.people(name, selecting.directory)
        if not matches:
            raise SpeakerUnknown(name)
        return await asyncio.to_thread(selecting.passages, _any_of(selecting, matches))

    async def _who(self, said: SaidQuestion, selecting: Selecting) -> Said:
        """Answer who said it: the quotation that fits best tells."""
        everything = selecting.mask(Asked())
        quotes = await self._fitting(said, said.words, selecting, everything)
        confidence = _confidence(quotes, _WHO_FROM if said.is_certain else _GUESS_FROM)
        answered = confidence >= ANSWER_FROM
        return Said(
            asks_who=True,
            answered=answered,
            confidence=confidence,
            speaker=quotes[0].speaker if quotes else None,
            quotes=(_beside_best(quotes) if answered else quotes)[:_SHOWN],
            about=said.words,
        )

    async def _what(self, said: SaidQuestion, person: str, selecting: Selecting) -> Said:
        """Answer what somebody said, whoever the name or the description means."""
        matches = await self._quoting.people(person, selecting.directory)
        draft = Said(asks_who=False, answered=False, confidence=0.0, by=person, about=said.words)
        if not matches:
            return await self._described(said, draft, selecting)
        if not said.words:
            return await self._newest(draft, matches, selecting)
        mask = selecting.mask(Asked())
        mask &= _any_of(selecting, matches)
        quotes = await self._fitting(said, said.words, selecting, mask, TOPIC)
        is_few = int(mask.sum()) <= _FEW
        confidence = _confidence(quotes, _ABOUT_FROM_OF_FEW if is_few else _ABOUT_FROM)
        if confidence < ANSWER_FROM:
            draft = replace(draft, confidence=confidence, quotes=quotes[:_SHOWN])
            return await self._nothing(draft, matches, selecting)
        if matches[0].by == "name" and not _one_fits(quotes):
            return replace(draft, choices=self._quoting.choices(matches, selecting.directory))
        return replace(
            draft,
            answered=True,
            confidence=confidence,
            speaker=quotes[0].speaker,
            quotes=tuple(q for q in quotes if q.speaker == quotes[0].speaker)[:_SHOWN],
            meant=quotes[0].speaker if matches[0].by == "spelling" else None,
        )

    async def _newest(self, draft: Said, matches: Sequence[Match], selecting: Selecting) -> Said:
        """Return the newest words of somebody."""
        if len(matches) > 1:
            return replace(draft, choices=self._quoting.choices(matches, selecting.directory))
        mask = selecting.mask(Asked(), matches[0].code)
        quotes = await self._quoting.newest(selecting, mask, _SHOWN)
        name = matches[0].person.name
        return replace(draft, answered=True, confidence=_SURE, speaker=name, quotes=quotes)

    async def _nothing(self, draft: Said, matches: Sequence[Match], selecting: Selecting) -> Said:
        """Say that somebody is not quoted on that, and what they are quoted on."""
        if len(matches) > 1:
            return draft
        topics = await self._quoting.topics(matches[0], selecting)
        return replace(draft, speaker=matches[0].person.name, topics=topics)

    async def _described(self, said: SaidQuestion, draft: Said, selecting: Selecting) -> Said:
        """Answer for somebody whom only the text around a quotation describes ("her lawyer")."""
        words = f"{draft.by} {said.words}"
        found = await self._fitting(said, words, selecting, selecting.mask(Asked()))
        described = role_terms(draft.by or "")
        quotes = tuple(q for q in found if described & _described_as(q))
        confidence = _confidence(quotes, _DESCRIBED_FROM)
        return replace(
            draft,
            answered=confidence >= ANSWER_FROM,
            confidence=confidence,
            speaker=quotes[0].speaker if quotes and confidence >= ANSWER_FROM else None,
            quotes=quotes[:_SHOWN],
        )

    async def _fitting(
        self,
        said: SaidQuestion,
        words: str,
        selecting: Selecting,
        mask: Mask,
        weights: Weights = WORDS,
    ) -> tuple[Quoted, ...]:
        """Return quotations by how well they fit the words, the best first."""
        wanted = await self._quoting.wanted(words)
        ranked = await asyncio.to_thread(selecting.weigh, wanted, mask, words, weights)
        quotes = await self._quoting.cited(ranked[:_LOOKED_AT], selecting.directory, words)
        return await asyncio.to_thread(_weighed_again, said, quotes)


def _any_of(selecting: Selecting, matches: Sequence[Match]) -> Mask:
    mask = selecting.mask(Asked(), matches[0].code)
    for match in matches[1:]:
        mask |= selecting.mask(Asked(), match.code)
    return mask


def _weighed_again(said: SaidQuestion, quotes: Sequence[Quoted]) -> tuple[Quoted, ...]:
    """Return the quotations by the whole of what was asked, each statement once."""
    weighed = [replace(q, score=min(1.0, _fit(said, q))) for q in quotes]
    return told_once(sorted(weighed, key=lambda q: -q.score))


def _fit(said: SaidQuestion, quoted: Quoted) -> float:
    fit = quoted.score
    for words in said.quoted:
        comparison = compare(words, quoted.words)
        likeness = 1.0 if comparison.degree is Degree.EXACT else comparison.similarity
        fit = (1 - _QUOTED) * fit + _QUOTED * likeness
    if said.role and role_terms(said.role) & _described_as(quoted):
        fit += _ROLE
    return fit - _UNKNOWN * (quoted.speaker is None)


def _described_as(quoted: Quoted) -> frozenset[str]:
    """Return the words by which the article, or any, describes a speaker."""
    roles = quoted.person.roles if quoted.person else ()
    return role_terms(" ".join((quoted.slice(quoted.quote.source) or "", *roles)))


def _confidence(quotes: Sequence[Quoted], even: float) -> float:
    """Return the probability that the first quotation is the right one.

    Args:
        quotes: The quotations, best first.
        even: The fit from which it is likelier right than wrong.
    """
    if not quotes:
        return 0.0
    return _SURE / (1.0 + exp(-_STEEPNESS * (quotes[0].score - even)))


def _beside_best(quotes: Sequence[Quoted]) -> tuple[Quoted, ...]:
    """Return the best quotation and those that fit nearly as well."""
    return tuple(q for q in quotes if q.score >= _BESIDE * quotes[0].score)


def _one_fits(quotes: Sequence[Quoted]) -> bool:
    """Tell whether the best quotations are one person's."""
    others = [q.score for q in quotes if q.speaker != quotes[0].speaker]
    return not others or quotes[0].score - others[0] >= _CLEAR
