"""The order in which hits are shown: the same news once, several articles, the newest if asked."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

import numpy as np

from corpus.ranking.short_forms import short_forms_in

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from datetime import date

    from corpus.passages import Passages
    from corpus.ranking.arrays import Floats
    from corpus.ranking.table import Table

_SAME = 0.8
_FEWEST_WORDS = 4
_NEWEST_ADDS = 5.0
_DAYS_TO_HALVE = 7.0
_EXPLAINING_ADDS = 3.0
# By how much less a passage of an article not yet shown may score and still come first.
_OTHER_ARTICLE_ADDS = 0.15


def newness(articles: Sequence[int], passages: Passages, today: date | None) -> Floats:
    """Return what each candidate's day adds where the newest is asked for.

    Half as much for every week of age; nothing for an unknown day. Without a day to count from,
    the newest candidate's day is it.
    """
    days = [passages.article_of(ordinal).published for ordinal in articles]
    known = [day for day in days if day is not None and (today is None or day <= today)]
    now = today or max(known, default=None)
    ages = [np.inf if day is None or now is None else abs((now - day).days) for day in days]
    added: Floats = _NEWEST_ADDS * np.float32(0.5) ** (np.array(ages, np.float32) / _DAYS_TO_HALVE)
    return added


def explaining(candidates: Sequence[int], passages: Passages, asked: Container[str]) -> Floats:
    """Return what is added where a short form's meaning is asked for and the passage spells it out.

    Args:
        candidates: Passage numbers.
        passages: The passages.
        asked: The question's terms.
    """
    spelt = (short_forms_in([passages.text(passage)]) for passage in candidates)
    added = [_EXPLAINING_ADDS * any(short in asked for short in found) for found in spelt]
    return np.array(added, np.float32)


def without_repeats(
    order: Sequence[int], candidates: Sequence[int], table: Table, k: int
) -> list[tuple[int, tuple[int, ...]]]:
    """Return the first ``k`` candidates that say something new, each with those that repeat it.

    Args:
        order: Places in ``candidates``, best first.
        candidates: The passages.
        table: The passages' words.
        k: How many to return.
    """
    kept: list[tuple[int, set[int], list[int]]] = []
    for place in order:
        said = _terms(table, candidates[place])
        for _, other, repeats in kept:
            if _is_same(said, other):
                repeats.append(candidates[place])
                break
        else:
            if len(kept) == k:
                break
            kept.append((place, said, []))
    return [(place, tuple(repeats)) for place, _, repeats in kept]


def _terms(table: Table, passage: int) -> set[int]:
    found = table.terms[table.firsts[passage] : table.firsts[passage + 1]]
    return set(found[found > 0].tolist())


def _is_same(left: set[int], right: set[int]) -> bool:
    fewer, more = sorted((len(left), len(right)))
    if fewer < _FEWEST_WORDS:
        return left == right
    if fewer < _SAME * more:  # too few to share enough
        return False
    return len(left & right) >= _SAME * len(left | right)


def over_articles(order: Sequence[int], scores: Floats, articles: Sequence[int]) -> list[int]:
    """Return places in an order that prefers articles not yet shown, where scores are close.

    Args:
        order: Places, best first.
        scores: The score of each place.
        articles: The article of each place.
    """
    shown, arranged = set[int](), list[int]()
    heap = [
        (-float(scores[place]) - _OTHER_ARTICLE_ADDS, n, True, place)
        for n, place in enumerate(order)
    ]
    heapify(heap)
    while heap:
        worth, n, is_other, place = heappop(heap)
        if is_other and articles[place] in shown:
            heappush(heap, (worth + _OTHER_ARTICLE_ADDS, n, False, place))
            continue
        shown.add(articles[place])
        arranged.append(place)
    return arranged
