"""What each system takes to build, keep and open: every measurement in a process of its own."""

from __future__ import annotations

import importlib
import shutil
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

from tests.benchmarks.speed import machine, synthetic
from tests.benchmarks.speed.systems import SYSTEMS, folder_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def alone(work: Callable[..., dict], *arguments: object) -> dict:
    """Return what ``work`` returns, done in a fresh process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def build(name: str, n: int, scratch: Path) -> dict:
    """Build and keep an index; seconds without those that making the sentences takes."""
    corpus = synthetic.make(scratch, n)
    folder = folder_of(scratch, name, n)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    start = time.perf_counter()
    for _ in corpus.sentences():
        pass
    reading = time.perf_counter() - start
    before = machine.memory_mb(peak=False)
    start = time.perf_counter()
    system = SYSTEMS[name]()
    system.build(corpus, folder)
    took = time.perf_counter() - start
    return {
        "build_s": took - reading,
        "reading_s": reading,
        "before_mb": before,
        "peak_mb": machine.memory_mb(peak=True),
        "disk_mb": machine.size_mb(folder),
    }


def reopen(name: str, n: int, scratch: Path, terms: list[str]) -> dict:
    """Open a kept index and answer one question; libraries were imported before."""
    corpus = _Nothing()
    _import(name)
    before = machine.memory_mb(peak=False)
    start = time.perf_counter()
    system = SYSTEMS[name]()
    system.open(corpus, folder_of(scratch, name, n))
    system.ask(terms)
    took = time.perf_counter() - start
    return {"reopen_s": took, "before_mb": before, "resident_mb": machine.memory_mb(peak=False)}


class _Nothing:
    """The corpus of a system that is opened: it is not to be looked at."""


def _import(name: str) -> None:
    modules = {"attribune": "corpus.index", "fts5": "sqlite3", "rank-bm25": "rank_bm25"}
    importlib.import_module(modules.get(name, name))
