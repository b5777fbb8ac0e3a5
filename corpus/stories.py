"""Which articles tell one story: copies, shortened copies, and reports that share their quotations.

Texts are compared by their shingles, runs of a few words, of which a fixed quarter is kept (Broder
1997, "On the resemblance and containment of documents": shingles whose hash is 0 modulo m estimate
containment without bias). Quotations are compared by shorter shingles, because outlets cut the same
statement differently. Whether two articles are linked depends on the two alone, and a story is a
connected component of the links, so the order in which articles come and go does not matter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import numpy as np

from corpus.errors import DamagedIndex
from corpus.quotes.marks import find_marks

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]

TEXT_WORDS = 6
QUOTATION_WORDS = 4
_KEPT_OF_TEXT = 4
_KEPT_OF_QUOTATIONS = 1

# A copy shares this much of the shorter text, and still this much of the longer one, which a
# round-up of many stories does not.
COPY_OF_SHORTER = 0.4
COPY_OF_LONGER = 0.15
# Reports of one event share this much of what they quote, in this many words, and with it some of
# their text. Less is shared by reports of different days on one subject.
QUOTED_OF_FEWER = 0.4
QUOTED_OF_MORE = 0.25
QUOTED_WORDS = 35
QUOTED_OF_SHORTER = 0.1

_PARAGRAPH = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)
_MOST_CACHED = 500_000
# Of everything above: what was saved by another one is not comparable.
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two articles share, each between 0 and 1; the shorter one counts first.

    Attributes:
        of_shorter: The share of the shorter text that the longer one has too.
        of_longer: The share of the longer text that the shorter one has too.
        quoted_of_fewer: The same of the words that they quote.
        quoted_of_more: As above.
        quoted_words: About how many words both quote.
    """

    of_shorter: float
    of_longer: float
    quoted_of_fewer: float
    quoted_of_more: float
    quoted_words: int

    @property
    def is_copy(self) -> bool:
        """Whether one text is largely contained in the other."""
        return self.of_shorter >= COPY_OF_SHORTER and self.of_longer >= COPY_OF_LONGER

    @property
    def is_same_story(self) -> bool:
        """Whether they are copies, or quote largely the same words."""
        return self.is_copy or (
            self.quoted_words >= QUOTED_WORDS
            and self.of_shorter >= QUOTED_OF_SHORTER
            and self.quoted_of_fewer >= QUOTED_OF_FEWER
            and self.quoted_of_more >= QUOTED_OF_MORE
        )


