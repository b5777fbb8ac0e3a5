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
    reading = _clocks()
    for _ in corpus.sentences():
        pass
    before = machine.memory_mb(peak=False)
    building = _clocks()
    system = SYSTEMS[name]()
    system.build(corpus, folder)
    built = _clocks()
    read_s, read_cpu_s = (end - start for start, end in zip(reading, building, strict=True))
    build_s, build_cpu_s = (end - start for start, end in zip(building, built, strict=True))
    return {
        "build_s": build_s - read_s,
        "build_cpu_s": build_cpu_s - read_cpu_s,
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


def _clocks() -> tuple[float, float]:
    """Return the time now, and how much of it the processor worked for this process."""
    return time.perf_counter(), time.process_time()


class _Nothing:
    """The corpus of a system that is opened: it is not to be looked at."""


def _import(name: str) -> None:
    modules = {"attribune": "corpus.index", "fts5": "sqlite3", "rank-bm25": "rank_bm25"}
    importlib.import_module(modules.get(name, name))
