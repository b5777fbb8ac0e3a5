"""In which order stories are told: what matters most first, and no two alike beside each other.

The greedy choice is that of maximal marginal relevance (Carbonell and Goldstein 1998): each next
story is the worthiest once its likeness to those already told is taken off.
"""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING

from corpus.digest.weights import Weights, centre, cosine

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from corpus.digest.models import Story

_MATCHED = 10.0  # a followed topic or speaker more outweighs all else
_OUTLETS = 2.0  # for twice as many outlets
_A_DAY_OLD = 0.5
_OLDEST = 6  # days; beyond them age matters no more
_UNDATED = 3
_CENTRAL = 1.0
_A_VOICE, _MOST_VOICES = 0.1, 4
_ALIKE = 1.5
_CHOSEN = 40  # further stories come by their worth alone: nobody reads on so far


def ordered(stories: Sequence[Story], weights: Weights) -> list[Story]:
    """Return the stories in the order to tell them; the given order breaks ties."""
    vectors = [weights.vector(story.lead.article.text) for story in stories]
    middle = centre(vectors)
    days = [story.lead.article.published for story in stories]
    latest = max(filter(None, days), default=None)
    worth = [
        _worth(story, latest) + _CENTRAL * cosine(vector, middle)
        for story, vector in zip(stories, vectors, strict=True)
    ]
    left, told = list(range(len(stories))), list[int]()
    likest = [0.0] * len(stories)
    while left and len(told) < _CHOSEN:
        best = max(left, key=lambda n: worth[n] - _ALIKE * likest[n])
        left.remove(best)
        told.append(best)
        for n in left:
            likest[n] = max(likest[n], cosine(vectors[n], vectors[best]))
    left.sort(key=lambda n: -worth[n])
    return [stories[n] for n in (*told, *left)]


def _worth(story: Story, latest: date | None) -> float:
    matched = len(story.match.topics) + len(story.match.speakers)
    voices = {said.speaker for piece in (story.lead, *story.also) for said in piece.said}
    return (
        _MATCHED * matched
        + _OUTLETS * log2(1 + len(story.also))
        - _A_DAY_OLD * _age(story.lead.article.published, latest)
        + _A_VOICE * min(len(voices), _MOST_VOICES)
    )


def _age(published: date | None, latest: date | None) -> int:
    """Return how many days older than the latest story one is, as far as that matters."""
    if latest is None or published is None:
        return _UNDATED
    return min((latest - published).days, _OLDEST)
