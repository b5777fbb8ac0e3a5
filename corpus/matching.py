"""Compare words as somebody remembers them with words as they were printed.

Quotation marks, case, accents, dashes, ellipses and small words do not matter. The comparison is a
local alignment (Smith and Waterman 1981, "Identification of Common Molecular Subsequences"), word
by word, so that a part of a long quotation is found as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from corpus.models import Span
from corpus.terms import fold, term_of
from corpus.word_lists import words as listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ALTERED_FROM = 0.6
ASKED_FROM = 0.6  # how much of the words asked for must agree before a text counts as altered
_MANY = 4  # words; of so many that agree, small ones count in full
NEAR_FROM = 0.3
_MOST_ASKED = 120  # words
_MOST_PRINTED = 1200  # words
_WORD = re.compile(r"[^\W_]+(?:['\u2019\u02bc.,][^\W_]+)*")
_SMALL_WEIGHT = 0.2
_BEYOND = 3  # words at each end that may stand for asked words which agree with nothing
_SAME_TERM, _OTHER, _GAP = 0.8, -0.7, -0.4


class Degree(StrEnum):
    """How near remembered words come to printed ones."""

    EXACT = "exact"
    ALTERED = "altered"
    NEAR = "near"
    NONE = "none"


class Side(StrEnum):
    """Where a word of the comparison stands."""

    BOTH = "both"
    ASKED = "asked"
    PRINTED = "printed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of the comparison, in reading order.

    Attributes:
        side: Whether they stand in both texts or in one of them.
        text: The words; as printed where they were printed.
    """

    side: Side
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """How remembered words compare with printed ones.

    Attributes:
        degree: The verdict.
        similarity: The share of words, small ones counted little, that agree; 0 to 1.
        window: The part of the printed text they were compared with; None without likeness.
        pieces: The word diff over the window.
    """

    degree: Degree
    similarity: float
    window: Span | None = None
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    folded: str
    term: str
    span: Span
    weight: float


def compare(asked: str, printed: str) -> Comparison:
    """Return how remembered words compare with printed ones.

    Args:
        asked: The words as somebody typed them; may be a part of what was printed.
        printed: What was printed.
    """
    ours, theirs = _words(asked)[:_MOST_ASKED], _words(printed)[:_MOST_PRINTED]
    pairs = _align(ours, theirs)
    if not pairs:
        return Comparison(Degree.NONE, 0.0)
    first, end = _window(ours, theirs, pairs)
    window = theirs[first:end]
    agreeing = sum(
        ours[a].weight * (1.0 if ours[a].folded == theirs[b].folded else _SAME_TERM)
        for a, b in pairs
    )
    total = _weight(ours) + _weight(window)
    similarity = min(1.0, 2 * agreeing / total)
    exact = _is_exact(asked, theirs)
    return Comparison(
        degree=Degree.EXACT if exact else _degree(similarity, is_most=_is_most(ours, pairs)),
        similarity=1.0 if exact else similarity,
        window=Span(window[0].span.start, window[-1].span.end),
        pieces=_pieces(ours, theirs, [*pairs, (len(ours), end)], printed, first),
    )


def _window(
    ours: Sequence[_Word], theirs: Sequence[_Word], pairs: Sequence[tuple[int, int]]
) -> tuple[int, int]:
    """Return which printed words are compared: those that agree, and what stands for the rest."""
    (first_a, first_b), (last_a, last_b) = pairs[0], pairs[-1]
    before = min(first_a, first_b, _BEYOND)
    behind = min(len(ours) - 1 - last_a, len(theirs) - 1 - last_b, _BEYOND)
    return first_b - before, last_b + 1 + behind


def _is_most(ours: Sequence[_Word], pairs: Sequence[tuple[int, int]]) -> bool:
    """Tell whether most of the words asked for agree: by weight, or of many by their number."""
    share = sum(ours[a].weight for a, _ in pairs) / _weight(ours)
    return share >= ASKED_FROM or (len(pairs) >= _MANY and 2 * len(pairs) > len(ours))


def _degree(similarity: float, *, is_most: bool) -> Degree:
    if similarity >= ALTERED_FROM and is_most:
        return Degree.ALTERED
    return Degree.NEAR if similarity >= NEAR_FROM else Degree.NONE


