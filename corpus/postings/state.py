"""One moment of the index: its segments, its totals, and what each term weighs in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from corpus.postings.parameters import Parameters, idf
from corpus.postings.view import View, WeighedList

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from corpus.postings.segment import Segment

_REMEMBERED = 100_000  # terms whose places are kept between queries


class Entry(NamedTuple):
    """A term that living passages hold.

    Attributes:
        df: How many they are.
        idf: What the term weighs, in nats.
        places: (which view, which of its terms), in the order of the views.
    """

    df: int
    idf: float
    places: tuple[tuple[int, int], ...]


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
            found = [(i, view.segment.vocabulary.find(term)) for i, view in enumerate(self.views)]
            places = tuple((i, place) for i, place in found if place >= 0)
            df = sum(self.views[i].df(place) for i, place in places)
            if not df:
                return None
            known = Entry(df, self._idf(df), places)
            if len(self._entries) >= _REMEMBERED:
                self._entries.clear()
            self._entries[term] = known
        return known

    def lists(self, terms: Sequence[str]) -> list[list[WeighedList]]:
        """Return each view's postings of the terms, in the order the terms first occur in."""
        lists: list[list[WeighedList]] = [[] for _ in self.views]
        counts: dict[str, int] = {}
        for term in terms:
            counts[term] = counts.get(term, 0) + 1
        for term, count in counts.items():
            entry = self.entry(term)
            if entry is None:
                continue
            weight = entry.idf * count
            for i, place in entry.places:
                view = self.views[i]
                peak = weight * float(view.segment.peaks[place]) * view.drift
                lists[i].append(WeighedList(*view.segment.postings(place), weight, peak))
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
