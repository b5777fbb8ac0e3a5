"""Fit the two models of "who said" and "what did X say".

    PYTHONPATH=. python tests/benchmarks/news/fit_said.py --part FOLDER … --out corpus/data/quoting

Each part is a folder with `questions.jsonl` and `articles/`, as README.md has it. The product reads
all articles into a new store, gathers the evidence for each question about something said, and the
models are fitted on it. `--texts` are further articles, which answer nothing. Beside what was
asked, things that did not happen are made up from each question: that nobody said it, that the
article is not there, and that the article is there alone, without the quotation and with it.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from news_matching import is_right, same_name
from said_learning import Asked, fit_certainty, fit_ranking
from score_news import golds_of, question_of, read_rows

from bot.bootstrap import open_app
from bot.config import read_settings
from bot.services.quoting.evidence import Gathering
from bot.services.quoting.inquiry import inquire
from bot.services.quoting.saying import allowed_rows, named_people
from bot.services.quoting.weighing import told, weigh
from corpus.asking import said_question

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MADE_UP = 0.12  # what a question counts for that was made up from another
_HEAD = "# Written by tests/benchmarks/news/fit_said.py from questions and articles of our own.\n"
_LEAST = 0.005  # a weight below is as good as none


@dataclass(frozen=True)
class Gathered:
    """A question with its candidates, as the product sees them.

    Attributes:
        kind: fact, who, about or none.
        said: What the product read from it.
        weighed: The candidates with their evidence, in any order.
        is_right: Which of them answer it.
        has_words: Which of them have the right words, whoever said them.
    """

    kind: str
    said: Any
    weighed: Sequence[Any]
    is_right: np.ndarray
    has_words: np.ndarray


async def gather(parts: Sequence[Path], folder: Path) -> list[Gathered]:
    """Return every question that the product takes for one about something said."""
    found = []
    async with open_app(read_settings()) as app:
        await app.quoting.ready()
        selecting = await app.quoting.selecting()
        for part in parts:
            for row in read_rows(part / "questions.jsonl"):
                one = gathered(row, folder, selecting, app.quoting.places(selecting))
                found += [one] if one else []
    return found


def gathered(row: dict[str, Any], folder: Path, selecting: Any, places: Any) -> Gathered | None:
    """Return a question with its candidates; None where it is about no words."""
    said = said_question(row["question"])
    if said is None or not said.words:
        return None
    named = named_people(said.person, selecting) if said.person else {}
    inquiry = inquire(said, row["question"], selecting, named)
    weighed = weigh(Gathering(inquiry, selecting, places), allowed_rows(named, selecting))
    if not weighed:
        return None
    golds, speaker = golds_of(row, folder), question_of(row, folder).speaker
    shown = [_shown(one, selecting) for one in weighed]
    words = np.array([bool(golds) and is_right(one, golds) for one in shown])
    whose = np.array(
        [row["kind"] != "who" or same_name(s["speaker"], speaker or "") for s in shown]
    )
    return Gathered(row["kind"], said, weighed, words & np.array(whose), words)


def _shown(one: Any, selecting: Any) -> dict[str, Any]:
    rows, people = selecting.catalogue.rows, selecting.directory.people
    article = selecting.catalogue.versions[int(rows["version"][one.row])].article
    text = article.text[int(rows["start"][one.row]) : int(rows["end"][one.row])]
    name = people[one.speaker].name if one.speaker >= 0 else None
    return {"text": text, "title": article.title, "speaker": name}


def ranking_model(questions: Sequence[Gathered]) -> dict[str, float]:
    """Return feature -> weight of what quotations are ranked by."""
    names = sorted({name for q in questions for one in q.weighed for name in one.evidence})
    asked = []
    for question in questions:
        if question.kind in {"who", "about"}:
            rows = [[one.evidence.get(n, 0.0) for n in names] for one in question.weighed]
            right = question.is_right if question.is_right.any() else question.has_words
            asked.append(Asked(np.array(rows), right))
    return dict(zip(names, fit_ranking(asked, names).tolist(), strict=True))


def certainty_model(questions: Sequence[Gathered], ranking: dict[str, float]) -> dict[str, float]:
    """Return feature -> weight, and the constant, of how likely the best quotation answers."""
    lessons = [lesson for question in questions for lesson in _lessons(question, ranking)]
    names = sorted(lessons[0][0])
    values = np.array([[told[name] for name in names] for told, _, _ in lessons])
    right = np.array([is_right for _, is_right, _ in lessons], float)
    importance = np.array([weight for _, _, weight in lessons])
    weights, constant = fit_certainty(values, right, importance, names)
    return {"(constant)": constant, **dict(zip(names, weights.tolist(), strict=True))}


def _lessons(
    question: Gathered, ranking: dict[str, float]
) -> Iterator[tuple[dict[str, float], bool, float]]:
    """Yield (what is told, whether the best is right, what it counts for) of a question."""
    everything = np.ones(len(question.weighed), bool)
    yield from _lesson(question, ranking, everything, 1.0)
    if question.kind in {"who", "about"} and question.has_words.any():
        articles = np.array([one.article for one in question.weighed])
        own = np.isin(articles, articles[question.has_words])
        for kept in (~question.has_words, ~own, own & ~question.has_words):
            yield from _lesson(question, ranking, kept, MADE_UP)
        yield from _lesson(question, ranking, own, 2 * MADE_UP)


def _lesson(
    question: Gathered, ranking: dict[str, float], kept: np.ndarray, importance: float
) -> Iterator[tuple[dict[str, float], bool, float]]:
    places = [n for n in range(len(kept)) if kept[n]]
    scores = {
        n: sum(ranking[name] * value for name, value in question.weighed[n].evidence.items())
        for n in places
    }
    order = sorted(places, key=lambda n: -scores[n])
    if order:
        weighed = [replace(question.weighed[n], score=scores[n]) for n in order]
        yield told(question.said, weighed), bool(question.is_right[order[0]]), importance


def write(path: Path, says: str, model: dict[str, float]) -> None:
    """Write a model: a line a feature, its weight after a tab; what weighs nothing is left out."""
    lines = [f"{name}\t{weight:.4f}\n" for name, weight in model.items() if abs(weight) > _LEAST]
    path.write_text(f"{_HEAD}# {says}\n{''.join(lines)}", encoding="utf-8")


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Fit the models of questions about words.")
    parser.add_argument("--part", type=Path, action="append", required=True)
    parser.add_argument("--texts", type=Path, help="further articles that answer nothing")
    parser.add_argument("--out", type=Path, required=True, help="corpus/data/quoting")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "articles"
        folder.mkdir()
        sources = [part / "articles" for part in options.part]
        for source in [*sources, *([options.texts] if options.texts else [])]:
            for path in source.glob("*.txt"):
                shutil.copy(path, folder / path.name)
        os.environ |= {"ATTRIBUNE_ARTICLES": str(folder), "ATTRIBUNE_DATA": f"{name}/data"}
        questions = asyncio.run(gather(options.part, folder))
    ranking = ranking_model(questions)
    write(
        options.out / "fitting_model.tsv",
        "A quotation's score is the sum of feature x weight.",
        ranking,
    )
    write(
        options.out / "certainty_model.tsv",
        "The best quotation answers with the probability 1 / (1 + exp(-sum)).",
        certainty_model(questions, ranking),
    )


if __name__ == "__main__":
    main()
