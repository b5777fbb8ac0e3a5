"""What stands around a line of a briefing: its context, other outlets, who else spoke."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.services.edition import Edition, Entry, Slice, Told, from_json
from corpus.digest.matching import is_by
from corpus.errors import AttribuneError
from corpus.terms import terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.storage.articles import ArticleStore
    from bot.storage.deliveries import Delivery, DeliveryStore
    from corpus.digest.models import Piece, Said
    from corpus.models import ArticleVersion

    Voice = tuple[Said, ArticleVersion]

_AROUND = 2  # sentences before and after
_VOICES = 4
_OUTLETS = 6  # further articles of a story that are read for voices


class LineMissing(AttribuneError):
    """A briefing has no line of that number."""

    def __init__(self, number: int, most: int) -> None:
        self.number = number
        super().__init__(
            f"That briefing has no line {number}: its lines are 1 to {most}."
            if most
            else "That briefing has no numbered lines."
        )


class BriefingGone(AttribuneError):
    """A briefing is no longer kept."""

    def __init__(self) -> None:
        super().__init__("That briefing is no longer kept; the next one will answer.")


@dataclass(frozen=True, slots=True)
class Around:
    """A line of a briefing with what stands around it.

    Attributes:
        entry: The line.
        before: Up to two sentences before the one told, in order.
        after: Up to two behind it, in order.
        voices: What else is said in the story, in whichever outlet: one quotation of each other
            person first. Its first slice's version tells in which article.
    """

    entry: Entry
    before: tuple[Slice, ...]
    after: tuple[Slice, ...]
    voices: tuple[Told, ...]


class ReadingOn:
    """Answers what people ask about a briefing that they have before them."""

    def __init__(
        self,
        deliveries: DeliveryStore,
        articles: ArticleStore,
        piece: Callable[[ArticleVersion], Piece],
    ) -> None:
        self._deliveries = deliveries
        self._articles = articles
        self._piece = piece

    async def edition(self, nonce: str) -> Edition:
        """Return the briefing that a message's buttons name.

        Raises:
            BriefingGone: it is no longer kept.
        """
        return _edition(await self._deliveries.by_nonce(nonce))

    async def of_message(self, message_id: int) -> str | None:
        """Return the nonce of the briefing that a message is; None when it is no briefing."""
        delivery = await self._deliveries.by_message(message_id)
        return delivery.nonce if delivery else None

    async def around(self, nonce: str, number: int) -> Around:
        """Return what stands around a numbered line of a briefing.

        Raises:
            BriefingGone: it is no longer kept.
            LineMissing: it has no such line.
        """
        edition = await self.edition(nonce)
        entry = edition.entry(number)
        if entry is None:
            raise LineMissing(number, len(edition.entries) + len(edition.held_back))
        version = await self._articles.version(entry.source.version_id)
        if version is None:
            raise BriefingGone
        others = [await self._articles.version(s.version_id) for s in entry.also[:_OUTLETS]]
        told_in = [version, *filter(None, others)]
        pieces = await asyncio.to_thread(lambda: [self._piece(version) for version in told_in])
        said = [(s, v) for v, piece in zip(told_in, pieces, strict=True) for s in piece.said]
        return _around(entry, version, pieces[0], _voices(entry, said))


def _edition(delivery: Delivery | None) -> Edition:
    if delivery is None or delivery.payload == "{}":
        raise BriefingGone
    return from_json(delivery.payload)


def _around(
    entry: Entry, version: ArticleVersion, piece: Piece, voices: tuple[Told, ...]
) -> Around:
    spans = [sentence.span for sentence in piece.sentences]
    told = entry.sentence
    place = next((n for n, s in enumerate(spans) if told and s.start <= told.start < s.end), None)
    before = spans[max(0, place - _AROUND) : place] if place is not None else []
    after = spans[place + 1 : place + 1 + _AROUND] if place is not None else spans[:_AROUND]
    cut = [Slice.of(version, span) for span in before], [Slice.of(version, span) for span in after]
    return Around(entry, tuple(cut[0]), tuple(cut[1]), voices)


def _voices(entry: Entry, said: list[Voice]) -> tuple[Told, ...]:
    """Return the quotations to show beside the line's own: other people's first, one of each."""
    told = entry.told
    heard = {_words(piece.text for piece in told.slices)} if told else set()
    names = [told.speaker] if told else []
    first: list[Voice] = []
    further: list[Voice] = []
    for voice in sorted(said, key=lambda voice: not voice[0].is_direct):
        words = _words(span.of(voice[1].article.text) for span in voice[0].contents)
        if words in heard:  # another outlet has it as well
            continue
        heard.add(words)
        is_known = any(is_by(voice[0], name) for name in names)
        (further if is_known else first).append(voice)
        names.append(voice[0].speaker)
    return tuple(_told(*voice) for voice in [*first, *further][:_VOICES])


def _words(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(terms(" ".join(texts)))


def _told(said: Said, version: ArticleVersion) -> Told:
    slices = tuple(Slice.of(version, span) for span in said.contents)
    return Told(slices, said.speaker, said.is_direct)
