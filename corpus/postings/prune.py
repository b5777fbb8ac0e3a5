"""The best passages without reading every posting, and not one of them wrong.

The rarest terms come first: their postings are added up until no passage outside them can still
reach the k best. What is left of the question, its common words, is then looked up for the few
passages that matter. Where common words decide after all, one byte a passage tells no less than
what a term earns there, and adding up bytes is fast. Bounds may be too high, never too low; what is
returned was scored exactly, in the order of the lists.
"""

from __future__ import annotations

import threading
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from corpus.postings.scan import best, finished, least_of_best

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from corpus.postings.view import View, WeighedList

_DENSE = 32  # a term that one passage in so many holds is cheaper to add up by bytes
_SAMPLED = 4  # times k passages are scored in full, to learn what the best are worth at the least
_SAMPLED_FROM = 4096  # of the rarest postings
_WORTH_SAMPLING = 2000  # a list this long costs as much to read as a sample does to score
_MANY = 1000  # candidates, more than which bytes narrow down
_TOP, _MOST = 255, 65_535  # the greatest byte, the greatest sum of bytes
_SLACK = 1e-9  # of the greatest score: far more than rounding adds, far less than anyone sees


class _Scratch(threading.local):
    """An array of zeros for each thread: clearing the few places used beats making a new one."""

    def __init__(self) -> None:
        self._zeros = np.zeros(0)

    def take(self, size: int) -> NDArray[np.float64]:
        """Return at least ``size`` zeros, for the taker alone."""
        zeros, self._zeros = self._zeros, np.zeros(0)
        return zeros if len(zeros) >= size else np.zeros(size)

    def give(self, zeros: NDArray[np.float64]) -> None:
        """Take back an array that holds nothing but zeros."""
        self._zeros = zeros


_scratch = _Scratch()


def pruned(
    view: View, lists: Sequence[WeighedList], k: int, floor: float
) -> tuple[NDArray[np.signedinteger], NDArray[np.float64]]:
    """Return the k best passages of a segment, the best first, then by id.

    Args:
        view: The segment.
        lists: The query's postings, the rarest term first, every weight above 0.
        k: How many passages are wanted.
        floor: Passages below this score need not be returned.
    """
    return _Hunt(view, lists, k, floor).run()


