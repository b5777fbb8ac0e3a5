"""What the machine can do, and what a process takes of it."""

from __future__ import annotations

import platform
import resource
import sqlite3
import sys
import time
from importlib.metadata import version
from pathlib import Path

import numpy as np

_STATUS = Path("/proc/self/status")


def bandwidth() -> float:
    """Return how many bytes a second one core reads from memory, the best of a few tries."""
    array = np.ones(1 << 25, np.int64)  # 256 MB, more than any cache holds
    times = []
    for _ in range(5):
        start = time.perf_counter()
        array.sum()
        times.append(time.perf_counter() - start)
    return array.nbytes / min(times)


def memory_mb(peak: bool) -> float:
    """Return what this process holds of memory now, or held at the most, in MB."""
    if _STATUS.exists():
        wanted = "VmHWM:" if peak else "VmRSS:"
        lines = _STATUS.read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith(wanted)) / 1024
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def size_mb(folder: Path) -> float:
    """Return the size of all files below a folder, in MB."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def versions() -> dict[str, str]:
    """Return the versions of what is compared."""
    names = ("numpy", "rank-bm25", "bm25s", "tantivy")
    found = {name: version(name) for name in names}
    return found | {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
