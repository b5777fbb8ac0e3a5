"""One moment of the index: its segments, its totals, and what each term weighs in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from corpus.postings.parameters import Parameters, idf
from corpus.postings.view import View, WeighedList

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from corpus.postings.segment import Segment

_REMEMBERED = 100_000  # terms whose places are kept between queries


class Held(NamedTuple):
    """A term's postings in one view.

    Attributes:
        view: Which view.
        term: Which of its segment's terms.
        ids: The passages, ascending, dead ones included.
        codes: The pair of each.
        peak: The greatest weight among them, before idf.
    """

    view: int
    term: int
    ids: NDArray[np.int32]
    codes: NDArray[np.unsignedinteger]
    peak: float


class Entry(NamedTuple):
    """A term that living passages hold.

    Attributes:
        df: How many they are.
        idf: What the term weighs, in nats.
        held: Its postings in each view that has it, in the order of the views.
    """

    df: int
    idf: float
    held: tuple[Held, ...]


def _by_df(entry: tuple[Entry, int]) -> int:
    return entry[0].df


@dataclass(frozen=True, eq=False)
class State:
    """The whole index at one moment. Readers take one and keep it for a whole query.

    Attributes:
        parameters: The constants of the ranking.
        views: The segments, in the order of their ids, without a gap.
        passages: How many passages live.
        size: How many terms they hold, repeats included.
    """

    parameters: Parameters
    views: tuple[View, ...]
    passages: int
    size: int
    _entries: dict[str, Entry] = field(default_factory=dict, repr=False)

    @classmethod
    def of(
        cls, parameters: Parameters, parts: Iterable[tuple[Segment, NDArray[np.int32]]]
    ) -> State:
        """Return the state of segments, each with the passages discarded since it was made."""
        kept = [(segment, dead) for segment, dead in parts if len(segment)]
        passages = sum(segment.living - len(dead) for segment, dead in kept)
        size = sum(segment.size - int(segment.lengths[dead].sum()) for segment, dead in kept)
        avgdl = (size / passages if passages else 0.0) or 1.0
        views = tuple(View.of(segment, dead, avgdl, parameters) for segment, dead in kept)
        return cls(parameters, views, passages, size)

    @property
    def parts(self) -> list[tuple[Segment, NDArray[np.int32]]]:
        """The segments, each with the passages discarded since it was made."""
        return [(view.segment, view.dead) for view in self.views]

    @property
    def end(self) -> int:
        """The id that the next passage gets."""
        return self.views[-1].segment.end if self.views else 0

    @property
    def avgdl(self) -> float:
        """The average length of a living passage, in terms; 0 without any."""
        return self.size / self.passages if self.passages else 0.0

    def entry(self, term: str) -> Entry | None:
        """Return what is known of a term, or None when no living passage holds it."""
        known = self._entries.get(term)
        if known is None:
            held = tuple(self._held(term))
            df = sum(self.views[part.view].count(part.ids) for part in held)
            if not df:
                return None
            known = Entry(df, self._idf(df), held)
            if len(self._entries) >= _REMEMBERED:
                self._entries.clear()
            self._entries[term] = known
        return known

    def _held(self, term: str) -> Iterator[Held]:
        for i, view in enumerate(self.views):
            segment = view.segment
            place = segment.vocabulary.find(term)
            if place >= 0:
                peak = float(segment.peaks[place]) * view.drift
                yield Held(i, place, *segment.postings(place), peak)

    def lists(self, terms: Sequence[str]) -> list[list[WeighedList]]:
        """Return each view's postings of the terms, the rarest term first.

        The order is that of the whole index, so scores are added up alike in all segments.
        """
        lists: list[list[WeighedList]] = [[] for _ in self.views]
        counts: dict[str, int] = {}
        for term in terms:
            counts[term] = counts.get(term, 0) + 1
        entries = [(entry, counts[term]) for term in counts if (entry := self.entry(term))]
        for entry, count in sorted(entries, key=_by_df):
            weight = entry.idf * count
            for held in entry.held:
                part = WeighedList(held.term, held.ids, held.codes, weight, held.peak * weight)
                lists[held.view].append(part)
        return lists

    def document_frequencies(self) -> dict[str, int]:
        """Return the document frequency of every term; slow, it goes through all of them."""
        total: dict[str, int] = {}
        for view in self.views:
            segment = view.segment
            df = np.diff(segment.bounds)
            if len(view.dead) and len(df):
                df = np.add.reduceat(view.is_living(segment.ids), segment.bounds[:-1], dtype=int)
            for term, count in zip(segment.vocabulary.terms(), df.tolist(), strict=True):
                total[term] = total.get(term, 0) + count
        return {term: df for term, df in total.items() if df}

    @cached_property
    def lengths(self) -> NDArray[np.int32]:
        """The length of every passage by id, 0 for one that is not there any more; read only."""
        lengths = np.concatenate([np.empty(0, np.int32), *(view.lengths() for view in self.views)])
        lengths.flags.writeable = False
        return lengths

    @cached_property
    def average_idf(self) -> float:
        """rank-bm25's average over all terms, of the idf before its floor."""
        every = self.document_frequencies().values()
        values = [idf(df, n=self.passages, parameters=self.parameters) for df in every]
        return sum(values) / len(values) if values else 0.0

    def _idf(self, df: int) -> float:
        value = idf(df, n=self.passages, parameters=self.parameters)
        if value < 0:
            return self.parameters.epsilon * self.average_idf
        return value
