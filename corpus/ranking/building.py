"""An index made from any number of articles: their texts are read once and let go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from corpus.index import Index
from corpus.passages import Passages
from corpus.ranking.state import heading, term_lists, texts_from
from corpus.ranking.store import Fingerprint, write
from corpus.ranking.table import Tabling, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from corpus.passages import Ints, Pair


class Building:
    """What `Ranker.save` would keep of articles that come some at a time."""

    def __init__(self) -> None:
        self._vocabulary = Vocabulary()
        self._words = Tabling(self._vocabulary)
        self._titles = Tabling(self._vocabulary)
        self._fingerprint = Fingerprint()
        self._columns: list[tuple[Ints, ...]] = []
        self._articles = 0

    def add(self, pairs: Iterable[Pair]) -> None:
        """Add articles with their sentences behind those that are there."""
        page = Passages.build(pairs)
        self._words.add(texts_from(page, 0))
        self._titles.add(map(heading, page.articles))
        self._fingerprint.add(page.articles)
        ordinals = page.ordinals + np.int32(self._articles)
        self._columns.append((page.starts, page.ends, ordinals, page.paragraphs))
        self._articles += len(page.articles)

    def save(self, folder: Path) -> None:
        """Keep in a folder what `Ranker.open` needs for these articles. To be called once, last.

        Raises:
            OSError: The folder cannot be written.
        """
        belongs = self._fingerprint.of(map(np.concatenate, zip(*self._columns, strict=True)))
        words, titles = self._words.table(), self._titles.table()
        del self._words, self._titles
        index = Index.build(term_lists(words, self._vocabulary))
        write(folder, belongs, (words, titles), index, self._vocabulary)
