"""Less resident memory for a process that runs for months."""

from __future__ import annotations

import ctypes
import gc

_ARENA_MAX = -8  # glibc's M_ARENA_MAX
_ARENAS = 2  # it would keep eight a core; the interpreter runs one thread at a time anyway


def spare_memory() -> None:
    """Have all threads share two heaps. Call it before there are any; only glibc knows how."""
    library = ctypes.CDLL(None)
    if hasattr(library, "mallopt"):
        library.mallopt(_ARENA_MAX, _ARENAS)


def settle_memory() -> None:
    """Give back what starting took, and have the collector pass over what stays for good."""
    gc.collect()
    gc.freeze()
    library = ctypes.CDLL(None)
    if hasattr(library, "malloc_trim"):
        library.malloc_trim(0)
