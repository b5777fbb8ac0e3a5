"""What an argument stands for: itself, or the lines of standard input."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def lines_of(argument: str) -> Iterator[str]:
    """Yield the argument, or, when it is ``-``, each line of standard input that holds something.

    Lines are yielded as they come, so that answers stream.
    """
    if argument != "-":
        yield argument
        return
    for line in sys.stdin:
        if line.strip():
            yield line.strip()
