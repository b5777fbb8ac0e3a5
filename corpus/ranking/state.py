"""All that one ranking reads: passages, index and words, made together and swapped together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import numpy as np

from corpus.index import Index
from corpus.ranking.alternatives import alternatives_in
from corpus.ranking.lexicon import short_forms
from corpus.ranking.short_forms import short_forms_in
from corpus.ranking.spelling import Spelling
from corpus.ranking.table import Mark, Table, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from corpus.models import Article
    from corpus.passages import Pair, Passages
    from corpus.ranking.arrays import Floats
    from corpus.ranking.concepts import Alternative, Concept

_K1, _B = 0.6, 0.35
_WRITTEN_AS_NAME = 0.6
_LISTED = 4096  # texts


@dataclass(frozen=True)
class State:
    """The articles as one moment's rankings see them.

    The index and the vocabulary grow in place and only ever gain numbers, which older states pass
    over; everything else is never changed.

    Attributes:
        passages: The passages.
        index: Which passages hold which term.
        vocabulary: Term -> number, for the tables.
        table: The passages' words.
        titles: The words of each article's title, publisher and day.
    """

    passages: Passages
    index: Index
    vocabulary: Vocabulary
    table: Table
    titles: Table

    @classmethod
    def build(cls, passages: Passages) -> State:
        """Return the state of some passages."""
        vocabulary = Vocabulary()
        table = Table.build(texts_from(passages, 0), vocabulary)
        titles = Table.build(map(heading, passages.articles), vocabulary)
        index = Index.build(term_lists(table, vocabulary))
        gone = np.flatnonzero(~passages.alive())
        if len(gone):
            index.discard(gone.tolist())
        return cls(passages, index, vocabulary, table, titles)

    def with_articles(self, pairs: Iterable[Pair]) -> State:
        """Return the state with further articles; the index takes them in at once."""
        passages = self.passages.with_articles(pairs)
        fresh = Table.build(texts_from(passages, len(self.passages)), self.vocabulary)
        headings = map(heading, passages.articles[len(self.passages.articles) :])
        titles = Table.build(headings, self.vocabulary)
        self.index.add(term_lists(fresh, self.vocabulary))
        return replace(
            self,
            passages=passages,
            table=self.table.joined(fresh),
            titles=self.titles.joined(titles),
        )

    def without(self, ordinal: int) -> State:
        """Return the state with an article gone; the index loses it at once."""
        passages = self.passages.without(ordinal)
        self.index.discard(passages.passages_of(ordinal))
        return replace(self, passages=passages)

    @cached_property
    def damping(self) -> Floats:
        """By how much each passage's length damps what it says, as BM25 has it."""
        lengths = self.table.lengths().astype(np.float32)
        mean = max(float(lengths.mean()), 1.0) if len(lengths) else 1.0
        damping = 1 / (1 + _K1 * (1 - _B + _B * lengths / mean))
        return damping.astype(np.float32)

    @cached_property
    def spelling(self) -> Spelling:
        """The articles' words, to be asked for those like another."""
        return Spelling(self.vocabulary)

    @cached_property
    def short_forms(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        """The short forms that the articles explain."""
        return short_forms_in(a.text for a in self.passages.articles if a is not None)

    @cached_property
    def _short_for(self) -> dict[tuple[str, ...], str]:
        every = chain(short_forms().items(), self.short_forms.items())
        return {meant: short for short, said in every for meant in said if len(meant) > 1}

    @cached_property
    def _name_share(self) -> Floats:
        """For each term, how often it is written with a capital inside a sentence."""
        inner = (self.table.marks & np.uint32(Mark.FIRST)) == 0
        capital = inner & ((self.table.marks & np.uint32(Mark.CAPITAL)) > 0)
        size = int(self.table.terms.max(initial=0)) + 1  # the vocabulary itself may be growing
        seen = np.bincount(self.table.terms[inner], minlength=size)
        named = np.bincount(self.table.terms[capital], minlength=size)
        return (named / np.maximum(seen, 1)).astype(np.float32)

    def df(self, term: str) -> int:
        """Return how many passages contain a term."""
        return self.index.df(term)

    def containing(self, term: str) -> NDArray[np.int64]:
        """Return the numbers of the passages that contain a term, ascending."""
        ids = self.index.holders(term)
        is_known = not len(ids) or ids[-1] < len(self.passages)
        return ids if is_known else ids[ids < len(self.passages)]

    def is_name(self, term: str) -> bool:
        """Tell whether the articles write a term as a name."""
        number = self.vocabulary.get(term, 0)
        return 0 < number < len(self._name_share) and bool(
            self._name_share[number] > _WRITTEN_AS_NAME
        )

    def alternatives(self, term: str) -> list[Alternative]:
        """Return what the articles contain that may stand for a term."""
        return alternatives_in(
            term, df=self.df, spelling=self.spelling, short_forms=self.short_forms
        )

    def short_form_of(self, terms: tuple[str, ...]) -> str | None:
        """Return the short form of several terms in a row, if the articles contain one."""
        short = self._short_for.get(terms)
        return short if short is not None and self.df(short) else None

    def says(self, concepts: tuple[Concept, ...], within: NDArray[np.bool_] | None) -> Floats:
        """Return how nearly each passage says each concept: a row a concept, a column a passage."""
        matrix = np.zeros((len(concepts), len(self.passages)), np.float32)
        for row, concept in zip(matrix, concepts, strict=True):
            for alternative in sorted(concept.alternatives, key=lambda a: a.strength):
                ids = self.containing(alternative.terms[0])
                for term in alternative.terms[1:]:
                    ids = np.intersect1d(ids, self.containing(term), assume_unique=True)
                row[ids] = alternative.strength
        return matrix if within is None else matrix * within


def texts_from(passages: Passages, first: int) -> Iterator[str]:
    """Yield the text of each passage from one on; a discarded article's are empty."""
    for n in range(first, len(passages)):
        gone = passages.articles[passages.article(n)] is None
        yield "" if gone else passages.text(n)


def heading(article: Article | None) -> str:
    """Return the words that stand over an article: its title, publisher and day."""
    if article is None:
        return ""
    day = article.published
    written = f"{day:%A} {day.day} {day:%B %Y}" if day else ""
    return f"{article.title} {article.publisher or ''} {written}"


def term_lists(table: Table, vocabulary: Vocabulary) -> Iterator[list[str]]:
    """Yield each text's terms; only those of some texts are lists at a time."""
    names = ["", *vocabulary]
    for first in range(0, len(table), _LISTED):
        firsts = table.firsts[first : first + _LISTED + 1]
        numbers = table.terms[firsts[0] : firsts[-1]].tolist()
        for start, end in pairwise((firsts - firsts[0]).tolist()):
            yield [names[number] for number in numbers[start:end] if number]
