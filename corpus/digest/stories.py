"""Which of a morning's articles are one story: those known to be one, and those that tell alike.

Who copies or quotes whom is known to whoever calls, see `corpus.duplicates`. What remains are
reports of one event in different words, alike in the terms that weigh most and near in time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.digest.weights import Weights, cosine

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from corpus.digest.models import Piece

# How alike two reports of one event are, as a cosine; two events of one topic stay below. Among
# 840 news articles of a year, three pairs in four above it were one event told twice.
_ALIKE = 0.36  # both dated, within few days
_ALIKE_UNDATED = 0.42
_DAYS_APART = 3


def clusters(
    pieces: Sequence[Piece], weights: Weights, story_of: Mapping[int, Hashable] | None = None
) -> list[list[Piece]]:
    """Return the pieces by story: the first of each is its lead, the others the most alike first.

    A story never grows through a chain: each of its articles is alike to its lead, or known to be
    of the same story. Stories come in the order of their leads, and a piece earlier in ``pieces``
    is the lead of a later one.

    Args:
        pieces: The articles.
        weights: What their terms are worth.
        story_of: Which story a piece is known to be of, by its id; pieces may be missing.
    """
    known = story_of or {}
    vectors = [weights.vector(piece.article.text) for piece in pieces]
    found: list[list[tuple[float, int]]] = []
    for place, piece in enumerate(pieces):
        best, home = 0.0, None
        for story in found:
            lead = story[0][1]
            alike = cosine(vectors[place], vectors[lead])
            if _is_known(piece, pieces[lead], known):
                alike += 1.0
            elif not _is_alike(piece, pieces[lead], alike):
                continue
            if alike > best:
                best, home = alike, story
        if home is None:
            found.append([(2.0, place)])
        else:
            home.append((best, place))
    return [[pieces[n] for _, n in [s[0], *sorted(s[1:], key=lambda x: -x[0])]] for s in found]


def _is_known(a: Piece, b: Piece, story_of: Mapping[int, Hashable]) -> bool:
    return a.id in story_of and story_of[a.id] == story_of.get(b.id)


def _is_alike(a: Piece, b: Piece, alike: float) -> bool:
    apart = _days_apart(a, b)
    if apart is None:
        return alike >= _ALIKE_UNDATED
    return apart <= _DAYS_APART and alike >= _ALIKE


def _days_apart(a: Piece, b: Piece) -> int | None:
    first, second = a.article.published, b.article.published
    return None if first is None or second is None else abs((first - second).days)
