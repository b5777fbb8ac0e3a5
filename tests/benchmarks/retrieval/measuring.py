"""What is measured: how well sentences are ranked, and how well silence is judged."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from time import process_time
from typing import TYPE_CHECKING

import numpy as np

from bot.commands.evaluate import sentences
from corpus.ranking.features import FEATURES
from corpus.ranking.ranker import Ranker
from tests.benchmarks.retrieval.fit import lists_of
from tests.benchmarks.retrieval.learning import auroc
from tests.benchmarks.retrieval.lessons import (
    lessons,
    weights_by_fold,
    weights_for,
    weights_of_all,
    without,
)
from tests.benchmarks.retrieval.sets import LEARNT_FROM, SOURCES, Collection, questions, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tests.benchmarks.retrieval.learning import Listed
    from tests.benchmarks.retrieval.lessons import Lesson
    from tests.benchmarks.retrieval.sets import Question

Ranks = dict[str, list[int]]
Row = dict[str, float | str]
FOREIGN = ("xquad", "newwiki", "wikinews", "trecqa")
K = 10


def row_of(name: str, ranks: Ranks) -> Row:
    """Return MRR@10 by source, then macro MRR@10, R@1 and R@10."""
    by_source = {source: np.array(ranks[source]) for source in SOURCES}
    found = {source: (r > 0) & (r <= K) for source, r in by_source.items()}
    mrr = {
        source: float(np.where(found[source], 1 / np.maximum(r, 1), 0).mean())
        for source, r in by_source.items()
    }
    return {
        "name": name,
        **mrr,
        "mrr": float(np.mean(list(mrr.values()))),
        "first": float(np.mean([(r == 1).mean() for r in by_source.values()])),
        "ten": float(np.mean([one.mean() for one in found.values()])),
    }


def rank_of(found: Iterable[int], gold: set[int]) -> int:
    return next((n for n, passage in enumerate(found, 1) if passage in gold), 0)


def peer_ranks(
    answer: Callable[[str], list[int]], pool: Collection, asked: Iterable[Question]
) -> Ranks:
    ranks: Ranks = defaultdict(list)
    for question in asked:
        gold = {pool.number[id_] for id_ in question.answers}
        ranks[question.source].append(rank_of(answer(question.text), gold))
    return ranks


@dataclass(frozen=True)
class Measured:
    """The questions with their candidates, and what the weights are learnt from."""

    asked: list[Question]
    articles: list[str]
    lists: list[Listed | None]
    lessons: list[Lesson]

    @classmethod
    def of(cls, pool: Collection, asked: list[Question]) -> Measured:
        names, learnt = tuple(FEATURES), [q for q in asked if q.source in LEARNT_FROM]
        articles = [pool.article(q) for q in asked]
        return cls(asked, articles, lists_of(pool, asked, names), lessons(pool, learnt, names))

    def without(self, column: int) -> Measured:
        """Return the same with a feature less."""
        lists = [
            one and replace(one, values=np.delete(one.values, column, 1)) for one in self.lists
        ]
        return replace(self, lists=lists, lessons=without(self.lessons, column))

    def ranks(self) -> Ranks:
        """Return ranks by weights that never saw the question's article, or its source at all."""
        by_fold, whole = weights_by_fold(self.lessons), weights_of_all(self.lessons)
        ranks: Ranks = defaultdict(list)
        for question, article, one in zip(self.asked, self.articles, self.lists, strict=True):
            learnt = question.source in LEARNT_FROM
            weights = weights_for(article, by_fold) if learnt else whole
            order = np.argsort(-(one.values @ weights), kind="stable") if one else []
            right = one.is_right[order] if one else np.array([], bool)
            ranks[question.source].append(int(np.argmax(right)) + 1 if right.any() else 0)
        return ranks


def silence_sets() -> Iterator[tuple[str, Collection, list[Question]]]:
    """Yield each set's name, its sentences, and its questions with and without an answer."""
    yield "answer taken out", Collection("corpus_removed.jsonl"), questions("noanswer.jsonl")
    for source in FOREIGN:
        asked = questions(f"foreign-{source}.jsonl")
        yield f"foreign to {source}", Collection(sources=(source,)), asked
    asked = questions("wikiqa_native_noanswer.jsonl")
    yield "WikiQA's own", Collection(sources=("wikiqa",)), asked


def judged(collection: Collection, asked: Iterable[Question]) -> tuple[np.ndarray, np.ndarray]:
    """Return the confidence of each question and whether it is answerable."""
    ranker = Ranker.build(collection.passages)
    found = [(ranker.rank(q.text, 1).confidence, q.is_answerable) for q in asked]
    return np.array([given for given, _ in found]), np.array([is_true for _, is_true in found])


def silence_row(name: str, given: np.ndarray, is_true: np.ndarray) -> Row:
    """Return how well answerable questions are told from the others."""
    no = np.sort(given[~is_true])[::-1]
    cut = float(no[min(len(no) - 1, int(0.1 * len(no)))])
    return {
        "name": name,
        "auroc": auroc(given[is_true], given[~is_true]),
        "cut": cut,
        "answered": float((given[is_true] > cut).mean()),
        "answered_from_half": float((given[is_true] >= 0.5).mean()),
        "false_from_half": float((given[~is_true] >= 0.5).mean()),
    }


def reliability(given: np.ndarray, is_true: np.ndarray) -> list[Row]:
    """Return what was promised beside what came, in tenths; empty tenths are left out."""
    tenths = np.minimum((given * 10).astype(int), 9)
    return [
        {
            "name": f"{tenth / 10:.1f} to {(tenth + 1) / 10:.1f}",
            "questions": int((tenths == tenth).sum()),
            "promised": float(given[tenths == tenth].mean()),
            "came": float(is_true[tenths == tenth].mean()),
        }
        for tenth in np.unique(tenths).tolist()
    ]


def question_path(copies: int, asked: Iterable[Question]) -> Row:
    """Return what a whole question costs among copies of all sentences, in CPU milliseconds."""
    found = [
        row | {"id": f"{copy}{row['id']}", "article": f"{copy}{row['article']}"}
        for copy in range(copies)
        for row in rows("corpus.jsonl")
    ]
    ranker = Ranker.build(sentences(found)[1])
    times = []
    for question in asked:
        start = process_time()
        ranker.rank(question.text, K - 1)
        times.append(1000 * (process_time() - start))
    p50, p90, p99 = np.quantile(times, (0.5, 0.9, 0.99)).tolist()
    return {"name": f"{len(found):,}", "p50": p50, "p90": p90, "p99": p99}
