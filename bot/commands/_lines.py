"""Lines of text: what an argument stands for, and what is printed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from bot.services.harmless import harmless

if TYPE_CHECKING:
    from collections.abc import Iterator


def say(text: str, *, err: bool = False) -> None:
    """Print a line that may hold text from outside: no escape sequence reaches the terminal."""
    click.echo(harmless(text), err=err)


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
