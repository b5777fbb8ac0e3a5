"""Less resident memory for a process that runs for months."""

from __future__ import annotations

import ctypes
import gc

_ARENA_MAX = -8  # glibc's M_ARENA_MAX
_ARENAS = 2  # it would keep eight a core; the interpreter runs one thread at a time anyway
_MMAP_THRESHOLD = -3  # M_MMAP_THRESHOLD
_YOUNG = 5_000  # objects; Python's own 700 are those of one answer
_GIVEN_BACK = 6 << 20  # bytes; what is larger goes back when it is freed, and stays in no heap


def spare_memory() -> None:
    """Have all threads share two heaps, without what is large. Only glibc knows how.

    Call it before there are any threads.
    """
    library = ctypes.CDLL(None)
    if hasattr(library, "mallopt"):
        library.mallopt(_ARENA_MAX, _ARENAS)
        library.mallopt(_MMAP_THRESHOLD, _GIVEN_BACK)


def settle_memory() -> None:
    """Give back what starting took, and have the collector pass over what stays for good.

    From then on it looks less often at what is young: an answer's objects go with it.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG)
    give_back()


def give_back() -> None:
    """Give back what was freed; it takes milliseconds. Only glibc knows how."""
    library = ctypes.CDLL(None)
    if hasattr(library, "malloc_trim"):
        library.malloc_trim(0)