class StoryIndex:
    """Articles by story, kept up to date as they come and go. Not for several threads at once."""

    def __init__(self) -> None:
        self._texts = _Postings()
        self._quotations = _Postings()
        self._slots: dict[Hashable, int] = {}
        self._ids: dict[int, Hashable] = {}
        self._next = 0
        self._words: dict[str, int] = {}
        self._clusters: dict[int, frozenset[int]] = {}

    def __len__(self) -> int:
        return len(self._slots)

    def __contains__(self, article_id: Hashable) -> bool:
        return article_id in self._slots

    def add(self, article_id: Hashable, text: str, quotations: Iterable[str] | None = None) -> None:
        """Add an article, or put a new text in the place of its old one.

        Args:
            article_id: Which article.
            text: Its text.
            quotations: What it quotes directly, without the marks; found in the text when None.
        """
        quotations = quoted_in(text) if quotations is None else quotations
        self.remove(article_id)
        slot, self._next = self._next, self._next + 1
        self._slots[article_id] = slot
        self._ids[slot] = article_id
        self._texts.add(slot, self._shingles([text], TEXT_WORDS, _KEPT_OF_TEXT))
        quoted = self._shingles(quotations, QUOTATION_WORDS, _KEPT_OF_QUOTATIONS)
        self._quotations.add(slot, quoted)
        self._clusters.clear()

    def remove(self, article_id: Hashable) -> None:
        """Remove an article, if it is there."""
        slot = self._slots.pop(article_id, None)
        if slot is None:
            return
        del self._ids[slot]
        self._texts.remove(slot)
        self._quotations.remove(slot)
        self._clusters.clear()

    def cluster_of(self, article_id: Hashable) -> frozenset[Hashable]:
        """Return the articles that tell the same story, itself among them.

        Raises:
            KeyError: There is no such article.
        """
        members = self._cluster(self._slots[article_id])
        return frozenset(self._ids[member] for member in members)

    def grouped(self, article_ids: Iterable[Hashable]) -> list[list[Hashable]]:
        """Return these articles by story, each story's and the stories in the order given.

        Two that are linked by one that is not asked for are told apart no more than in
        `cluster_of`.

        Raises:
            KeyError: There is no such article.
        """
        stories: dict[frozenset[int], list[Hashable]] = {}
        for article_id in dict.fromkeys(article_ids):
            stories.setdefault(self._cluster(self._slots[article_id]), []).append(article_id)
        return list(stories.values())

    def likenesses(self, article_id: Hashable) -> dict[Hashable, Likeness]:
        """Return how much an article shares with each other one that it shares anything with.

        Raises:
            KeyError: There is no such article.
        """
        found = self._likenesses(self._slots[article_id])
        return {self._ids[slot]: likeness for slot, likeness in found.items()}

    def __iter__(self) -> Iterator[Hashable]:
        return iter(self._slots)

    def save(self, path: Path) -> None:
        """Keep what was computed in a file. The articles' ids must be whole numbers.

        Raises:
            OSError: The file cannot be written.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"{path.name}.new")
        columns = [*self._texts.columns(), *self._quotations.columns()]
        ids = np.array([self._ids[slot] for slot in sorted(self._ids)], np.int64)
        with fresh.open("wb") as file:
            np.savez(file, np.int64(_VERSION), ids, *columns)
        fresh.replace(path)

    @classmethod
    def open(cls, path: Path) -> StoryIndex:
        """Return what was saved in a file.

        Raises:
            DamagedIndex: It is missing, damaged or of another version.
        """
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as saved:
                version, ids, *columns = (saved[name] for name in saved.files)
            if int(version) != _VERSION:
                raise DamagedIndex("it was saved by another version")
            index = cls()
            index._fill(ids.tolist(), columns)
        except FileNotFoundError as error:
            raise DamagedIndex("a file is missing") from error
        except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile) as error:
            raise DamagedIndex("a file is not readable") from error
        return index

    def _fill(self, ids: list[int], columns: list[NDArray[np.uint64]]) -> None:
        lengths, hashes, quoted_lengths, quoted = columns
        self._slots = {article_id: slot for slot, article_id in enumerate(ids)}
        self._ids = dict(enumerate(ids))
        self._next = len(ids)
        self._texts.fill(lengths, hashes)
        self._quotations.fill(quoted_lengths, quoted)
        if not len(ids) == len(self._slots) == len(lengths) == len(quoted_lengths):
            raise ValueError("columns of different lengths")

    def _cluster(self, slot: int) -> frozenset[int]:
        if slot not in self._clusters:
            cluster = self._reached_from(slot)
            self._clusters |= dict.fromkeys(cluster, cluster)
        return self._clusters[slot]

    def _reached_from(self, slot: int) -> frozenset[int]:
        reached, left = {slot}, [slot]
        while left:
            for other, likeness in self._likenesses(left.pop()).items():
                if other not in reached and likeness.is_same_story:
                    reached.add(other)
                    left.append(other)
        return frozenset(reached)

    def _likenesses(self, slot: int) -> dict[int, Likeness]:
        texts, quotations = self._texts.shared(slot), self._quotations.shared(slot)
        return {
            other: Likeness(
                *self._texts.shares(slot, other, texts.get(other, 0)),
                *self._quotations.shares(slot, other, quotations.get(other, 0)),
                quotations.get(other, 0) * _KEPT_OF_QUOTATIONS,
            )
            for other in {*texts, *quotations}
        }

    def _shingles(self, texts: Iterable[str], length: int, kept: int) -> Hashes:
        """Return the hashes of the texts' shingles that are kept, sorted, each once."""
        parts = [self._hashed(text, length) for text in texts]
        hashes = np.unique(np.concatenate(parts)) if parts else np.empty(0, np.uint64)
        return hashes if kept == 1 else hashes[hashes % np.uint64(kept) == 0]

    def _hashed(self, text: str, length: int) -> Hashes:
        if len(self._words) > _MOST_CACHED:
            self._words.clear()
        known = self._words
        words = _WORD.findall(text.casefold().replace("’", "'"))
        for word in [word for word in {*words} if word not in known]:
            digest = blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
            known[word] = int.from_bytes(digest, "little")
        hashes = np.fromiter((known[word] for word in words), np.uint64, len(words))
        rolled = np.zeros(max(0, len(words) - length + 1), np.uint64)
        for place in range(length if len(rolled) else 0):
            rolled = rolled * _FACTOR + hashes[place : place + len(rolled)]
        rolled ^= rolled >> _SHIFT
        rolled *= _FACTOR
        return rolled ^ (rolled >> _SHIFT)


