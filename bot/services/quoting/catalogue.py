"""Every quotation that can be found, in columns; whose each is, kept in step with the articles."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus.index import Index
from corpus.people import group_of, join, key_of
from corpus.quotations import Kind, Polarity
from corpus.terms import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.storage.quotations import KeptQuote, KeptSpeaker
    from corpus.models import ArticleVersion
    from corpus.people import Person, Slot
    from corpus.quotations import Speaker

KINDS = tuple(Kind)
POLARITIES = tuple(Polarity)
NOBODY = -1
_COLUMNS = ("id", "version", "number", "start", "end", "kind", "polarity", "day")
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Rows:
    """The quotations by row, one array a column; a forgotten article's rows keep their place.

    Attributes:
        columns: By name: ``id``, ``version`` (the version's id), ``number`` (the article's speaker,
            -1 for none), ``start``, ``end``, ``kind``, ``polarity`` and ``day`` (of publication,
            as an ordinal; 0 when unknown).
        alive: Which rows belong to an article that is searched.
    """

    columns: dict[str, Ints]
    alive: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.alive)

    def __getitem__(self, name: str) -> Ints:
        return self.columns[name]


class Catalogue:
    """Quotations by row, speakers by article, people by key. Changed by one caller at a time."""

    def __init__(self) -> None:
        empty = {name: np.empty(0, np.int64) for name in _COLUMNS}
        self.rows = Rows(empty, np.empty(0, bool))
        self.index = Index.build([])
        self.versions: dict[int, ArticleVersion] = {}
        self.joint: dict[int, tuple[Slot, ...]] = {}  # who else speaks, by row
        self.changes = 0  # goes up with each change: what was made of an older one is stale
        self._speakers: dict[int, dict[int, KeptSpeaker]] = {}
        self._groups: dict[str, dict[Slot, Speaker]] = defaultdict(dict)
        self._joined: dict[str, list[Person]] = {}

    def add(
        self,
        versions: Iterable[ArticleVersion],
        quotes: Sequence[KeptQuote],
        speakers: Iterable[KeptSpeaker],
    ) -> None:
        """Take in the quotations of article versions, and the speakers of each."""
        for version in versions:
            self.versions[version.version_id] = version
        fresh = self._columns(quotes)
        for row, item in enumerate(quotes, len(self.rows)):
            if item.quote.others:
                self.joint[row] = tuple((item.version_id, n) for n in item.quote.others)
        self.index.add(terms(self._text(kept)) for kept in quotes)
        self.rows = Rows(
            {name: np.concatenate([self.rows[name], fresh[name]]) for name in _COLUMNS},
            np.concatenate([self.rows.alive, np.ones(len(quotes), bool)]),
        )
        for kept in speakers:
            self._speakers.setdefault(kept.version_id, {})[kept.number] = kept
            if kept.is_named:
                self._touch(group_of(kept.speaker))[(kept.version_id, kept.number)] = kept.speaker
        self.changes += 1

    def discard(self, version_id: int) -> None:
        """Let go of an article version's quotations; nothing happens when there are none."""
        if self.versions.pop(version_id, None) is None:
            return
        gone = (self.rows["version"] == version_id) & self.rows.alive
        self.rows = Rows(self.rows.columns, self.rows.alive & ~gone)
        self.index.discard(np.flatnonzero(gone).tolist())
        for number, kept in self._speakers.pop(version_id, {}).items():
            self._touch(group_of(kept.speaker)).pop((version_id, number), None)
        self.changes += 1

    def speaker(self, version_id: int, number: int) -> Speaker | None:
        """Return what an article calls one of its speakers; None when there is no such one."""
        kept = self._speakers.get(version_id, {}).get(number)
        return kept.speaker if kept else None

    def people(self) -> list[Person]:
        """Return every speaker's record, joined again where articles have changed."""
        for group, locals_ in self._groups.items():
            if group not in self._joined:
                ids = {version_id for version_id, _ in locals_}
                self._joined[group] = join(locals_, {id_: self._company(id_) for id_ in ids})
        return [person for people in self._joined.values() for person in people]

    def _company(self, version_id: int) -> frozenset[str]:
        """Return the keys of everybody whom an article version names and lets speak."""
        kept = self._speakers.get(version_id, {}).values()
        return frozenset(key_of(one.speaker.name) for one in kept if one.is_named)

    def _touch(self, group: str) -> dict[Slot, Speaker]:
        self._joined.pop(group, None)
        return self._groups[group]

    def _text(self, kept: KeptQuote) -> str:
        text = self.versions[kept.version_id].article.text
        return " ".join(span.of(text) for span in kept.quote.contents)

    def _columns(self, quotes: Sequence[KeptQuote]) -> dict[str, Ints]:
        values = [self._values(kept) for kept in quotes]
        table = np.array(values, np.int64).reshape(len(values), len(_COLUMNS))
        return {name: table[:, place] for place, name in enumerate(_COLUMNS)}

    def _values(self, kept: KeptQuote) -> tuple[int, ...]:
        """Return a quotation's row, in the order of the columns."""
        quote, published = kept.quote, self.versions[kept.version_id].article.published
        return (
            kept.id,
            kept.version_id,
            NOBODY if quote.speaker is None else quote.speaker,
            quote.start,
            quote.end,
            KINDS.index(quote.kind),
            POLARITIES.index(quote.polarity),
            published.toordinal() if published else 0,
        )