class _Hunt:
    """One query in one segment.

    Attributes:
        needed: What the k best score at the least, as far as is known.
        rest: What a passage can earn from each list on, at the most.
        read: How many of the lists were added up so far.
    """

    def __init__(self, view: View, lists: Sequence[WeighedList], k: int, floor: float) -> None:
        self.view, self.lists, self.k = view, lists, k
        self.rest = list(accumulate((part.peak for part in reversed(lists)), initial=0.0))[::-1]
        self.slack = self.rest[0] * _SLACK
        self.needed = floor - self.slack
        self.read = 0
        self.total = _scratch.take(len(view.segment))

    def run(self) -> tuple[NDArray[np.signedinteger], NDArray[np.float64]]:
        """Find them."""
        self._read_rare()
        ids, earned = self._take()
        if self._others_can_win():
            ids, earned = self._search_bytes(ids, earned)
        else:
            ids, earned = self._narrowed(ids, earned)
        order = np.argsort(ids)
        ids = ids[order]
        scores = finished(self.view, self.lists[self.read :], ids, earned[order])
        if len(self.view.dead):
            living = self.view.is_living(ids)
            ids, scores = ids[living], scores[living]
        return best(ids, scores, self.k)

    def _others_can_win(self) -> bool:
        """Tell whether passages that are in none of the lists read can reach the best."""
        return self.read < len(self.lists) and self.rest[self.read] >= self.needed

    def _read_rare(self) -> None:
        """Add up lists for as long as passages that are in none of them can win."""
        seen, worth = 0, _WORTH_SAMPLING
        while self._others_can_win():
            part = self.lists[self.read]
            if self._is_dense(part):
                break
            if len(part.ids) > worth and seen >= self.k:
                self._sample_read()
                worth = 2 * len(part.ids)
                if not self._others_can_win():
                    break
            np.add.at(self.total, part.ids, (self.view.table * part.weight).take(part.codes))
            seen += len(part.ids)
            self.read += 1

    def _sample_read(self) -> None:
        ids = np.concatenate([part.ids for part in self.lists[: self.read]])[:_SAMPLED_FROM]
        earned = self.total.take(ids)
        if len(ids) > self.k * _SAMPLED:
            chosen = np.argpartition(earned, -self.k * _SAMPLED)[-self.k * _SAMPLED :]
            ids = ids[chosen]
        ids = np.unique(ids)
        self._sample(ids, self.total.take(ids))

    def _sample(self, ids: NDArray[np.int32], earned: NDArray[np.float64]) -> None:
        """Score passages, ascending, in full and learn from the k-th best of them."""
        if len(self.view.dead):
            living = self.view.is_living(ids)
            ids, earned = ids[living], earned[living]
        if len(ids) >= self.k:
            scores = finished(self.view, self.lists[self.read :], ids, earned)
            kth = len(scores) - self.k
            least = float(np.partition(scores, kth)[kth])
            self.needed = max(self.needed, least - self.slack)

    def _take(self) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        """Return the passages read and what they earned, and leave zeros behind."""
        ids, earned = [np.empty(0, np.int32)], [np.empty(0)]
        for part in self.lists[: self.read]:
            ids.append(part.ids)
            earned.append(self.total.take(part.ids))
            self.total[part.ids] = 0.0  # a passage met again has earned nothing more
        _scratch.give(self.total)
        together, total = np.concatenate(ids), np.concatenate(earned)
        enough = max(self.needed - self.rest[self.read], np.finfo(np.float64).tiny)
        kept = np.flatnonzero(total >= enough)
        return together.take(kept), total.take(kept)

    def _narrowed(
        self, ids: NDArray[np.int32], earned: NDArray[np.float64]
    ) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        """Return those passages that can still win, by bytes where they are too many to score."""
        if len(ids) <= _MANY:
            return ids, earned
        bound, left = earned, self.rest[self.read]
        for part in self._dense():
            bound = bound + self._row(part).take(ids) * self._step(part)
            left -= part.peak
            kept = np.flatnonzero(bound >= self.needed - left)
            if len(kept) < len(ids) / 2:
                ids, earned, bound = ids.take(kept), earned.take(kept), bound.take(kept)
        self._sample_best(ids, earned, bound)
        kept = np.flatnonzero(bound >= self.needed - left)
        return ids.take(kept), earned.take(kept)

    def _sample_best(
        self, ids: NDArray[np.int32], earned: NDArray[np.float64], bound: NDArray[np.float64]
    ) -> None:
        """Score those of distinct passages in full that promise most."""
        count = self.k * _SAMPLED
        if len(ids) > count:
            chosen = np.argpartition(bound, -count)[-count:]
            ids, earned = ids[chosen], earned[chosen]
        order = np.argsort(ids)
        self._sample(ids[order], earned[order])

    def _search_bytes(
        self, ids: NDArray[np.int32], earned: NDArray[np.float64]
    ) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        """Return the passages, read or not, that can win by the lists not read."""
        unit, bounds = self._bounds()
        bound = earned + bounds.take(ids) * unit
        bounds[ids] = 0
        self._sample_best(ids, earned, bound)
        if self._others_can_win():
            enough = max(least_of_best(bounds, self.k), self.needed / unit)
            others = np.flatnonzero(bounds >= enough)[:_MANY].astype(np.int32)
            self._sample(others, np.zeros(len(others)))
        others = np.flatnonzero(bounds >= max(self.needed / unit, 1)).astype(np.int32)
        kept = np.flatnonzero(bound >= self.needed)
        return (
            np.concatenate([ids.take(kept), others]),
            np.concatenate([earned.take(kept), np.zeros(len(others))]),
        )

    def _bounds(self) -> tuple[float, NDArray[np.uint16]]:
        """Return a unit, and how many of it each passage earns by the lists not read, at most."""
        lists = self.lists[self.read :]
        unit = sum(_TOP * self._step(part) for part in lists) / (_MOST - len(lists) * (_TOP + 1))
        bounds = np.zeros(len(self.view.segment), np.uint16)
        more = np.empty_like(bounds)
        for part in lists:
            if self._is_dense(part):
                factor = np.uint16(np.ceil(self._step(part) / unit))
                np.multiply(self._row(part), factor, out=more, dtype=np.uint16)
                np.add(bounds, more, out=bounds)
            else:
                earned = np.ceil(self.view.table * (part.weight / unit)).astype(np.uint16)
                np.add.at(bounds, part.ids, earned.take(part.codes))
        return unit, bounds

    def _dense(self) -> list[WeighedList]:
        """Return the common lists not yet read, those that can earn most first."""
        dense = [part for part in self.lists[self.read :] if self._is_dense(part)]
        return sorted(dense, key=lambda part: -part.peak)

    def _is_dense(self, part: WeighedList) -> bool:
        return len(part.ids) * _DENSE > len(self.view.segment)

    def _row(self, part: WeighedList) -> NDArray[np.uint8]:
        return self.view.segment.rows.of(part.term)

    def _step(self, part: WeighedList) -> float:
        """Return what a byte of 1 is worth."""
        return self.view.segment.rows.unit * self.view.drift * part.weight
