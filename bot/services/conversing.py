"""Conversations: each message understood from those before it, for some minutes, in memory only."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from bot.services.answers import Answer
from corpus.conversation.people import Somebody, people_in
from corpus.conversation.resolve import understand
from corpus.conversation.turns import Act, still, turn_of
from corpus.quotes.extract import find_quotes

if TYPE_CHECKING:
    from datetime import datetime

    from bot.services.answering import Answering
    from bot.services.answers import Cited
    from bot.services.loops import Clock
    from corpus.conversation.turns import Turn, Understood
    from corpus.models import ArticleVersion, Span

__all__ = ["Act", "Conversing", "Place", "Reply"]

_MOST_CONVERSATIONS = 5000
_MOST_ARTICLES = 300  # whose people are remembered
_LOOKED_AT = 3  # slices whose articles a pronoun may be about
REMEMBERED = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Place:
    """Where and with whom: two people in one channel have two conversations."""

    channel_id: int
    user_id: int


@dataclass(frozen=True, slots=True)
class Reply:
    """What to answer to a message.

    Attributes:
        act: What was wanted; only ASK, MORE and CONTEXT have an answer.
        answer: What the articles say; None when nothing was asked, or there is nothing more.
        about: What was taken from the conversation; empty when nothing.
        page: The page to show, from 0.
        has_context: Whether the sentences around are to be shown.
    """

    act: Act
    answer: Answer | None = None
    about: tuple[str, ...] = ()
    page: int = 0
    has_context: bool = False


@dataclass(slots=True)
class _Memory:
    until: datetime
    turn: Turn
    answer: Answer
    page: int = 0
    before: _Memory | None = None  # as it was before this exchange, for a message that is edited


@dataclass(frozen=True, slots=True)
class _Voices:
    """Who is named in an article version, and whose words stand where."""

    people: tuple[Somebody, ...]
    said: tuple[tuple[Span, Somebody], ...]

    def voice(self, span: Span) -> Somebody | None:
        """Return who says the first quotation that lies in a slice; None when there is none."""
        found = next((who for said, who in self.said if said.overlaps(span)), None)
        if found is None:
            return None
        known = next((p for p in self.people if p.surname == found.surname), None)
        return known or (None if found.is_person else found)


class Conversing:
    """Answers messages in their conversations."""

    def __init__(self, answering: Answering, clock: Clock) -> None:
        self._answering = answering
        self._clock = clock
        self._memories: OrderedDict[Place, _Memory] = OrderedDict()
        self._locks: WeakValueDictionary[Place, asyncio.Lock] = WeakValueDictionary()
        self._voices: OrderedDict[int, _Voices] = OrderedDict()

    async def reply(self, place: Place, text: str) -> Reply:
        """Answer a message and remember the exchange; messages of one place wait for each other.

        Args:
            place: Where and with whom.
            text: The message, mentions of the bot taken out.

        Raises:
            EmptyQuestion: it holds no word that could be looked for.
            NothingIndexed: there is no article.
        """
        lock = self._locks.setdefault(place, asyncio.Lock())
        async with lock:
            return await self._reply(place, text)

    async def exactly(self, place: Place, text: str) -> Answer:
        """Answer just what was typed, whatever the conversation was about; go on from there.

        Raises:
            EmptyQuestion: it holds no word that could be looked for.
            NothingIndexed: there is no article.
        """
        answer = await self._answering.answer(text)
        await self.remember(place, answer)
        return answer

    async def _reply(self, place: Place, text: str) -> Reply:
        memory = self._recall(place)
        understood = understand(text, memory.turn if memory else None)
        if memory and understood.act is Act.MORE:
            memory.page += 1
            return Reply(Act.MORE, memory.answer, understood.about, page=memory.page)
        if memory and understood.act is Act.CONTEXT:
            page = memory.page
            return Reply(Act.CONTEXT, memory.answer, understood.about, page=page, has_context=True)
        if understood.act is not Act.ASK:
            return Reply(understood.act)
        answer = await self._answer(understood, memory)
        turn = await self._turn(answer)
        if memory and understood.stays:
            turn = still(memory.turn, turn)
        self._keep(place, turn, answer)
        return Reply(Act.ASK, answer, understood.about)

    async def remember(self, place: Place, answer: Answer) -> None:
        """Go on from an answer, wherever it was given."""
        self._keep(place, await self._turn(answer), answer)

    async def _turn(self, answer: Answer) -> Turn:
        slices = [hit.text for hit in answer.hits] if answer.answered else []
        read = [await self._read(hit.version) for hit in answer.hits[:_LOOKED_AT]]
        known = tuple(dict.fromkeys(somebody for one in read for somebody in one.people))
        voice = read[0].voice(answer.hits[0].span) if slices else None
        return turn_of(answer.question, slices, known, voice=voice)

    def _keep(self, place: Place, turn: Turn, answer: Answer) -> None:
        before = self._recall(place)
        if before is not None:
            before.before = None
        until = self._clock() + REMEMBERED
        self._memories[place] = _Memory(until, turn, answer, before=before)
        self._memories.move_to_end(place)
        while len(self._memories) > _MOST_CONVERSATIONS:
            self._memories.popitem(last=False)

    def read(self, place: Place, text: str) -> None:
        """Go on from a text that the person replies to, where there was no conversation."""
        turn = turn_of("", [text], people_in(text))
        self._keep(place, turn, Answer(question="", kind="fact", answered=False, confidence=0.0))

    def undo(self, place: Place) -> None:
        """Forget the last exchange: its message was changed or deleted."""
        memory = self._memories.pop(place, None)
        if memory is not None and memory.before is not None:
            self._memories[place] = memory.before

    def forget(self, user_id: int) -> None:
        """Forget every conversation with a person."""
        for place in [place for place in self._memories if place.user_id == user_id]:
            del self._memories[place]

    def _recall(self, place: Place) -> _Memory | None:
        memory = self._memories.get(place)
        if memory is not None and memory.until <= self._clock():
            del self._memories[place]
            return None
        return memory

    async def _answer(self, understood: Understood, memory: _Memory | None) -> Answer:
        answer = await self._answering.answer(understood.question)
        if not (understood.skips_shown and memory):
            return answer
        shown = {(h.version.version_id, h.span) for h in _shown(memory)}
        rest = (h for h in answer.hits if (h.version.version_id, h.span) not in shown)
        hits = tuple(replace(hit, rank=rank) for rank, hit in enumerate(rest, 1))
        return replace(answer, hits=hits, answered=answer.answered and bool(hits))

    async def _read(self, version: ArticleVersion) -> _Voices:
        voices = self._voices.get(version.version_id)
        if voices is None:
            voices = await asyncio.to_thread(_voices_of, version)
            self._voices[version.version_id] = voices
            while len(self._voices) > _MOST_ARTICLES:
                self._voices.popitem(last=False)
        return voices


def _voices_of(version: ArticleVersion) -> _Voices:
    article = version.article
    people = people_in(article.text)
    extraction = find_quotes(article.text, headline=article.headline)
    said = []
    for quote in extraction.quotes:
        if quote.speaker is not None:
            speaker = extraction.speakers[quote.speaker]
            said += [
                (span, Somebody(speaker.name, speaker.gender, speaker.is_person))
                for span in quote.contents
            ]
    return _Voices(people, tuple(said))


def _shown(memory: _Memory) -> tuple[Cited, ...]:
    return memory.answer.hits[:_LOOKED_AT] if memory.answer.answered else ()
