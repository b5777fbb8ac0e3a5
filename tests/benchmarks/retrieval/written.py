"""The articles and questions written for this project, as rows like those of the other sets."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.services.preparing import searched_sentences
from corpus.clean import clean
from tests.benchmarks.retrieval.sets import Question

if TYPE_CHECKING:
    from corpus.models import Article, Sentence, Span

WRITTEN = Path(__file__).parents[1] / "written"
Place = tuple[str, list[list[int]]]


@dataclass(frozen=True)
class Text:
    """One article: as it was written, as the product keeps it, and the sentences of that."""

    raw: str
    article: Article
    sentences: tuple[Sentence, ...]

    def said_in(self, start: int, end: int) -> list[int]:
        """Return which sentences hold a part of some characters of the raw text, from 0."""
        quoted = self.raw[start:end]
        at = self.article.text.find(quoted)
        return [
            n
            for n, sentence in enumerate(self.sentences)
            if at >= 0 and _overlap(sentence.span, at, at + len(quoted))
        ]


@cache
def texts() -> dict[str, Text]:
    """Return every article by its name."""
    return {path.stem: _text(path) for path in sorted((WRITTEN / "articles").glob("*.txt"))}


def _text(path: Path) -> Text:
    with path.open(encoding="utf-8", newline="") as file:
        raw = file.read()
    article = clean(raw, name=path.stem).article
    return Text(raw, article, searched_sentences(article, path.stem))


def _overlap(span: Span, start: int, end: int) -> bool:
    return min(span.end, end) - max(span.start, start) > 0


@cache
def asked() -> list[dict]:
    """Return the questions as they are kept."""
    lines = (WRITTEN / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def sentence_rows() -> list[dict]:
    """Return a row a sentence, as the sets beside the project have them."""
    return [
        {
            "id": _id(name, n),
            "article": name,
            "title": text.article.title,
            "paragraph": sentence.paragraph,
            "position": n,
            "text": sentence.span.of(text.article.text),
        }
        for name, text in texts().items()
        for n, sentence in enumerate(text.sentences)
    ]


def _id(name: str, sentence: int) -> str:
    return f"written/{name}/{sentence}"


def written_questions(*kinds: str) -> list[Question]:
    """Return the questions of some kinds (fact, who, about, none) with what answers them."""
    return [
        Question(f"written/{row['id']}", row["question"], _answers(row), row["kind"] != "none")
        for row in asked()
        if row["kind"] in kinds
    ]


def _places(row: dict) -> list[Place]:
    rows = [row, *row.get("also", [])]
    return [(place["doc"], place["answers"]) for place in rows if place["doc"]]


def _answers(row: dict) -> tuple[str, ...]:
    found = [
        _id(name, n)
        for name, spans in _places(row)
        for start, end in spans
        for n in texts()[name].said_in(start, end)
    ]
    return tuple(dict.fromkeys(found))


@cache
def stories() -> dict[str, str]:
    """Return the story of each article: the name of one of those that answer the same questions."""
    story = {name: name for name in texts()}
    for row in asked():
        first, *others = [name for name, _ in _places(row)] or [row["near"]]
        for other in others:
            gone, kept = story[other], story[first]
            story = {name: kept if old == gone else old for name, old in story.items()}
    return story


@cache
def story_asked() -> dict[str, str]:
    """Return the story that each question is about, or nearly about, by the question's id."""
    return {f"written/{row['id']}": stories()[row["doc"] or row["near"]] for row in asked()}
