"""How long a question takes: all systems in one process, question by question in turn."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np

from tests.benchmarks.speed import machine, synthetic
from tests.benchmarks.speed.systems import SLOW, SYSTEMS, Attribune, folder_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from tests.benchmarks.speed.systems import System

ROUNDS = 3
_SLOW_QUESTIONS = {10_000: 60, 100_000: 20}
_BYTES = 6  # a posting: four for the sentence, two for the code


def opened(names: Iterable[str], corpus: synthetic.Corpus, scratch: Path) -> dict[str, System]:
    """Return the systems, their indexes made where they were not yet."""
    systems = {}
    for name in names:
        folder = folder_of(scratch, name, len(corpus))
        if not folder.exists():
            folder.mkdir(parents=True)
            SYSTEMS[name]().build(corpus, folder)
        systems[name] = SYSTEMS[name]()
        systems[name].open(corpus, folder)
    return systems


def timed(
    systems: dict[str, System], questions: Sequence[list[str]], few: int, advance
) -> dict[str, np.ndarray]:
    """Return each system's milliseconds for each question, the best of some rounds.

    Args:
        systems: Who is asked.
        questions: What.
        few: Slow systems get this many of the questions alone, in one round.
        advance: Called once a question.
    """
    best = {name: np.full(len(questions), np.inf) for name in systems}
    for turn in range(ROUNDS):
        for i, terms in enumerate(questions):
            order = list(systems)[i % len(systems) :] + list(systems)[: i % len(systems)]
            for name in order:
                if name in SLOW and (i >= few or turn):
                    continue
                start = time.perf_counter()
                systems[name].ask(terms)
                best[name][i] = min(best[name][i], time.perf_counter() - start)
            advance()
    return {name: times[np.isfinite(times)] * 1000 for name, times in best.items()}


def percentiles(times: np.ndarray) -> dict[str, float]:
    """Return what is told about a system's times, in milliseconds."""
    p50, p90, p99 = np.percentile(times, [50, 90, 99]).tolist()
    return {"p50": p50, "p90": p90, "p99": p99, "mean": float(times.mean()), "count": len(times)}


def bound(index: Attribune, questions: Sequence[list[str]], bandwidth: float) -> dict[str, float]:
    """Return what reading every posting of each question once takes at the least, in ms."""
    counts = [sum(index.index.df(term) for term in set(terms)) for terms in questions]
    times = np.array(counts) * _BYTES / bandwidth * 1000
    return percentiles(times) | {"postings": float(np.mean(counts))}


def exact(index: Attribune, questions: Sequence[list[str]]) -> float:
    """Return by how much a best score ever differs from that of a full scan."""
    worst = 0.0
    for terms in questions:
        ids, scores = index.index.search(terms, 10)
        full = index.index.get_scores(terms)
        kth = np.partition(full, -10)[-10:]
        worst = max(worst, float(np.abs(full[ids] - scores).max(initial=0.0)))
        worst = max(worst, float(np.abs(np.sort(scores) - kth[-len(scores) :]).max(initial=0.0)))
    return worst


def run(n: int, names: Sequence[str], scratch: Path, count: int, advance, *, stop: bool) -> dict:
    """Return the times of all systems over ``n`` sentences.

    Args:
        n: How many sentences.
        names: Which systems.
        scratch: Where corpora and indexes are kept.
        count: How many questions.
        advance: Called once a question and round.
        stop: Leave out the common words of the questions.
    """
    corpus = synthetic.make(scratch, n)
    questions = synthetic.questions(corpus, count, stop=stop)
    systems = opened(names, corpus, scratch)
    ours = systems["attribune"]
    times = timed(systems, questions, _SLOW_QUESTIONS.get(n, 5), advance)
    return {
        "n": n,
        "stop": stop,
        "terms": float(np.mean([len(terms) for terms in questions])),
        "bound": bound(ours, questions, machine.bandwidth()),
        "differs": exact(ours, questions[:50]),
        "times": {name: percentiles(found) for name, found in times.items()},
    }


def run_lengths(n: int, scratch: Path, count: int, advance) -> list[dict]:
    """Return the times for questions of 1, 2, 4, ... terms."""
    corpus = synthetic.make(scratch, n)
    systems = opened(["attribune", "tantivy", "bm25s"], corpus, scratch)
    rows = []
    for length in (1, 2, 4, 8, 16, 32):
        pool = synthetic.questions(corpus, count * 4, seed=length)
        terms = np.random.default_rng(length).permutation([term for q in pool for term in q])
        questions = [part.tolist() for part in np.resize(terms, (count, length))]
        times = timed(systems, questions, 0, advance)
        rows.append(
            {"n": n, "length": length, "times": {k: percentiles(v) for k, v in times.items()}}
        )
    return rows
