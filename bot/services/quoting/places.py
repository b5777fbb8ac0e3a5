"""Which passages every quotation stands in, and which stand around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bot.services.quoting.catalogue import Catalogue
    from corpus.passages import Passages

    Ints = NDArray[np.int64]

_SHIFT = 1 << 32


@dataclass(frozen=True, slots=True)
class Places:
    """Passages by row of the catalogue; ranges are half-open, and empty for unsearched articles.

    Attributes:
        first: The first passage that holds a part of the row.
        end: One past the last.
        low: The first passage of the paragraph before.
        high: One past the last passage of the row's paragraph.
        article: The ordinal of its article; -1 where it is not searched.
    """

    first: Ints
    end: Ints
    low: Ints
    high: Ints
    article: Ints


def places_of(catalogue: Catalogue, passages: Passages) -> Places:
    """Return where the rows of a catalogue stand among the passages."""
    rows = catalogue.rows
    article = _articles(catalogue, passages)
    known = np.maximum(article, 0) * _SHIFT
    ordinals = passages.ordinals.astype(np.int64) * _SHIFT
    first = np.searchsorted(ordinals + passages.ends, known + rows["start"], "right")
    end = np.searchsorted(ordinals + passages.starts, known + rows["end"], "left")
    first = np.minimum(first, max(0, len(passages) - 1))
    paragraph = passages.paragraphs[first].astype(np.int64) if len(passages) else first
    keys = ordinals + passages.paragraphs
    low = np.searchsorted(keys, known + np.maximum(paragraph - 1, 0), "left")
    high = np.searchsorted(keys, known + paragraph, "right")
    is_there = (article >= 0) & (first < end)
    none = np.where(is_there, 1, 0)
    return Places(
        first=first * none,
        end=end * none,
        low=low * none,
        high=np.maximum(high, end) * none,
        article=np.where(is_there, article, -1),
    )


def _articles(catalogue: Catalogue, passages: Passages) -> Ints:
    """Return the ordinal of each row's article, -1 where it is not searched."""
    ordinals = {id(article): n for n, article in enumerate(passages.articles) if article}
    of_version = {
        known: ordinals.get(id(version.article), -1)
        for known, version in catalogue.versions.items()
    }
    versions = catalogue.rows["version"].tolist()
    return np.fromiter((of_version.get(known, -1) for known in versions), np.int64, len(versions))
