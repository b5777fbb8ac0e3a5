"""Which quotations fit, the best first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from bot.services.quoting.catalogue import KINDS, NOBODY
from bot.services.quoting.likeness import Likeness, order
from corpus.quotations import Kind
from corpus.terms import terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from numpy.typing import NDArray

    from bot.services.quoting.catalogue import Catalogue
    from bot.services.quoting.directory import Directory
    from bot.services.quoting.likeness import Wanted
    from bot.services.quoting.models import Asked
    from corpus.ranking.ranker import Ranker

    Mask = NDArray[np.bool_]
    Weights = tuple[float, float, float, float, float]

_FEW = 800  # rows that are all weighed; of more, those that stand out
_STANDING_OUT = 250
_PASSAGES = 40
_COUNTED = 500
_ROLES = 6
_INDIRECT = 0.06
_FRAGMENT = 0.05
_SHORT = 3  # terms
# What a share in the content, the sentence, around, the article, and order are worth.
WORDS: Weights = (0.30, 0.35, 0.20, 0.0, 0.15)
TOPIC: Weights = (0.20, 0.25, 0.25, 0.25, 0.05)


@dataclass(frozen=True, slots=True)
class Selecting:
    """One moment of the quotations, to be searched."""

    catalogue: Catalogue
    directory: Directory
    ranker: Ranker
    today: date
    _ordinals: dict[int, int] = field(default_factory=dict)

    def mask(self, asked: Asked, code: int | None = None) -> Mask:
        """Return which rows meet the conditions: whose, what kind, when.

        Args:
            asked: The conditions; its topic is not looked at.
            code: The speaker's place among the directory's people; None for anybody.
        """
        rows = self.catalogue.rows
        size = len(self.directory.codes)
        mask = rows.alive[:size].copy()
        if code is not None:
            mask &= self.directory.says(code)
        if asked.kind:
            mask &= rows["kind"][:size] == KINDS.index(Kind(asked.kind))
        days = rows["day"][:size]
        if asked.since:
            mask &= days >= asked.since.toordinal()
        if asked.until:
            mask &= (days > 0) & (days <= asked.until.toordinal())
        return mask

    def newest(self, mask: Mask) -> list[int]:
        """Return the rows that meet the conditions, the newest article's first, in its order."""
        found = np.flatnonzero(mask)
        rows = self.catalogue.rows
        by_age = np.lexsort((found, -rows["version"][found], -rows["day"][found]))
        newest: list[int] = found[by_age].tolist()
        return newest

    def weigh(
        self, wanted: Wanted, mask: Mask, text: str, weights: Weights = WORDS
    ) -> list[tuple[int, float]]:
        """Return rows with how well each fits, 0 to 1, the best first.

        Args:
            wanted: The words looked for.
            mask: The rows that may be returned.
            text: The same words as typed.
            weights: What the parts of a likeness are worth: `WORDS` or `TOPIC`.
        """
        candidates = np.flatnonzero(mask)
        if len(candidates) > _FEW:
            candidates = self._standing_out(wanted, mask, text)
        found = [(row, self._fit(wanted, row, weights)) for row in candidates.tolist()]
        return sorted((item for item in found if item[1] > 0), key=lambda i: (-i[1], i[0]))

    def _fit(self, wanted: Wanted, row: int, weights: Weights) -> float:
        rows = self.catalogue.rows
        content = self._terms(row)
        fit = self.likeness(wanted, row, content).weighed(weights)
        fit -= _INDIRECT * (KINDS[rows["kind"][row]] is Kind.INDIRECT)
        return fit - _FRAGMENT * (len(content) < _SHORT)

    def counted(self, code: int) -> tuple[Mapping[str, int], int]:
        """Return in how many of somebody's quotations each term stands, and of how many.

        Of whoever is quoted very often, the latest rows stand for all.
        """
        rows = self.directory.rows_of(code)[-_COUNTED:].tolist()
        held = Counter(term for row in rows for term in set(self._terms(row)))
        return held, len(rows)

    def _terms(self, row: int) -> list[str]:
        rows = self.catalogue.rows
        text = self.catalogue.versions[int(rows["version"][row])].article.text
        return terms(text[int(rows["start"][row]) : int(rows["end"][row])])

    def likeness(self, wanted: Wanted, row: int, content: list[str]) -> Likeness:
        """Return how much of the words looked for stands in and around a row's quotation."""
        held = set(content)
        inside, around, whole = self._passages(row)
        sentence = held | wanted.in_passages(*inside)
        near = sentence | wanted.in_passages(*around) | self._said_beside(row)
        return Likeness(
            content=wanted.share(held),
            sentence=wanted.share(sentence),
            around=wanted.share(near),
            article=wanted.share(near | wanted.in_passages(*whole)),
            order=order(wanted, content),
        )

    def _said_beside(self, row: int) -> set[str]:
        """Return the terms of the title and of the speaker's names and roles."""
        version_id = int(self.catalogue.rows["version"][row])
        text = self.catalogue.versions[version_id].article.title
        code = int(self.directory.codes[row])
        if code != NOBODY:
            person = self.directory.people[code]
            text = " ".join((text, person.name, *person.roles[:_ROLES]))
        return set(terms(text))

    def _passages(self, row: int) -> tuple[tuple[int, int], tuple[int, int], tuple[int, int]]:
        """Return the passages that hold a row, those around, and its article's: [first, last)."""
        rows, passages = self.catalogue.rows, self.ranker.passages
        ordinal = self._ordinal(int(rows["version"][row]))
        if ordinal is None:
            return (0, 0), (0, 0), (0, 0)
        own = passages.passages_of(ordinal)
        starts, ends = passages.starts[own.start : own.stop], passages.ends[own.start : own.stop]
        first = own.start + int(np.searchsorted(ends, rows["start"][row], "right"))
        last = own.start + int(np.searchsorted(starts, rows["end"][row], "left"))
        paragraphs = passages.paragraphs[own.start : own.stop]
        if first >= own.stop:
            return (first, last), (first, last), (own.start, own.stop)
        paragraph = passages.paragraphs[first]
        low = own.start + int(np.searchsorted(paragraphs, paragraph - 1, "left"))
        high = own.start + int(np.searchsorted(paragraphs, paragraph, "right"))
        return (first, last), (low, max(high, last)), (own.start, own.stop)

    def passages(self, mask: Mask) -> NDArray[np.bool_]:
        """Return for each passage whether one of the rows stands in it."""
        held = np.zeros(len(self.ranker.passages), bool)
        for row in np.flatnonzero(mask).tolist():
            first, last = self._passages(row)[0]
            held[first:last] = True
        return held

    def _ordinal(self, version_id: int) -> int | None:
        """Return which of the ranker's articles a version is."""
        if not self._ordinals:
            articles = enumerate(self.ranker.passages.articles)
            places = {id(article): place for place, article in articles if article}
            self._ordinals[-1] = -1
            for known, version in self.catalogue.versions.items():
                if id(version.article) in places:
                    self._ordinals[known] = places[id(version.article)]
        return self._ordinals.get(version_id)

    def _standing_out(self, wanted: Wanted, mask: Mask, text: str) -> NDArray[np.int64]:
        """Return the rows whose words rank highest, and those in sentences that do."""
        scores = self.catalogue.index.get_scores(wanted.terms)[: len(mask)]
        scores = np.where(mask[: len(scores)], scores, 0.0)
        best = np.argsort(-scores, kind="stable")[:_STANDING_OUT]
        near = np.fromiter(self._in_passages(text), np.int64)
        both = np.union1d(best[scores[best] > 0], near[near < len(mask)])
        return both[mask[both]]

    def _in_passages(self, text: str) -> Iterator[int]:
        """Yield the rows in the sentences that rank highest."""
        passages, rows = self.ranker.passages, self.catalogue.rows
        self._ordinal(0)
        versions = {ordinal: version_id for version_id, ordinal in self._ordinals.items()}
        for hit in self.ranker.rank(text, _PASSAGES, today=self.today).hits:
            version_id = versions.get(passages.article(hit.passage))
            if version_id is not None:
                span = passages.span(hit.passage)
                inside = (rows["version"] == version_id) & (rows["start"] < span.end)
                yield from np.flatnonzero(inside & (rows["end"] > span.start)).tolist()
