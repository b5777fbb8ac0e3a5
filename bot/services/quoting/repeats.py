"""The same words quoted by several articles: shown once, with the others named."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from corpus.terms import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.services.quoting.models import Quoted

    Pairs = frozenset[tuple[str, ...]]

# Outlets cut a statement at other words, or leave a few out. Of two quotations that are one, most
# of the shorter stands in the longer, and the longer tells little more.
_OF_SHORTER = 0.8
_OF_LONGER = 0.6


def told_once(quotes: Iterable[Quoted]) -> tuple[Quoted, ...]:
    """Return the quotations in their order, each statement once.

    The first of those that repeat each other stays, or the first whose speaker is known. It names
    the other articles that have the words, and is worth as much as the best of them.
    """
    groups: list[tuple[Pairs, list[Quoted]]] = []
    for quoted in quotes:
        pairs = _pairs(quoted)
        group = next((g for held, g in groups if _is_repeat(quoted, pairs, g, held)), None)
        if group is None:
            groups.append((pairs, [quoted]))
        else:
            group.append(quoted)
    return tuple(_told(group) for _, group in groups)


def are_one(one: Quoted, other: Quoted) -> bool:
    """Tell whether two quotations are the same words of the same speaker."""
    return _is_repeat(other, _pairs(other), [one], _pairs(one))


def _is_repeat(quoted: Quoted, pairs: Pairs, group: Sequence[Quoted], held: Pairs) -> bool:
    if quoted.quote.polarity is not group[0].quote.polarity:
        return False
    speakers = {one.speaker for one in (*group, quoted) if one.speaker is not None}
    return len(speakers) <= 1 and _is_alike(pairs, held)


def _is_alike(one: Pairs, other: Pairs) -> bool:
    shorter, longer = sorted((len(one), len(other)))
    shared = len(one & other)
    return shared > 0 and shared >= _OF_SHORTER * shorter and shared >= _OF_LONGER * longer


def _pairs(quoted: Quoted) -> Pairs:
    """Return the neighbouring terms of what was said; the term itself where there is but one."""
    found = terms(quoted.words)
    return frozenset(pairwise(found)) or frozenset((term,) for term in found)


def _told(group: Sequence[Quoted]) -> Quoted:
    shown = next((quoted for quoted in group if quoted.speaker is not None), group[0])
    own = shown.version.article_id
    others = {quoted.version.article_id: quoted.version for quoted in group}
    also = tuple(others[one] for one in sorted(others.keys() - {own}))
    return replace(shown, score=max(quoted.score for quoted in group), also_in=also)
