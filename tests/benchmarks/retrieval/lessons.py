"""What the ranking is learnt from: each question, shortened ones, and choices within an article.

People ask in fewer and in other words than those who wrote the sets, so each question is learnt
from again with some of its words left out; and because finding the sentence in the article is
harder than finding the article, the candidates of the right article are a lesson of their own.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from corpus.question import analyse
from corpus.ranking.features import matrix
from tests.benchmarks.retrieval.learning import Listed, fit_lists
from tests.benchmarks.retrieval.sets import fold_of, folds

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corpus.question import QuestionAnalysis
    from corpus.ranking.concepts import Concept
    from corpus.ranking.evidence import Evidence
    from tests.benchmarks.retrieval.sets import Collection, Question

SHORTENED = 3
LEFT_OUT = 0.35
WITHIN_ARTICLE = 0.5


@dataclass(frozen=True)
class Lesson:
    """A list to learn from, and the article whose questions it is one of."""

    listed: Listed
    article: str


def lessons(collection: Collection, asked: list[Question], names: tuple[str, ...]) -> list[Lesson]:
    """Return all lessons of some questions, in no special order."""
    found = []
    for question in asked:
        article, analysis = collection.article(question), analyse(question.text)
        concepts = collection.concepts(analysis)
        for turn in range(SHORTENED + 1):
            chance = random.Random(f"{question.id}{turn - 1}")
            said = shortened(analysis, concepts, chance) if turn else analysis
            evidence = collection.evidence_of(said)
            if evidence is not None:
                right = collection.answering(evidence, question)
                found += [Lesson(one, article) for one in _lists(evidence, right, names)]
    return [one for one in found if one.listed.teaches]


def shortened(
    analysis: QuestionAnalysis, concepts: tuple[Concept, ...], chance: random.Random
) -> QuestionAnalysis:
    """Return a question with some words left out, at least one if it can be, but no name."""
    plain = [concept.term for concept in concepts if not concept.is_name]
    gone = {term for term in plain if chance.random() < LEFT_OUT}
    if plain and not gone:
        gone = {chance.choice(plain)}
    if len(gone) == len(concepts):
        gone = {concept.term for concept in concepts[1:]}
    kept = tuple(token for token in analysis.tokens if token.term not in gone)
    return replace(analysis, tokens=kept)


def _lists(
    evidence: Evidence, right: NDArray[np.bool_], names: tuple[str, ...]
) -> tuple[Listed, Listed]:
    values = matrix(evidence, names)
    here = np.isin(evidence.articles, evidence.articles[right])
    return Listed(values, right), Listed(values[here], right[here], WITHIN_ARTICLE)


def without(found: list[Lesson], column: int) -> list[Lesson]:
    """Return lessons with a feature less."""
    return [
        replace(one, listed=replace(one.listed, values=np.delete(one.listed.values, column, 1)))
        for one in found
    ]


def weights_by_fold(found: list[Lesson]) -> list[NDArray[np.float32]]:
    """Return, for each fold, weights that saw none of its articles."""
    articles = [one.article for one in found]
    return [
        fit_lists([one.listed for n, one in enumerate(found) if learn(n)])
        for learn, _ in folds(articles)
    ]


def weights_of_all(found: list[Lesson]) -> NDArray[np.float32]:
    """Return the weights that all lessons give."""
    return fit_lists([one.listed for one in found])


def weights_for(article: str, by_fold: list[NDArray[np.float32]]) -> NDArray[np.float32]:
    """Return weights that did not see an article."""
    return by_fold[fold_of(article)]
