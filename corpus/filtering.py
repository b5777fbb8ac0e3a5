"""Which passages meet a query's conditions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from corpus.terms import fold, term_of, terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from corpus.models import Article
    from corpus.passages import Passages
    from corpus.query import Query, Words
    from corpus.ranking.ranker import Ranker

_WORD = re.compile(r"\w[\w'’.,-]*\w|\w")
_HYPHENS = re.compile(r"[-–—/]")
_SHORT = 3  # characters


def allowed(query: Query, ranker: Ranker) -> NDArray[np.bool_]:
    """Return for each passage whether it meets the query's conditions; the words only rank.

    An article whose date is unknown meets neither ``after:`` nor ``before:``.
    """
    passages = ranker.passages
    mask = _of_articles(query, passages)
    for group in query.required:
        mask &= _any_of(group, ranker, mask)
    if query.excluded:
        mask &= ~_any_of(query.excluded, ranker, mask)
    return mask


def _of_articles(query: Query, passages: Passages) -> NDArray[np.bool_]:
    meets = [a is not None and _article_meets(a, query) for a in passages.articles]
    mask: NDArray[np.bool_] = np.array(meets, dtype=bool)[passages.ordinals]
    return mask


def _article_meets(article: Article, query: Query) -> bool:
    day = article.published
    return (
        (query.publisher is None or _holds(article.publisher or "", query.publisher))
        and (query.title is None or _holds(article.title, query.title))
        and (query.after is None or (day is not None and day >= query.after))
        and (query.before is None or (day is not None and day < query.before))
    )


def _holds(text: str, words: str) -> bool:
    """Tell whether every word stands in the text, whole or as the beginning of one."""
    held = folded_words(text)
    return all(any(h.startswith(word) for h in held) for word in folded_words(words))


def _any_of(
    group: Iterable[Words], ranker: Ranker, candidates: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    mask = np.zeros(len(ranker.passages), dtype=bool)
    for words in group:
        for passage in _may_contain(words, ranker, candidates).tolist():
            if not mask[passage] and contains(ranker.passages.text(passage), words):
                mask[passage] = True
    return mask


def _may_contain(words: Words, ranker: Ranker, candidates: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the candidates that contain each indexed term of the words.

    Short words are left to the comparison itself: "US" and "us" are different terms.
    """
    found = np.flatnonzero(candidates)
    for term in terms(words.text):
        if len(term) > _SHORT:
            found = np.intersect1d(found, ranker.containing(term), assume_unique=True)
    return found


def contains(text: str, words: Words) -> bool:
    """Tell whether the words stand in the text one after the other.

    Case, accents and marks do not matter. A phrase is compared word by word as written; a single
    word also matches its inflected forms.
    """
    if words.is_phrase:
        return _stands_in(folded_words(words.text), folded_words(text))
    return _stands_in(
        [term_of(w) or w for w in folded_words(words.text)],
        [term_of(w) or w for w in folded_words(text)],
    )


def folded_words(text: str) -> list[str]:
    """Return the text's words in order, folded, hyphens parted."""
    words = (fold(part) for word in _WORD.findall(text) for part in _HYPHENS.split(word))
    return [word for word in words if word]


def _stands_in(needle: Sequence[str], hay: Sequence[str]) -> bool:
    width = len(needle)
    return any(hay[n : n + width] == needle for n in range(len(hay) - width + 1)) if width else True