def _words(text: str) -> list[_Word]:
    small = listed("quoting/small_words.txt")
    found = []
    for match in _WORD.finditer(text):
        folded = fold(match.group())
        if folded:
            weight = _SMALL_WEIGHT if folded in small else 1.0
            term = term_of(match.group()) or folded
            found.append(_Word(match.group(), folded, term, Span(*match.span()), weight))
    return found


def _weight(words: Iterable[_Word]) -> float:
    return sum(word.weight for word in words)


def _is_exact(asked: str, printed: Sequence[_Word]) -> bool:
    """Tell whether the words stand there one after the other; an ellipsis may skip some."""
    at = 0
    segments = [s for part in re.split(r"…|\.{3,}|\[[^\]]*\]", asked) if (s := _bare(_words(part)))]
    hay = _bare(printed)
    if not segments:
        needle = [word.folded for word in _words(asked)]
        return bool(needle) and _place(needle, [word.folded for word in printed], 0) is not None
    for segment in segments:
        place = _place(segment, hay, at)
        if place is None:
            return False
        at = place + len(segment)
    return True


def _bare(words: Iterable[_Word]) -> list[str]:
    return [word.folded for word in words if word.weight == 1.0]


def _place(needle: list[str], hay: list[str], start: int) -> int | None:
    width = len(needle)
    starts = range(start, len(hay) - width + 1)
    return next((at for at in starts if hay[at : at + width] == needle), None)


def _align(ours: Sequence[_Word], theirs: Sequence[_Word]) -> list[tuple[int, int]]:
    """Return the pairs of agreeing words of the best local alignment, in order."""
    width = len(theirs) + 1
    scores = [[0.0] * width]
    best, best_at = 0.0, (0, 0)
    for a, word in enumerate(ours, 1):
        above, row = scores[-1], [0.0] * width
        for b in range(1, width):
            agree = _agreement(word, theirs[b - 1])
            score = max(0.0, above[b - 1] + agree, above[b] + _GAP, row[b - 1] + _GAP)
            row[b] = score
            if score > best:
                best, best_at = score, (a, b)
        scores.append(row)
    return _traced(ours, theirs, scores, best_at)


def _agreement(one: _Word, other: _Word) -> float:
    if one.folded == other.folded:
        return one.weight
    return _SAME_TERM * one.weight if one.term == other.term else _OTHER


def _traced(
    ours: Sequence[_Word],
    theirs: Sequence[_Word],
    scores: Sequence[Sequence[float]],
    end: tuple[int, int],
) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    a, b = end
    while a and b and scores[a][b] > 0:
        agree = _agreement(ours[a - 1], theirs[b - 1])
        if scores[a][b] == scores[a - 1][b - 1] + agree:
            a, b = a - 1, b - 1
            if agree > 0:
                pairs.append((a, b))
        elif scores[a][b] == scores[a - 1][b] + _GAP:
            a -= 1
        else:
            b -= 1
    return pairs[::-1]


def _pieces(
    ours: Sequence[_Word],
    theirs: Sequence[_Word],
    pairs: Sequence[tuple[int, int]],
    printed: str,
    start: int,
) -> tuple[Piece, ...]:
    """Return the word diff over the window; the last of the pairs is the end of both."""
    found: list[Piece] = []
    a, b = 0, start
    for next_a, next_b in pairs:
        _add(found, Side.ASKED, " ".join(word.text for word in ours[a:next_a]))
        if next_b > b:
            _add(found, Side.PRINTED, _slice(theirs[b:next_b], printed))
        if next_a < len(ours):
            _add_pair(found, ours[next_a], theirs[next_b])
        a, b = next_a + 1, next_b + 1
    return tuple(found)


def _add_pair(found: list[Piece], one: _Word, other: _Word) -> None:
    if one.folded == other.folded:
        _add(found, Side.BOTH, other.text)
    else:
        _add(found, Side.ASKED, one.text)
        _add(found, Side.PRINTED, other.text)


def _slice(words: Sequence[_Word], printed: str) -> str:
    return printed[words[0].span.start : words[-1].span.end]


def _add(found: list[Piece], side: Side, text: str) -> None:
    if not text:
        return
    if found and found[-1].side is side:
        found[-1] = Piece(side, f"{found[-1].text} {text}")
    else:
        found.append(Piece(side, text))
