"""What the confidence is learnt from: questions with and without their answers, as ranked.

Of the sets beside the project: each question in the pool of all sentences, there without the
paragraph and without the sentences that answer it, among the sentences of its own source, and of
another one. Of the articles written for the project: each question among all of them, without the
sentences that answer it, among those of its story alone, and among the sentences of a set; and the
questions that nothing answers, the near misses. A written question whose first passage does not
answer it teaches nothing: it should be neither shown as answered nor taken for unanswerable.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from corpus.ranking.best import Best
from corpus.ranking.confidence import is_careful, signs
from corpus.ranking.features import matrix
from corpus.ranking.signs import SIGNS
from tests.benchmarks.retrieval.learning import fit_logistic
from tests.benchmarks.retrieval.sets import LEARNT_FROM, Collection, fold_of
from tests.benchmarks.retrieval.written import (
    sentence_rows,
    stories,
    story_asked,
    written_questions,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from tests.benchmarks.retrieval.sets import Question

# What an example counts: chosen over folds, so that neither the questions of the sets nor the
# natural ones are judged worse for the others' sake.
IN_POOL, ELSEWHERE, FOREIGN = 2.0, 1.0, 2.0
WRITTEN_RIGHT, WRITTEN_NEAR_MISS, WRITTEN_WITHOUT, WRITTEN_FOREIGN = 2.0, 1.6, 0.1, 1.5
OF_STORY_ALONE = 0.25
PENALTY = 1e-2


@dataclass(frozen=True)
class Example:
    """The signs of one ranking, and whether the articles answered it.

    Attributes:
        group: Which articles were asked, and of what they were deprived.
        signs: The signs, in the order of SIGNS.
        is_careful: Whether the question is typed with care.
        is_answerable: Whether the articles answer it.
        is_right: Whether the first passage does.
        fold: The fold of its article.
        importance: What it counts; nothing where it teaches nothing.
    """

    group: str
    signs: NDArray[np.float32]
    is_careful: bool
    is_answerable: bool
    is_right: bool
    fold: int
    importance: float


# A question, and the article or the story that it is about.
Asked = tuple["Question", str]


@dataclass(frozen=True)
class Judge:
    """Makes examples with the ranking weights that did not see the question's article."""

    names: tuple[str, ...]
    weights: list[NDArray[np.float32]]

    def example(
        self, group: str, collection: Collection, this: Asked, importance: float,
        *, is_answerable: bool, within: NDArray[np.bool_] | None = None,
    ) -> Example | None:  # fmt: skip
        """Return a question's ranking as an example, None where there is no candidate."""
        question, article = this
        evidence = collection.evidence(question.text, within)
        if evidence is None:
            return None
        fold = fold_of(article)
        best = Best.of(evidence, matrix(evidence, self.names) @ self.weights[fold])
        right = collection.answering(evidence, question)[best.first]
        return Example(
            group, signs(best, tuple(SIGNS)), is_careful(question.text), is_answerable,
            is_answerable and bool(right), fold, importance,
        )  # fmt: skip


def examples(judge: Judge, pool: Collection, asked: list[Question]) -> list[Example]:
    """Return all examples."""
    own = {source: Collection(sources=(source,)) for source in LEARNT_FROM}
    found = [*_of_sets(judge, pool, own, asked), *_written(judge, own)]
    return [one for one in found if one is not None]


def _of_sets(
    judge: Judge, pool: Collection, own: dict[str, Collection], asked: list[Question]
) -> Iterator[Example | None]:
    for question in asked:
        this = (question, pool.article(question))
        other = next(own[source] for source in LEARNT_FROM if source != question.source)
        without = (pool.without_answers(question), pool.without_sentences(question))
        yield judge.example("pool", pool, this, IN_POOL, is_answerable=True)
        for rest in without:
            yield judge.example(
                "pool, taken out", pool, this, ELSEWHERE, is_answerable=False, within=rest
            )
        yield judge.example("own", own[question.source], this, ELSEWHERE, is_answerable=True)
        yield judge.example("foreign", other, this, FOREIGN, is_answerable=False)


def _written(judge: Judge, own: dict[str, Collection]) -> Iterator[Example | None]:
    rows = sentence_rows()
    every, alone = Collection(found=rows), _stories_alone(rows)
    for n, question in enumerate(written_questions("fact", "none")):
        this = (question, story_asked()[question.id])
        yield _asked(judge, "written", every, this, 1.0)
        yield _asked(judge, "written, its story alone", alone[this[1]], this, OF_STORY_ALONE)
        if question.is_answerable:
            rest = every.without_sentences(question)
            yield judge.example(
                "written, taken out", every, this, WRITTEN_WITHOUT,
                is_answerable=False, within=rest,
            )  # fmt: skip
        foreign = own[LEARNT_FROM[n % len(LEARNT_FROM)]]
        yield judge.example("written, foreign", foreign, this, WRITTEN_FOREIGN, is_answerable=False)


def _asked(
    judge: Judge, group: str, collection: Collection, this: Asked, share: float
) -> Example | None:
    """Return a written question asked as it is meant."""
    is_answerable = this[0].is_answerable
    counts = share * (WRITTEN_RIGHT if is_answerable else WRITTEN_NEAR_MISS)
    found = judge.example(group, collection, this, counts, is_answerable=is_answerable)
    if found and is_answerable and not found.is_right:
        return replace(found, importance=0.0)
    return found


def _stories_alone(rows: list[dict]) -> dict[str, Collection]:
    found: dict[str, list[dict]] = {}
    for row in rows:
        found.setdefault(stories()[row["article"]], []).append(row)
    return {story: Collection(found=its) for story, its in found.items()}


@dataclass(frozen=True)
class Fitted:
    """Weights of the signs, and a constant after them, for each way of typing.

    Attributes:
        passing: For questions typed in passing.
        careful: For those typed with care.
    """

    passing: NDArray[np.float64]
    careful: NDArray[np.float64]

    def probability(self, one: Example) -> float:
        """Return the confidence of an example."""
        weights = self.careful if one.is_careful else self.passing
        return float(1 / (1 + np.exp(-(one.signs @ weights[:-1] + weights[-1]))))


def fit(chosen: list[Example]) -> Fitted:
    """Return the weights for both ways of typing: what they share is learnt from all examples."""
    chosen = [one for one in chosen if one.importance]
    values = np.array([one.signs for one in chosen], np.float64)
    careful = np.array([[one.is_careful] for one in chosen], np.float64)
    weights, constant = fit_logistic(
        np.hstack([values, values * careful, careful]),
        np.array([one.is_answerable for one in chosen], np.float64),
        np.array([one.importance for one in chosen], np.float64),
        penalty=PENALTY,
    )
    common, more, step = np.split(weights, [values.shape[1], 2 * values.shape[1]])
    return Fitted(np.append(common, constant), np.append(common + more, constant + step[0]))


def judged_by_fold(found: list[Example]) -> NDArray[np.float64]:
    """Return each example's probability by weights that did not see its article."""
    by_fold = {
        fold: fit([one for one in found if one.fold != fold]) for fold in {f.fold for f in found}
    }
    return np.array([by_fold[one.fold].probability(one) for one in found])
