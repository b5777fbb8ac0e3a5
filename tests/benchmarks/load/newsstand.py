"""A folder of articles of so many synthetic sentences, and a database that holds them, made once.

The sentences are those of the speed benchmark; every eighth is somebody's words, so that there are
quotations and speakers as well.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np

from tests.benchmarks.speed import synthetic

ROOT = Path(__file__).parents[3]
SCRATCH = ROOT / "bench-results" / "scratch"
_PER_ARTICLE = 25
_SPEAKERS = 500


def folder(sentences: int) -> Path:
    """Return the folder of articles of that many sentences."""
    corpus = synthetic.make(SCRATCH, sentences)
    path = SCRATCH / f"articles-{sentences}"
    if not (path / "articles.jsonl").exists():
        path.mkdir(parents=True, exist_ok=True)
        part = path / "articles.part"
        with part.open("w", encoding="utf-8") as file:
            for row in _rows(corpus):
                file.write(json.dumps(row) + "\n")
        part.rename(path / "articles.jsonl")
    return path


def data(sentences: int) -> Path:
    """Return a data folder whose database and index hold those articles."""
    path = SCRATCH / f"data-{sentences}"
    if not (path / "ready").exists():
        program = "import asyncio; from tests.benchmarks.load.newsstand import fill; fill()"
        settings = settings_for(sentences)
        subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, env=os.environ | settings, check=True
        )
        (path / "ready").touch()
    return path


def settings_for(sentences: int) -> dict[str, str]:
    """Return the environment in which the bot searches those articles."""
    return {
        "ATTRIBUNE_DATA": str(SCRATCH / f"data-{sentences}"),
        "ATTRIBUNE_ARTICLES": str(folder(sentences)),
        "ATTRIBUNE_LANGUAGES": "",
    }


def fill() -> None:
    """Load what the environment names, as a first start does."""
    from bot.bootstrap import open_app  # noqa: PLC0415 (in a process of its own)
    from bot.config import read_settings  # noqa: PLC0415 (as above)

    async def once() -> None:
        async with open_app(read_settings()):
            pass

    asyncio.run(once())


def questions(sentences: int, count: int, seed: int = 1) -> list[str]:
    """Return questions about those sentences."""
    corpus = synthetic.make(SCRATCH, sentences)
    return [
        "What " + " ".join(words) + "?" for words in synthetic.questions(corpus, count, seed=seed)
    ]


def _rows(corpus: synthetic.Corpus):
    rng = np.random.default_rng(7)
    names = _names(corpus.words, rng)
    article: list[str] = []
    for number, words in enumerate(corpus.sentences()):
        article.append(_sentence(words, number, names))
        if len(article) == _PER_ARTICLE:
            yield _row(number // _PER_ARTICLE, article)
            article = []
    if article:
        yield _row(len(corpus) // _PER_ARTICLE, article)


def _names(words: list[str], rng: np.random.Generator) -> list[str]:
    ranks = rng.integers(5_000, 20_000, (_SPEAKERS, 2))
    return [f"{words[a].capitalize()} {words[b].capitalize()}" for a, b in ranks]


def _sentence(words: list[str], number: int, names: list[str]) -> str:
    text = " ".join(words)
    text = text[0].upper() + text[1:]
    if number % 8:
        return f"{text}."
    return f"“{text},” said {names[number // 8 % len(names)]}."


def _row(number: int, sentences: list[str]) -> dict[str, str]:
    paragraphs = [" ".join(sentences[n : n + 3]) for n in range(0, len(sentences), 3)]
    day = f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}"
    return {
        "title": sentences[0][:60],
        "text": "\n\n".join(paragraphs),
        "publisher": f"Post {number % 40}",
        "published": day,
        "url": f"https://example.org/{number}",
    }
