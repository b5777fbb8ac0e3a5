"""The door to the quotations: by speaker and topic, by remembered words, speaker by speaker."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from bot.services.quoting.answers import ABOUT_WORDS
from bot.services.quoting.cards import describe, known, topics
from bot.services.quoting.citing import cite
from bot.services.quoting.likeness import make_wanted
from bot.services.quoting.models import Asked, Card, Checked, Found, Known
from bot.services.quoting.naming import find_people, meant, starting_with
from bot.services.quoting.places import places_of
from bot.services.quoting.repeats import told_once
from bot.services.quoting.selecting import TOPIC, Selecting
from corpus.asking import said_question
from corpus.errors import EmptyQuestion, NothingIndexed
from corpus.matching import Degree, compare

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.services.answers import Answer
    from bot.services.library import Library
    from bot.services.loops import Clock
    from bot.services.quoting.directory import Directory
    from bot.services.quoting.holding import Holding
    from bot.services.quoting.likeness import Wanted
    from bot.services.quoting.models import Quoted
    from bot.services.quoting.naming import Match
    from bot.services.quoting.places import Places
    from bot.services.quoting.selecting import Mask
    from bot.storage.quotations import QuotationStore
    from corpus.models import Span
    from corpus.passages import Passages

MOST_QUOTES = 50
FITS_FROM = 0.5  # likeness from which a quotation is about the topic
NEAR_FROM = 0.25
_TYPING_S = 1.0  # the same while somebody types, whom Discord answers for no longer than 3 s
_PATIENCE_S = 2.0  # how long an answer waits for quotations that are still being read
_COMPARED = 40
_MOST_NEAR = 3
_REPEATED = 3  # how often a statement may be told again and again before fewer are shown
_MOST_CHOICES = 25
_SAID_SO = frozenset((Degree.EXACT, Degree.ALTERED))


class Quoting:
    """Looks quotations up."""

    def __init__(
        self, library: Library, holding: Holding, quotations: QuotationStore, clock: Clock
    ) -> None:
        self._library = library
        self._holding = holding
        self._quotations = quotations
        self._clock = clock
        self._placed: tuple[int, Passages, Places] | None = None

    @property
    def unread(self) -> int:
        """How many articles' quotations cannot be found yet: they are still being read."""
        return self._holding.unread

    async def ready(self) -> None:
        """Wait until the quotations of every article can be found."""
        await self._holding.ready()

    async def quote(self, asked: Asked, k: int = MOST_QUOTES) -> Found:
        """Return quotations by somebody, about something, of a kind or time.

        Raises:
            NothingIndexed: there is no article.
        """
        selecting = await self.selecting()
        if not asked.by:
            return await self._quotes(selecting, asked, None, k)
        matches = await self.people(asked.by, selecting.directory)
        if len(matches) != 1:
            choices = self.choices(matches, selecting.directory)
            return Found(asked, choices=choices, unread=self.unread)
        return await self._quotes(selecting, asked, matches[0], k)

    async def _quotes(
        self, selecting: Selecting, asked: Asked, match: Match | None, k: int
    ) -> Found:
        mask = selecting.mask(asked, match.code if match else None)
        person = match.person if match else None
        meant_name = person.name if person and match and match.by == "spelling" else None
        found = Found(asked, person, meant=meant_name, unread=self.unread)
        if not asked.about:
            return replace(found, quotes=await self.newest(selecting, mask, k))
        wanted = await self.wanted(asked.about)
        ranked = await asyncio.to_thread(selecting.weigh, wanted, mask, asked.about, TOPIC)
        fitting = [item for item in ranked if item[1] >= FITS_FROM][: _REPEATED * k]
        near = [item for item in ranked if item[1] >= NEAR_FROM][:_MOST_NEAR]
        quotes = told_once(await self.cited(fitting or near, selecting.directory, asked.about))[:k]
        subjects = await self.topics(match, selecting) if match and not fitting else ()
        return replace(found, quotes=quotes, is_near=not fitting, topics=subjects)

    async def whosaid(self, words: str, k: int = 10) -> Checked:
        """Compare words with everything that was said.

        Raises:
            EmptyQuestion: there is no word in them.
            NothingIndexed: there is no article.
        """
        if not any(c.isalnum() for c in words):
            raise EmptyQuestion(words)
        selecting = await self.selecting()
        wanted = await self.wanted(words)
        mask = selecting.mask(Asked())
        ranked = await asyncio.to_thread(selecting.weigh, wanted, mask, words)
        quotes = await self.cited(ranked[:_COMPARED], selecting.directory, words)
        compared = await asyncio.to_thread(_compared, words, quotes)
        found = [q for q in compared if q.comparison and q.comparison.degree in _SAID_SO]
        near = [q for q in compared if q.comparison and q.comparison.degree is Degree.NEAR]
        shown = told_once(found or near)[:k]
        return Checked(words, shown, is_found=bool(found), unread=self.unread)

    async def speakers(self, limit: int = -1) -> list[Known]:
        """Return who is quoted, the most often first; everybody when the limit is negative.

        Raises:
            NothingIndexed: there is no article.
        """
        directory = (await self.selecting()).directory
        size = len(directory.people) if limit < 0 else min(limit, len(directory.people))
        return [known(self._holding.catalogue, directory, code) for code in range(size)]

    async def speaker(self, name: str) -> Card | tuple[Known, ...]:
        """Return a speaker's card, or who may be meant; empty when nobody is called so.

        Raises:
            NothingIndexed: there is no article.
        """
        selecting = await self.selecting()
        matches = await self.people(name, selecting.directory)
        if len(matches) != 1:
            return self.choices(matches, selecting.directory)
        quotes = await self._all_of(matches[0], selecting)
        return await asyncio.to_thread(
            describe, self._holding.catalogue, selecting.directory, matches[0].code, quotes
        )

    async def complete(self, typed: str) -> list[str]:
        """Return names that go on as typed, by any form or role, the best known first."""
        await self._holding.ready(_TYPING_S)
        directory = await self._holding.directory()
        found = await asyncio.to_thread(starting_with, typed, directory, _MOST_CHOICES)
        return [person.name for person in found]

    # What the other quoting services build on

    async def selecting(self) -> Selecting:
        """Return the quotations as of now, to be searched.

        Raises:
            NothingIndexed: there is no article.
        """
        if not len(self._library):
            raise NothingIndexed
        await self._holding.ready(_PATIENCE_S)
        directory = await self._holding.directory()
        today = self._clock().date()
        return Selecting(self._holding.catalogue, directory, self._library.ranker, today)

    def places(self, selecting: Selecting) -> Places:
        """Return which passages the quotations stand in."""
        passages = selecting.ranker.passages
        key = (selecting.catalogue.changes, passages)
        if self._placed is None or self._placed[0] != key[0] or self._placed[1] is not passages:
            self._placed = (*key, places_of(selecting.catalogue, passages))
        return self._placed[2]

    async def people(self, name: str, directory: Directory) -> list[Match]:
        """Return whom a name means: one, several where it is ambiguous, nobody."""
        found = await asyncio.to_thread(find_people, name, directory)
        return meant(found, directory)

    async def wanted(self, text: str) -> Wanted:
        """Return the words of a text with their weights, misspelt ones put right."""
        vocabulary = await self._library.vocabulary()
        return await asyncio.to_thread(make_wanted, text, self._library.ranker, vocabulary)

    async def cited(
        self, ranked: Iterable[tuple[int, float]], directory: Directory, asked: str = ""
    ) -> tuple[Quoted, ...]:
        """Return the quotations of rows with their scores, to be shown."""
        catalogue = self._holding.catalogue
        rows = {int(catalogue.rows["id"][row]): (row, score) for row, score in ranked}
        kept = await self._quotations.get(rows)
        items = [(*rows[item.id], item) for item in kept]
        return await asyncio.to_thread(cite, catalogue, directory, items, asked)

    async def newest(self, selecting: Selecting, mask: Mask, k: int) -> tuple[Quoted, ...]:
        """Return the newest quotations among some rows, each statement once."""
        rows = [(row, 1.0) for row in selecting.newest(mask)[: _REPEATED * k]]
        return told_once(await self.cited(rows, selecting.directory))[:k]

    async def standing_in(self, version_id: int, span: Span) -> tuple[Quoted, ...]:
        """Return the quotations that stand in a slice of a version that is searched, in order."""
        await self._holding.ready(_PATIENCE_S)
        directory = await self._holding.directory()
        rows = self._holding.catalogue.rows
        inside = (rows["version"] == version_id) & (rows["start"] >= span.start)
        found = np.flatnonzero(inside & (rows["end"] <= span.end) & rows.alive)
        found = found[found < len(directory.codes)]
        return await self.cited([(row, 0.0) for row in found.tolist()], directory)

    async def restored(self, answer: Answer) -> Answer:
        """Return an answer about words, brought back after a while, with its quotations."""
        if answer.kind not in ABOUT_WORDS:
            return answer
        said = said_question(answer.question)
        hits = []
        for hit in answer.hits:
            quotes = await self.standing_in(hit.version.version_id, hit.span)
            if said and said.quoted:
                quotes = tuple(_compared(said.quoted[0], quotes))[:1]
            hits.append(replace(hit, said=quotes))
        return replace(answer, hits=tuple(hits))

    async def topics(self, match: Match, selecting: Selecting) -> tuple[str, ...]:
        """Return what somebody is quoted on."""
        quotes = await self._all_of(match, selecting)
        return await asyncio.to_thread(topics, self._holding.catalogue, quotes)

    async def _all_of(self, match: Match, selecting: Selecting) -> tuple[Quoted, ...]:
        rows = selecting.newest(selecting.mask(Asked(), match.code))
        return await self.cited([(row, 0.0) for row in rows], selecting.directory)

    def choices(self, matches: Sequence[Match], directory: Directory) -> tuple[Known, ...]:
        """Return who may be meant, the best known first."""
        order = sorted(matches, key=lambda m: -int(directory.counts[m.code]))
        catalogue = self._holding.catalogue
        return tuple(known(catalogue, directory, m.code) for m in order[:_MOST_CHOICES])


def _compared(words: str, quotes: Iterable[Quoted]) -> list[Quoted]:
    """Return the quotations with their comparison, the likest first."""
    found = [replace(q, comparison=compare(words, q.words)) for q in quotes]
    return sorted(found, key=lambda q: -(q.comparison.similarity if q.comparison else 0.0))
