"""Which articles tell the same story: by what they are about, and by words they share."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.digest.weights import Weights, cosine
from corpus.terms import terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.digest.models import Piece

# How alike two reports of one event are, as a cosine; two events of one topic stay below.
_ALIKE = 0.33  # both dated, within few days
_ALIKE_UNDATED = 0.42
_ALIKE_WITH_SHARED_WORDS = 0.22
_SHINGLE = 8  # terms in a row: two reporters do not write so many alike by chance
_SHARED = 4
_DAYS_APART = 3
_CACHED_TEXTS = 1024


def clusters(pieces: Sequence[Piece], weights: Weights) -> list[list[Piece]]:
    """Return the pieces by story: the first of each is its lead, the others the most alike first.

    A story never grows through a chain: each of its articles is alike to its lead. Stories come in
    the order of their leads, and a piece earlier in ``pieces`` is the lead of a later one.
    """
    vectors = [weights.vector(piece.article.text) for piece in pieces]
    found: list[list[tuple[float, int]]] = []
    for place, piece in enumerate(pieces):
        best, home = 0.0, None
        for story in found:
            lead = story[0][1]
            alike = cosine(vectors[place], vectors[lead])
            if alike > best and _is_same(piece, pieces[lead], alike):
                best, home = alike, story
        if home is None:
            found.append([(1.0, place)])
        else:
            home.append((best, place))
    return [[pieces[n] for _, n in [s[0], *sorted(s[1:], key=lambda x: -x[0])]] for s in found]


def _is_same(a: Piece, b: Piece, alike: float) -> bool:
    apart = _days_apart(a, b)
    if alike < _ALIKE_WITH_SHARED_WORDS or (apart or 0) > _DAYS_APART:
        return False
    if alike >= (_ALIKE_UNDATED if apart is None else _ALIKE):
        return True
    return len(_shingles(a.article.text) & _shingles(b.article.text)) >= _SHARED


def _days_apart(a: Piece, b: Piece) -> int | None:
    first, second = a.article.published, b.article.published
    return None if first is None or second is None else abs((first - second).days)


@lru_cache(_CACHED_TEXTS)
def _shingles(text: str) -> frozenset[int]:
    found = terms(text)
    return frozenset(hash(tuple(found[n : n + _SHINGLE])) for n in range(len(found) - _SHINGLE + 1))
