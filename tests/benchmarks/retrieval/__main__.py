"""Quality of ranking and of silence: `python -m tests.benchmarks.retrieval [quality] [silence]`.

Prints Markdown tables. Without a part named, all of them: `ablation` (which fits once for each
feature) takes longest. Needs the question sets beside the project and says so when they are
missing. The product's rows for sources in `sets.LEARNT_FROM` are measured over folds of articles.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

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
from tests.benchmarks.retrieval.peers import available
from tests.benchmarks.retrieval.sets import (
    LEARNT_FROM,
    SOURCES,
    Collection,
    questions,
    shared,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.benchmarks.retrieval.learning import Listed
    from tests.benchmarks.retrieval.lessons import Lesson
    from tests.benchmarks.retrieval.sets import Question

Ranks = dict[str, list[int]]
FOREIGN = ("xquad", "newwiki", "wikinews", "trecqa")


def say(*cells: object) -> None:
    sys.stdout.write("| " + " | ".join(str(cell) for cell in cells) + " |\n")
    sys.stdout.flush()


def header(*cells: str) -> None:
    sys.stdout.write("\n")
    say(*cells)
    say(*("---" for _ in cells))


def row_of(name: str, ranks: Ranks) -> None:
    """Print MRR@10 by source, then macro MRR@10, R@1 and R@10."""
    by_source = [np.array(ranks[source]) for source in SOURCES]
    reciprocal = [np.where((r > 0) & (r <= 10), 1 / np.maximum(r, 1), 0).mean() for r in by_source]
    first = np.mean([(r == 1).mean() for r in by_source])
    ten = np.mean([((r > 0) & (r <= 10)).mean() for r in by_source])
    values = (*reciprocal, np.mean(reciprocal), first, ten)
    say(name, *(f"{value:.3f}" for value in values))


def rank_of(found: Iterable[int], gold: set[int]) -> int:
    return next((n for n, passage in enumerate(found, 1) if passage in gold), 0)


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


def quality() -> None:
    pool, asked = Collection(), questions()
    header("system", *SOURCES, "macro MRR@10", "R@1", "R@10")
    texts = [pool.passages.text(n) for n in range(len(pool.passages))]
    gold = {q.id: {pool.number[answer] for answer in q.answers} for q in asked}
    for name, answer in available(texts):
        ranks: Ranks = defaultdict(list)
        for question in asked:
            ranks[question.source].append(rank_of(answer(question.text), gold[question.id]))
        row_of(name, ranks)
    row_of("Attribune", Measured.of(pool, asked).ranks())


def ablation() -> None:
    pool, asked = Collection(), questions()
    header("without", *SOURCES, "macro MRR@10", "R@1", "R@10")
    whole = Measured.of(pool, asked)
    row_of("(nothing)", whole.ranks())
    for column, name in enumerate(FEATURES):
        row_of(name, whole.without(column).ranks())


def judged(collection: Collection, asked: list[Question]) -> tuple[np.ndarray, np.ndarray]:
    """Return the confidence of each question and whether it is answerable."""
    ranker = Ranker.build(collection.passages)
    given = np.array([ranker.rank(q.text, 1).confidence for q in asked])
    return given, np.array([q.is_answerable for q in asked])


def silence() -> None:
    header("set", "AUROC", "answered at <= 10 % false", "answered from .5", "false from .5")
    tests = [("answer taken out", Collection("corpus_removed.jsonl"), "noanswer.jsonl")]
    tests += [(f"foreign to {s}", Collection(sources=(s,)), f"foreign-{s}.jsonl") for s in FOREIGN]
    tests.append(("WikiQA's own", Collection(sources=("wikiqa",)), "wikiqa_native_noanswer.jsonl"))
    kept = None
    for name, collection, file in tests:
        given, is_true = judged(collection, questions(file))
        kept = kept or (given, is_true)
        no = np.sort(given[~is_true])[::-1]
        cut = no[min(len(no) - 1, int(0.1 * len(no)))]
        values = (
            auroc(given[is_true], given[~is_true]), (given[is_true] > cut).mean(),
            (given[is_true] >= 0.5).mean(), (given[~is_true] >= 0.5).mean(),
        )  # fmt: skip
        say(name, *(f"{value:.3f}" for value in values))
    if kept is not None:
        reliability(*kept)


def reliability(given: np.ndarray, is_true: np.ndarray) -> None:
    """Print what was promised beside what came, in tenths, for the answers taken out."""
    header("confidence", "questions", "mean confidence", "answerable")
    for tenth in range(10):
        here = np.minimum((given * 10).astype(int), 9) == tenth
        if here.any():
            span = f"{tenth / 10:.1f} to {(tenth + 1) / 10:.1f}"
            say(span, here.sum(), f"{given[here].mean():.2f}", f"{is_true[here].mean():.2f}")


PARTS = {"quality": quality, "silence": silence, "ablation": ablation}


def main(names: list[str]) -> int:
    if not shared().is_dir():
        sys.stdout.write("The question sets are not here: nothing to measure.\n")
        return 0
    if unknown := set(names) - set(PARTS):
        sys.stderr.write(f"No part {min(unknown)}; there are {', '.join(PARTS)}.\n")
        return 2
    for name in names or PARTS:
        PARTS[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
