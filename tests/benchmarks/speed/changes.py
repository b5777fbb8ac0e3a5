"""What changes cost: an article added or removed, a merge, and an event loop beside them."""

from __future__ import annotations

import asyncio
import time
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from corpus.index import Index
from tests.benchmarks.speed import synthetic
from tests.benchmarks.speed.queries import percentiles
from tests.benchmarks.speed.systems import folder_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_ARTICLE = 40  # sentences
_TICK_S = 0.002


def articles(n: int, scratch: Path, count: int) -> dict:
    """Return the milliseconds to add articles, to remove them, and to search just after."""
    corpus = synthetic.make(scratch, n)
    index = Index.open(folder_of(scratch, "attribune", n))
    questions = synthetic.questions(corpus, count)
    sentences = list(islice(corpus.sentences(), count * _ARTICLE))
    adds, searches, removals = [], [], []
    for i, question in enumerate(questions):
        new = sentences[i * _ARTICLE : (i + 1) * _ARTICLE]
        adds.append(_seconds(lambda new=new: index.add(new)))
        searches.append(_seconds(lambda question=question: index.search(question)))
        ids = range(i * _ARTICLE, (i + 1) * _ARTICLE)
        removals.append(_seconds(lambda ids=ids: index.discard(ids)))
        while index.merge():
            pass
    whole = _seconds(lambda: index.merge(whole=True))
    measured = {"add": adds, "search after": searches, "discard": removals}
    table = {name: percentiles(np.array(times) * 1000) for name, times in measured.items()}
    return {"n": n, "times": table, "merge_whole_s": whole}


def lag(n: int, scratch: Path) -> dict:
    """Return how late an event loop gets, in ms, while a thread does long work beside it."""
    corpus = synthetic.make(scratch, n)
    index = Index.build(islice(corpus.sentences(), n // 2))
    rest = islice(corpus.sentences(), n // 2, None)
    while block := list(islice(rest, n // 16)):
        index.add(block)
    question = synthetic.questions(corpus, 50)
    work: dict[str, Callable[[], object]] = {
        "nothing": lambda: time.sleep(1),
        "a loop of plain Python": _spin,
        f"building {n} sentences": lambda: Index.build(corpus.sentences()),
        f"merging {n} sentences": lambda: index.merge(whole=True),
        "searching without pause": lambda: [index.search(terms) for terms in question * 20],
    }
    return {name: asyncio.run(_lateness(task)) for name, task in work.items()}


async def _lateness(work: Callable[[], object]) -> dict[str, float]:
    """Return how late a loop's timer came while ``work`` ran in a thread."""
    late, task = [], asyncio.create_task(asyncio.to_thread(work))
    while not task.done():
        start = time.perf_counter()
        await asyncio.sleep(_TICK_S)
        late.append((time.perf_counter() - start - _TICK_S) * 1000)
    await task
    return percentiles(np.array(late)) | {"max": max(late)}


def _spin() -> None:
    end = time.perf_counter() + 1
    while time.perf_counter() < end:
        pass


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
