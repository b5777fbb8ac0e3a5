"""Questions about what somebody said, answered from the quotations."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from math import exp
from typing import TYPE_CHECKING

from bot.services.quoting.errors import SpeakerUnknown
from bot.services.quoting.evidence import Gathering
from bot.services.quoting.inquiry import inquire
from bot.services.quoting.models import Asked, Said
from bot.services.quoting.naming import find_people, named_part
from bot.services.quoting.repeats import told_once
from bot.services.quoting.weighing import probability, weigh
from corpus.asking import said_question

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.services.quoting.models import Quoted
    from bot.services.quoting.naming import Match
    from bot.services.quoting.quoting import Quoting
    from bot.services.quoting.selecting import Mask, Selecting
    from bot.services.quoting.weighing import Weighed
    from corpus.asking import SaidQuestion

ANSWER_FROM = 0.4  # the probability of a right quotation from which it is shown as an answer
_LOOKED_AT = 30
_SHOWN = 10
_SURE = 0.97
_BESIDE = 0.25  # the share of the best one's score from which a quotation is shown beside it
_CLEAR = 1.0  # how much better one of several people must fit to be the one meant
_NAMED_FROM = 0.88  # the fit of a name from which nobody else's words can answer


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
            found = await self._who(said, question, selecting)
        else:
            found = await self._what(said, said.person, question, selecting)
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

    async def _who(self, said: SaidQuestion, text: str, selecting: Selecting) -> Said:
        """Answer who said it: the quotation that fits best tells."""
        weighed = await self._weighed(said, text, {}, selecting)
        confidence = probability(said, weighed)
        quotes = await self._shown(weighed, confidence, selecting, said.words)
        answered = confidence >= ANSWER_FROM
        return Said(
            asks_who=True,
            answered=answered,
            confidence=confidence,
            speaker=quotes[0].speaker if quotes else None,
            quotes=(_beside_best(quotes) if answered else quotes)[:_SHOWN],
            about=said.words,
        )

    async def _what(self, said: SaidQuestion, person: str, text: str, selecting: Selecting) -> Said:
        """Answer what somebody said, whoever the name or the description means."""
        draft = Said(asks_who=False, answered=False, confidence=0.0, by=person, about=said.words)
        matches = await self._quoting.people(person, selecting.directory)
        if not said.words:
            return await self._newest(draft, matches, selecting)
        named = await asyncio.to_thread(named_people, person, selecting)
        weighed = await self._weighed(said, text, named, selecting)
        confidence = probability(said, weighed)
        quotes = await self._shown(weighed, confidence, selecting, said.words)
        draft = replace(draft, confidence=confidence, quotes=quotes[:_SHOWN])
        if confidence < ANSWER_FROM:
            return await self._nothing(draft, matches, selecting)
        if len(matches) > 1 and matches[0].by == "name" and not _one_fits(weighed):
            choices = self._quoting.choices(matches, selecting.directory)
            return replace(draft, choices=choices, quotes=())
        speaker = quotes[0].speaker
        misspelt = bool(matches) and matches[0].by == "spelling"
        return replace(
            draft,
            answered=True,
            speaker=speaker,
            quotes=tuple(q for q in quotes if q.speaker == speaker)[:_SHOWN],
            meant=speaker if misspelt else None,
        )

    async def _newest(self, draft: Said, matches: Sequence[Match], selecting: Selecting) -> Said:
        """Return the newest words of somebody."""
        if len(matches) != 1:
            return replace(draft, choices=self._quoting.choices(matches, selecting.directory))
        mask = selecting.mask(Asked(), matches[0].code)
        quotes = await self._quoting.newest(selecting, mask, _SHOWN)
        name = matches[0].person.name
        return replace(draft, answered=True, confidence=_SURE, speaker=name, quotes=quotes)

    async def _nothing(self, draft: Said, matches: Sequence[Match], selecting: Selecting) -> Said:
        """Say that somebody is not quoted on that, and what they are quoted on."""
        if len(matches) != 1:
            return draft
        topics = await self._quoting.topics(matches[0], selecting)
        return replace(draft, speaker=matches[0].person.name, topics=topics)

    async def _weighed(
        self, said: SaidQuestion, text: str, named: Mapping[int, float], selecting: Selecting
    ) -> list[Weighed]:
        """Return the quotations that may answer, the best first."""
        places = self._quoting.places(selecting)

        def weighing() -> list[Weighed]:
            inquiry = inquire(said, text, selecting, named)
            return weigh(Gathering(inquiry, selecting, places), allowed_rows(named, selecting))

        return await asyncio.to_thread(weighing)

    async def _shown(
        self, weighed: Sequence[Weighed], confidence: float, selecting: Selecting, words: str
    ) -> tuple[Quoted, ...]:
        """Return the quotations to show, each statement once, scored by how likely they answer."""
        best = weighed[0].score if weighed else 0.0
        ranked = [(one.row, confidence * exp(one.score - best)) for one in weighed[:_LOOKED_AT]]
        quotes = await self._quoting.cited(ranked, selecting.directory, words)
        return told_once(sorted(quotes, key=lambda q: -q.score))


def _any_of(selecting: Selecting, matches: Sequence[Match]) -> Mask:
    mask = selecting.mask(Asked(), matches[0].code)
    for match in matches[1:]:
        mask |= selecting.mask(Asked(), match.code)
    return mask


def named_people(person: str, selecting: Selecting) -> dict[int, float]:
    """Return whom a description may name: place in the directory -> how well the name fits."""
    found = find_people(named_part(person), selecting.directory)
    return {match.code: match.fit for match in found if match.by != "role"}


def allowed_rows(named: Mapping[int, float], selecting: Selecting) -> Mask:
    """Return the rows that may answer: where somebody is named for certain, that person's."""
    certain = [code for code, fit in named.items() if fit >= _NAMED_FROM]
    mask = selecting.mask(Asked(), certain[0] if certain else None)
    for code in certain[1:]:
        mask |= selecting.mask(Asked(), code)
    return mask


def _beside_best(quotes: Sequence[Quoted]) -> tuple[Quoted, ...]:
    """Return the best quotation and those that fit nearly as well."""
    return tuple(q for q in quotes if q.score >= _BESIDE * quotes[0].score)


def _one_fits(weighed: Sequence[Weighed]) -> bool:
    """Tell whether the best quotations are one person's."""
    others = [one.score for one in weighed if one.speaker != weighed[0].speaker]
    return not others or weighed[0].score - others[0] >= _CLEAR
