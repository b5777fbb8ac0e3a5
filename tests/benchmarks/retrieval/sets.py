"""The question sets beside the project, ranked with the product's own parts."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bot.commands.evaluate import sentences
from corpus.question import analyse
from corpus.ranking.concepts import concepts_of
from corpus.ranking.evidence import evidence_for
from corpus.ranking.state import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from corpus.question import QuestionAnalysis
    from corpus.ranking.concepts import Concept
    from corpus.ranking.evidence import Evidence

# Whose questions may be learnt from: XQuAD (CC BY-SA 4.0) and QAMR over Wikinews (MIT, CC BY 2.5).
LEARNT_FROM = ("xquad", "wikinews")
SOURCES = (*LEARNT_FROM, "newwiki", "trecqa", "wikiqa")
FOLDS = 5


def shared() -> Path:
    """Return the folder of labelled data, which need not exist."""
    default = Path(__file__).parents[3] / ".." / "shared"
    return Path(os.environ.get("ATTRIBUNE_SHARED", default)) / "benchmarks" / "retrieval"


def rows(name: str) -> list[dict]:
    with (shared() / name).open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


@dataclass(frozen=True)
class Question:
    """A question and the sentences that answer it; none where nothing does."""

    id: str
    text: str
    answers: tuple[str, ...] = ()
    is_answerable: bool = True

    @property
    def source(self) -> str:
        return self.id.split("/")[0]


def questions(name: str = "questions.jsonl") -> list[Question]:
    return [
        Question(r["id"], r["question"], tuple(r.get("answers", ())), r.get("answerable", True))
        for r in rows(name)
    ]


class Collection:
    """Sentences of a file, those of some sources alone where named; or rows given ready-made."""

    def __init__(
        self,
        name: str = "corpus.jsonl",
        sources: tuple[str, ...] = (),
        *,
        found: list[dict] | None = None,
    ) -> None:
        found = rows(name) if found is None else found
        if sources:
            found = [row for row in found if row["id"].split("/")[0] in sources]
        self.rows = {row["id"]: row for row in found}
        self.ids, self.passages = sentences(found)
        self.number = {id_: n for n, id_ in enumerate(self.ids)}

    @cached_property
    def state(self) -> State:
        return State.build(self.passages)

    def article(self, question: Question) -> str:
        """Return the article that answers a question, or the question's id."""
        first = next(iter(question.answers), None)
        return self.rows[first]["article"] if first in self.rows else question.id

    def evidence(self, text: str, within: NDArray[np.bool_] | None = None) -> Evidence | None:
        """Return the evidence of a question, None where nothing shares a word with it."""
        return self.evidence_of(analyse(text), within)

    def evidence_of(
        self, question: QuestionAnalysis, within: NDArray[np.bool_] | None = None
    ) -> Evidence | None:
        """Return the evidence of a question taken apart."""
        concepts = self.concepts(question)
        if not concepts:
            return None
        found = evidence_for(question, concepts, self.state, within)
        return found if len(found.candidates) else None

    def concepts(self, question: QuestionAnalysis) -> tuple[Concept, ...]:
        """Return the concepts of a question taken apart."""
        return concepts_of(question, self.state, n=len(self.passages))

    def answering(self, evidence: Evidence, question: Question) -> NDArray[np.bool_]:
        """Return which candidates answer a question."""
        gold = [self.number[id_] for id_ in question.answers if id_ in self.number]
        return np.isin(evidence.candidates, gold)

    def without_answers(self, question: Question) -> NDArray[np.bool_]:
        """Return which passages stand outside the paragraphs that answer a question."""
        kept = np.ones(len(self.passages), dtype=bool)
        for id_ in question.answers:
            n = self.number[id_]
            kept &= (self.passages.ordinals != self.passages.ordinals[n]) | (
                self.passages.paragraphs != self.passages.paragraphs[n]
            )
        return kept

    def without_sentences(self, question: Question) -> NDArray[np.bool_]:
        """Return which passages are not among those that answer a question."""
        kept = np.ones(len(self.passages), dtype=bool)
        kept[[self.number[id_] for id_ in question.answers]] = False
        return kept


def fold_of(article: str) -> int:
    """Return which fold an article's questions belong to."""
    return int(hashlib.sha1(article.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def folds(
    articles: list[str],
) -> Iterator[tuple[Callable[[int], bool], Callable[[int], bool]]]:
    """Yield, for each fold, which places to learn from and which to measure."""
    places = [fold_of(article) for article in articles]
    for fold in range(FOLDS):
        yield (lambda n, f=fold: places[n] != f), (lambda n, f=fold: places[n] == f)
