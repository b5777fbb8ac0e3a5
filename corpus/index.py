"""The index: which passages hold which terms, and what each is worth to a question."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np
from rank_bm25 import BM25Okapi

from corpus.postings.build import build
from corpus.postings.merge import due, merge
from corpus.postings.parameters import LIBRARY, PRODUCT, Parameters
from corpus.postings.scan import scores
from corpus.postings.search import search
from corpus.postings.state import State
from corpus.postings.store import load, save
from corpus.postings.view import NOBODY, bury

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

__all__ = ["LIBRARY", "PRODUCT", "Index", "Parameters"]


class Index(BM25Okapi):  # type: ignore[misc]  # rank-bm25 has no types
    """Okapi BM25 over postings, with rank-bm25's scores and a small part of its work.

    Passages are numbered from 0 in the order they come in; a number is never used twice. Any number
    of threads may search while one adds, discards or merges: each query sees one moment.
    """

    def __init__(
        self,
        corpus: Iterable[Sequence[str]] = (),
        *,
        parameters: Parameters = PRODUCT,
        state: State | None = None,
    ) -> None:
        """Index ``corpus``, the terms of each passage, or take over a state that is made."""
        if state is None:
            segment = build(corpus, parameters=parameters)
            state = State.of(parameters, [(segment, NOBODY)])
        self._state = state
        self._writing = threading.Lock()
        self._merging = threading.Lock()
        self._saving = threading.Lock()

    @classmethod
    def build(
        cls, token_lists: Iterable[Sequence[str]], *, parameters: Parameters = PRODUCT
    ) -> Index:
        """Return the index of the passages, given as lists of terms and read one at a time."""
        return cls(token_lists, parameters=parameters)

    @classmethod
    def open(cls, folder: Path) -> Index:
        """Return the index that was saved in a folder, its arrays mapped from the disk.

        Raises:
            DamagedIndex: It is missing, incomplete, altered, or of another version.
        """
        return cls(state=load(folder))

    def save(self, folder: Path) -> None:
        """Keep the index in a folder; whatever happens meanwhile, the last one saved stays whole.

        Segments that the folder already holds are not written again.
        """
        with self._saving:
            save(self._state, folder)

    # Reading

    def search(
        self, terms: Sequence[str], k: int = 10
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Return the ids and scores of the best passages, the best first, then by id.

        A passage that shares no term is never among them, so there may be fewer than ``k``. A term
        given twice counts twice.
        """
        return search(self._state, terms, k)

    def get_scores(self, query: Sequence[str]) -> NDArray[np.float64]:
        """Return the score of every id; 0 where no term is shared or the passage was discarded."""
        state = self._state
        lists = state.lists(query)
        parts = [scores(view, part) for view, part in zip(state.views, lists, strict=True)]
        return np.concatenate([np.empty(0), *parts])

    def get_batch_scores(self, query: Sequence[str], doc_ids: Sequence[int]) -> list[float]:
        """Return the scores of the passages with these ids."""
        return [float(score) for score in self.get_scores(query)[np.asarray(doc_ids, np.int64)]]

    def postings(self, term: str) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """Return the ids of the passages that hold a term, ascending, and how often each does."""
        state = self._state
        entry = state.entry(term)
        ids, tf = [np.empty(0, np.int64)], [np.empty(0, np.int32)]
        for held in entry.held if entry else ():
            view = state.views[held.view]
            living = view.is_living(held.ids) if len(view.dead) else slice(None)
            ids.append(held.ids[living] + np.int64(view.segment.first))
            tf.append(view.segment.pair_tf.take(held.codes[living]))
        return np.concatenate(ids), np.concatenate(tf)

    def holders(self, term: str) -> NDArray[np.int64]:
        """Return the ids of the passages that hold a term, ascending."""
        state = self._state
        entry = state.entry(term)
        ids = [np.empty(0, np.int64)]
        for held in entry.held if entry else ():
            view = state.views[held.view]
            living = held.ids[view.is_living(held.ids)] if len(view.dead) else held.ids
            ids.append(living.astype(np.int64) + view.segment.first)
        return ids[-1] if len(ids) <= 2 else np.concatenate(ids)  # noqa: PLR2004 (one view)

    def df(self, term: str) -> int:
        """Return how many passages hold a term."""
        entry = self._state.entry(term)
        return entry.df if entry else 0

    def idf_of(self, term: str) -> float:
        """Return what a term weighs, in nats; 0 for one that no passage holds."""
        entry = self._state.entry(term)
        return entry.idf if entry else 0.0

    def terms(self) -> Iterator[str]:
        """Yield every term that a passage holds, in no order to rely on."""
        yield from self._state.document_frequencies()

    def __contains__(self, term: str) -> bool:
        return self._state.entry(term) is not None

    def __len__(self) -> int:
        return self._state.passages

    @property
    def lengths(self) -> NDArray[np.int32]:
        """The length of every passage by id, in terms; 0 for one that was discarded."""
        return self._state.lengths

    @property
    def parameters(self) -> Parameters:
        """The constants of the ranking."""
        return self._state.parameters

    @property
    def segments(self) -> int:
        """How many segments a query goes through."""
        return len(self._state.views)

    # What rank-bm25's own index shows of itself

    @property
    def k1(self) -> float:
        """How soon repeating a term stops paying."""
        return self.parameters.k1

    @property
    def b(self) -> float:
        """How much a long passage is held against."""
        return self.parameters.b

    @property
    def epsilon(self) -> float:
        """The share of the average idf that rank-bm25 gives to terms below 0."""
        return self.parameters.epsilon

    @property
    def corpus_size(self) -> int:
        """How many ids were given out: how many documents ``get_top_n`` expects."""
        return self._state.end

    @property
    def avgdl(self) -> float:
        """The average length of a passage, in terms; 0 without any."""
        return self._state.avgdl

    @property
    def doc_len(self) -> list[int]:
        """``lengths``, as a list."""
        lengths: list[int] = self.lengths.tolist()
        return lengths

    @property
    def idf(self) -> dict[str, float]:
        """What every term weighs, in nats; slow, it goes through all of them."""
        return {term: self.idf_of(term) for term in self.terms()}

    # Writing

    def add(self, token_lists: Iterable[Sequence[str]]) -> range:
        """Add passages and return their ids; document frequencies and lengths stay exact."""
        with self._writing:
            state = self._state
            segment = build(token_lists, parameters=state.parameters, first=state.end)
            self._state = State.of(state.parameters, [*state.parts, (segment, NOBODY)])
        return range(segment.first, segment.end)

    def discard(self, ids: Iterable[int]) -> None:
        """Remove passages, as if they had never been there; their ids are not used again.

        Ids discarded before are passed over.

        Raises:
            IndexError: An id was never given out.
        """
        gone = np.unique(np.fromiter(ids, np.int64))
        with self._writing:
            state = self._state
            if len(gone) and not 0 <= gone[0] <= gone[-1] < state.end:
                raise IndexError(f"passages are numbered from 0 to {state.end - 1}")
            parts = [(segment, bury(dead, segment, gone)) for segment, dead in state.parts]
            self._state = State.of(state.parameters, parts)

    def merge(self, *, whole: bool = False) -> bool:
        """Make one segment of several small ones; tell whether there was anything to do.

        Meant for a thread of its own: searches, additions and removals go on meanwhile.

        Args:
            whole: Merge all segments, and drop what discarded passages left behind.
        """
        with self._merging:
            state = self._state
            parts = state.parts
            chosen = slice(0, len(parts)) if whole else due(parts)
            parts = parts[chosen]
            if not parts or (len(parts) == 1 and not len(parts[0][1])):
                return False
            segments, dead = [part[0] for part in parts], [part[1] for part in parts]
            merged = merge(segments, dead, state.parameters)
            with self._writing:
                now = self._state.parts
                gone = np.concatenate(
                    [dead + np.int64(segment.first) for segment, dead in now[chosen]]
                )
                now[chosen] = [(merged, bury(NOBODY, merged, gone))]
                self._state = State.of(state.parameters, now)
        return True
