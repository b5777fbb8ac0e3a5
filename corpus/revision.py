"""What changed between two versions of an article, sentence by sentence."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING

from corpus.segment import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.models import Span

_ALIKE = 0.5  # how much of two sentences is the same where one took the other's place


@dataclass(frozen=True, slots=True)
class Change:
    """One sentence that came, went or was altered.

    Attributes:
        before: Where it stood in the older text; None when it is new.
        after: Where it stands in the newer text; None when it is gone.
    """

    before: Span | None
    after: Span | None


def changes(before: str, after: str) -> tuple[Change, ...]:
    """Return what changed from the older text to the newer one, in reading order.

    Sentences that differ in nothing but white space are the same.
    """
    old, new = _spans(before), _spans(after)
    matcher = SequenceMatcher(
        None, [_key(s, before) for s in old], [_key(s, after) for s in new], autojunk=False
    )
    found: list[Change] = []
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind != "equal":
            found += _paired(old[i:j], new[k:m], before, after)
    return tuple(found)


def _paired(old: list[Span], new: list[Span], before: str, after: str) -> Iterator[Change]:
    """Yield sentences that took each other's place together, where they are alike."""
    for one, other in zip_longest(old, new):
        if one is None or other is None or _is_alike(one.of(before), other.of(after)):
            yield Change(one, other)
        else:
            yield Change(one, None)
            yield Change(None, other)


def _is_alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio() >= _ALIKE


def _spans(text: str) -> list[Span]:
    return [sentence.span for sentence in sentences(text)]


def _key(span: Span, text: str) -> str:
    return " ".join(span.of(text).split())
