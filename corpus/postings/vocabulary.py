"""The terms of a segment: sorted, end to end in one run of bytes, found by halving."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, overload

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SURROGATES = "surrogatepass"  # a term may be half of a broken pair; it is still a term


class Vocabulary(Sequence[bytes]):
    """Distinct terms in ascending order, as UTF-8, whose order is that of the characters.

    It reads the two arrays in place, so a memory-mapped vocabulary costs nothing to open.
    """

    def __init__(self, text: NDArray[np.uint8], bounds: NDArray[np.int64]) -> None:
        self.text = text
        self.bounds = bounds
        self._text = text.data
        self._bounds = bounds.data

    @classmethod
    def of(cls, terms: Iterable[str]) -> Vocabulary:
        """Return the vocabulary of ``terms``, which must be distinct and ascending."""
        encoded = [term.encode("utf-8", _SURROGATES) for term in terms]
        bounds = np.zeros(len(encoded) + 1, np.int64)
        np.cumsum([len(term) for term in encoded], out=bounds[1:])
        return cls(np.frombuffer(b"".join(encoded), np.uint8), bounds)

    def __len__(self) -> int:
        return len(self.bounds) - 1

    @overload
    def __getitem__(self, place: int) -> bytes: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[bytes]: ...
    def __getitem__(self, place: int | slice) -> bytes | Sequence[bytes]:
        if isinstance(place, slice):
            return [self[i] for i in range(*place.indices(len(self)))]
        return bytes(self._text[self._bounds[place] : self._bounds[place + 1]])

    def find(self, term: str) -> int:
        """Return the place of ``term``, or -1."""
        encoded = term.encode("utf-8", _SURROGATES)
        place = bisect_left(self, encoded)
        return place if place < len(self) and self[place] == encoded else -1

    def terms(self) -> list[str]:
        """Return every term, ascending."""
        text = self.text.tobytes()
        bounds = self.bounds.tolist()
        return [text[start:end].decode("utf-8", _SURROGATES) for start, end in pairwise(bounds)]


def sorted_terms(terms: Iterable[str]) -> list[str]:
    """Return ``terms`` ascending, without ever sorting so many at once that others must wait.

    A list's sort holds the interpreter to its end; sorting by first letters lets go in between.
    """
    shelves: dict[str, list[str]] = {}
    for term in terms:
        shelves.setdefault(term[:2], []).append(term)
    return [term for shelf in sorted(shelves) for term in sorted(shelves[shelf])]
