"""Fit the two models and write them beside the other data of the ranker.

    python -m tests.benchmarks.retrieval.fit

Learns from the questions whose licence allows it alone (sets.LEARNT_FROM), the confidence from
those written for the project as well. What is printed is
measured over folds of articles: no question is judged by weights that saw its article.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bot.services.answering import ANSWER_FROM
from corpus.ranking.features import FEATURES, matrix
from corpus.ranking.signs import SIGNS
from tests.benchmarks.retrieval.examples import Example, Judge, examples, fit, judged_by_fold
from tests.benchmarks.retrieval.learning import Listed, auroc
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
CONFIDENCE = (
    "Learnt as well from the project's own\n# articles and questions (tests/benchmarks/written). "
    "The confidence is the logistic of the sum of sign x weight:\n# the first weight where a "
    "question is typed in passing, the second where it is typed with care."
)


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


def mean_reciprocal_rank(lists: list[Listed | None], articles: list[str],
                         weights: list[NDArray[np.float32]]) -> float:  # fmt: skip
    total = 0.0
    for one, article in zip(lists, articles, strict=True):
        if one is not None and one.is_right.any():
            order = np.argsort(-(one.values @ weights[fold_of(article)]), kind="stable")
            rank = int(np.flatnonzero(one.is_right[order])[0]) + 1
            total += 1 / rank if rank <= 10 else 0
    return total / len(lists)


def write(name: str, says: str, names: tuple[str, ...], columns: list[NDArray]) -> None:
    rows = ["\t".join((name, *(f"{one:.4f}" for one in row))) for name, *row in zip(
        names, *columns, strict=True)]  # fmt: skip
    (DATA / name).write_text(ORIGIN + says + "\n" + "\n".join(rows) + "\n", encoding="utf-8")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


def say_groups(found: list[Example], given: NDArray[np.float64]) -> None:
    """Tell, for questions of each kind, how many are answered, and how many of them rightly."""
    say(f"{'':24}questions  confidence  answered  rightly")
    groups = [(one.group, one.is_answerable) for one in found]
    for group in dict.fromkeys(groups):
        places = [n for n, other in enumerate(groups) if other == group]
        answered = given[places] >= ANSWER_FROM
        rightly = answered & [found[n].is_right for n in places]
        name = group[0] if group[1] else f"{group[0]}: no answer"
        say(f"{name:36}{len(places):6}{given[places].mean():9.3f}"
            f"{answered.mean():9.3f}{rightly.mean():9.3f}")  # fmt: skip


def main() -> None:
    names = tuple(FEATURES)
    pool = Collection()
    asked = [q for q in questions() if q.source in LEARNT_FROM]
    articles = [pool.article(q) for q in asked]
    lists, learnt = lists_of(pool, asked, names), lessons(pool, asked, names)
    by_fold = weights_by_fold(learnt)
    say(f"MRR@10 over folds: {mean_reciprocal_rank(lists, articles, by_fold):.4f}")
    write("ranking_model.tsv", "A passage's score is the sum of feature x weight.",
          names, [weights_of_all(learnt)])  # fmt: skip
    found = examples(Judge(names, by_fold), pool, asked)
    given, is_true = judged_by_fold(found), np.array([one.is_answerable for one in found])
    say(f"AUROC over folds: {auroc(given[is_true], given[~is_true]):.4f}")
    say_groups(found, given)
    fitted = fit(found)
    write("confidence_model.tsv", CONFIDENCE, (*SIGNS, "(constant)"),
          [fitted.passing, fitted.careful])  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
