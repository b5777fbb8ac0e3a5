"""Fit the two models and write them beside the other data of the ranker.

    python -m tests.benchmarks.retrieval.fit

Learns from the questions whose licence allows it alone (sets.LEARNT_FROM). What is printed is
measured over folds of articles: no question is judged by weights that saw its article.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from corpus.ranking.confidence import SIGNS, Best, signs
from corpus.ranking.features import FEATURES, matrix
from tests.benchmarks.retrieval.learning import Listed, auroc, fit_logistic
from tests.benchmarks.retrieval.lessons import lessons, weights_by_fold, weights_of_all
from tests.benchmarks.retrieval.sets import LEARNT_FROM, Collection, fold_of, questions

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tests.benchmarks.retrieval.sets import Question

DATA = Path(__file__).parents[3] / "corpus" / "data" / "ranking"
ORIGIN = (
    "# Written by `python -m tests.benchmarks.retrieval.fit` from the questions of XQuAD "
    "(CC BY-SA 4.0)\n# and of QAMR over Wikinews (MIT, CC BY 2.5). "
)


@dataclass(frozen=True)
class Example:
    """The signs of one ranking, and whether the articles answered it."""

    signs: NDArray[np.float32]
    is_answerable: bool
    fold: int
    importance: float


def lists_of(
    collection: Collection, asked: list[Question], names: tuple[str, ...]
) -> list[Listed | None]:
    """Return each question's candidates; None where nothing shares a word with it."""
    found = []
    for question in asked:
        evidence = collection.evidence(question.text)
        found.append(
            evidence and Listed(matrix(evidence, names), collection.answering(evidence, question))
        )
    return found


def example(  # noqa: PLR0913
    collection: Collection, question: Question, names: tuple[str, ...],
    weights: list[NDArray[np.float32]], article: str, *,
    is_answerable: bool, importance: float = 1.0, within: NDArray[np.bool_] | None = None,
) -> Example | None:  # fmt: skip
    """Return the signs of a question's ranking, None where there is no candidate."""
    evidence = collection.evidence(question.text, within)
    if evidence is None:
        return None
    fold = fold_of(article)
    best = Best.of(evidence, matrix(evidence, names) @ weights[fold])
    return Example(signs(best, tuple(SIGNS)), is_answerable, fold, importance)


def examples(
    pool: Collection, names: tuple[str, ...], weights: list[NDArray[np.float32]],
    asked: list[Question], articles: list[str],
) -> list[Example]:  # fmt: skip
    """Return rankings with and without the answers, in the pool and in other sources' articles."""
    own = {source: Collection(sources=(source,)) for source in LEARNT_FROM}
    found = []
    for question, article in zip(asked, articles, strict=True):
        here = own[question.source]
        other = next(own[source] for source in LEARNT_FROM if source != question.source)
        common = (question, names, weights, article)
        found += [
            example(pool, *common, is_answerable=True, importance=2.0),
            example(pool, *common, is_answerable=False, within=pool.without_answers(question)),
            example(pool, *common, is_answerable=False, within=pool.without_sentences(question)),
            example(here, *common, is_answerable=True),
            example(other, *common, is_answerable=False),
        ]
    return [one for one in found if one is not None]


def fit_confidence(chosen: list[Example]) -> tuple[NDArray[np.float64], float]:
    return fit_logistic(
        np.array([one.signs for one in chosen], np.float64),
        np.array([one.is_answerable for one in chosen], np.float64),
        np.array([one.importance for one in chosen], np.float64),
        penalty=3e-3,
    )


def judged_by_fold(found: list[Example]) -> NDArray[np.float64]:
    """Return each example's probability by weights that did not see its article."""
    given = np.zeros(len(found))
    for fold in sorted({one.fold for one in found}):
        weights, constant = fit_confidence([one for one in found if one.fold != fold])
        for n, one in enumerate(found):
            if one.fold == fold:
                given[n] = 1 / (1 + np.exp(-(one.signs @ weights + constant)))
    return given


def mean_reciprocal_rank(lists: list[Listed | None], articles: list[str],
                         weights: list[NDArray[np.float32]]) -> float:  # fmt: skip
    total = 0.0
    for one, article in zip(lists, articles, strict=True):
        if one is not None and one.is_right.any():
            order = np.argsort(-(one.values @ weights[fold_of(article)]), kind="stable")
            rank = int(np.flatnonzero(one.is_right[order])[0]) + 1
            total += 1 / rank if rank <= 10 else 0
    return total / len(lists)


def write(name: str, says: str, names: tuple[str, ...], weights, constant: float | None) -> None:
    rows = [f"{feature}\t{weight:.4f}" for feature, weight in zip(names, weights, strict=True)]
    if constant is not None:
        rows.append(f"(constant)\t{constant:.4f}")
    (DATA / name).write_text(ORIGIN + says + "\n" + "\n".join(rows) + "\n", encoding="utf-8")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


def main() -> None:
    names = tuple(FEATURES)
    pool = Collection()
    asked = [q for q in questions() if q.source in LEARNT_FROM]
    articles = [pool.article(q) for q in asked]
    lists, learnt = lists_of(pool, asked, names), lessons(pool, asked, names)
    by_fold = weights_by_fold(learnt)
    say(f"MRR@10 over folds: {mean_reciprocal_rank(lists, articles, by_fold):.4f}")
    weights = weights_of_all(learnt)
    write("ranking_model.tsv", "A passage's score is the sum of feature x weight.",
          names, weights, None)  # fmt: skip
    found = examples(pool, names, by_fold, asked, articles)
    given, is_true = judged_by_fold(found), np.array([one.is_answerable for one in found])
    say(f"AUROC over folds: {auroc(given[is_true], given[~is_true]):.4f}")
    signs_weights, constant = fit_confidence(found)
    write("confidence_model.tsv", "The confidence is the logistic of the sum of sign x weight.",
          tuple(SIGNS), signs_weights, constant)  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