def quoted_in(text: str) -> list[str]:
    """Return what stands between quotation marks, in order."""
    quoted: list[str] = []
    for paragraph in _PARAGRAPH.finditer(text):
        marks, _ = find_marks(text, paragraph.start(), paragraph.end())
        quoted += [mark.inner.of(text) for mark in marks]
    return quoted


class _Postings:
    """Which slots hold a hash: sorted arrays, merged like a binary counter."""

    def __init__(self) -> None:
        self._segments: list[tuple[Hashes, NDArray[np.int64]]] = []
        self._of: dict[int, Hashes] = {}
        self._removed: set[int] = set()

    def add(self, slot: int, hashes: Hashes) -> None:
        self._of[slot] = hashes
        if not len(hashes):
            return
        self._segments.append((hashes, np.full(len(hashes), slot, np.int64)))
        while len(self._segments) > 1 and len(self._segments[-2][0]) <= 2 * len(
            self._segments[-1][0]
        ):
            self._merge_last()

    def columns(self) -> tuple[NDArray[np.int64], Hashes]:
        """Return how many hashes each slot has, and all of them, in the order of the slots."""
        living = [self._of[slot] for slot in sorted(self._of)]
        lengths = np.array([len(hashes) for hashes in living], np.int64)
        return lengths, np.concatenate([*living, np.empty(0, np.uint64)])

    def fill(self, lengths: NDArray[np.integer[Any]], hashes: Hashes) -> None:
        """Take in the slots from 0 on at once; there must be none yet."""
        parts = np.split(hashes, np.cumsum(lengths)[:-1]) if len(lengths) else []
        self._of = dict(enumerate(parts))
        order = np.argsort(hashes, kind="stable")
        slots = np.repeat(np.arange(len(lengths)), lengths)
        if len(hashes):
            self._segments = [(hashes[order], slots[order])]

    def remove(self, slot: int) -> None:
        if len(self._of.pop(slot)):
            self._removed.add(slot)

    def shared(self, slot: int) -> dict[int, int]:
        """Return how many hashes each other slot shares with this one."""
        wanted = self._of[slot]
        owners = [_owners_of(wanted, hashes, slots) for hashes, slots in self._segments]
        if not owners:
            return {}
        slots, counts = np.unique(np.concatenate(owners), return_counts=True)
        return {
            other: count
            for other, count in zip(slots.tolist(), counts.tolist(), strict=True)
            if other != slot and other in self._of
        }

    def shares(self, one: int, other: int, shared: int) -> tuple[float, float]:
        """Return the share of the shorter and of the longer one that `shared` hashes are."""
        shorter, longer = sorted((len(self._of[one]), len(self._of[other])))
        return (shared / shorter if shorter else 0.0, shared / longer if longer else 0.0)

    def _merge_last(self) -> None:
        (hashes, slots), (more, more_slots) = self._segments[-2:]
        hashes, slots = np.concatenate((hashes, more)), np.concatenate((slots, more_slots))
        if self._removed:
            living = ~np.isin(slots, np.fromiter(self._removed, np.int64, len(self._removed)))
            hashes, slots = hashes[living], slots[living]
        order = np.argsort(hashes, kind="stable")
        self._segments[-2:] = [(hashes[order], slots[order])]


def _owners_of(wanted: Hashes, hashes: Hashes, slots: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the slots of each posting whose hash is wanted, in no order, with repetitions."""
    first = np.searchsorted(hashes, wanted, "left")
    last = np.searchsorted(hashes, wanted, "right")
    lengths = last - first
    starts = np.repeat(first - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths)
    return slots[starts + np.arange(lengths.sum())] if len(wanted) else slots[:0]
