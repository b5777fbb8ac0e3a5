"""`eval retrieval`: the product's own pipeline over ready-made sentences."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.errors import AttribuneError
from corpus.models import Article, Sentence, Span
from corpus.passages import Passages
from corpus.ranking.ranker import Ranker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus.passages import Pair
    from corpus.ranking.hits import Ranking

Row = dict[str, Any]
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_HITS = 10


class BadRow(AttribuneError):
    """A line of a file of sentences or questions cannot be used.

    Attributes:
        path: The file.
        line: Which line, from 1.
    """

    def __init__(self, path: Path, line: int, reason: str) -> None:
        self.path = path
        self.line = line
        super().__init__(f"{path}, line {line}: {reason}.")


@click.group(name="eval")
def evaluate() -> None:
    """Measure the bot on labelled data."""


@evaluate.command()
@click.option("--corpus", required=True, type=_FILE, help="JSON lines, one a sentence.")
@click.option("--questions", required=True, type=_FILE, help="JSON lines, one a question.")
@click.option("--run", required=True, type=click.Path(path_type=Path), help="Where results go.")
def retrieval(corpus: Path, questions: Path, run: Path) -> None:
    """Rank ready-made sentences for questions.

    A sentence is {id, article, title, paragraph, position, text}, a question {id, question}, a
    result {qid, ranking, confidence}: ten ids, the best first, and the probability that the corpus
    answers.
    """
    ids, passages = sentences(read_rows(corpus, ("id", "article", "text")))
    ranker = Ranker.build(passages)
    asked = list(read_rows(questions, ("id", "question")))
    try:
        with (
            run.open("w", encoding="utf-8") as out,
            click.progressbar(asked, label="Asking", file=sys.stderr) as bar,
        ):
            for row in bar:
                ranking = ranker.rank(row["question"], _HITS)
                out.write(json.dumps(result(row["id"], ranking, ids), ensure_ascii=False) + "\n")
    except OSError as error:
        raise click.ClickException(f"{run} cannot be written: {error.strerror}.") from error


def result(question_id: str, ranking: Ranking, ids: list[str]) -> Row:
    """Return a result: passages that repeat a hit follow it."""
    found = [ids[p] for hit in ranking.hits for p in (hit.passage, *hit.repeats)]
    return {
        "qid": question_id,
        "ranking": found[:_HITS],
        "confidence": round(ranking.confidence, 6),
    }


def read_rows(path: Path, needed: tuple[str, ...]) -> Iterator[Row]:
    """Yield the objects of a file of JSON lines; empty lines are passed over.

    Raises:
        BadRow: A line is not a JSON object, or lacks what is needed as text.
    """
    with path.open(encoding="utf-8", errors="replace") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield _row(path, number, line, needed)


def _row(path: Path, number: int, line: str, needed: tuple[str, ...]) -> Row:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise BadRow(path, number, "this is not JSON") from error
    if not isinstance(row, dict):
        raise BadRow(path, number, "this is not a JSON object")
    for name in needed:
        if not isinstance(row.get(name), str):
            raise BadRow(path, number, f"it has no text called {name}")
    return row


def sentences(rows: Iterable[Row]) -> tuple[list[str], Passages]:
    """Return the ids of ready-made sentences and their passages, numbered alike."""
    articles: dict[str, list[Row]] = {}
    for row in rows:
        articles.setdefault(row["article"], []).append(row)
    ids: list[str] = []
    pairs: list[Pair] = []
    for found in articles.values():
        found.sort(key=_place)
        ids += [row["id"] for row in found]
        pairs.append(_pair(found))
    return ids, Passages.build(pairs)


def _place(row: Row) -> tuple[int, int]:
    return int(row.get("paragraph") or 0), int(row.get("position") or 0)


def _pair(rows: list[Row]) -> Pair:
    parts: list[str] = []
    found: list[Sentence] = []
    at, paragraph = 0, None
    for position, row in enumerate(rows):
        text = row["text"] or " "
        gap = "" if paragraph is None else " " if paragraph == _place(row)[0] else "\n\n"
        paragraph = _place(row)[0]
        at += len(gap)
        parts += [gap, text]
        found.append(Sentence(Span(at, at + len(text)), paragraph, position))
        at += len(text)
    title = str(rows[0].get("title") or "").strip()
    return Article(title=title or "-", text="".join(parts) or "-"), tuple(found)
