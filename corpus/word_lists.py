"""The word lists shipped beside the code, read once each."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def lines(name: str) -> Iterator[str]:
    """Yield the lines of ``corpus/data/<name>`` that are neither empty nor comments."""
    text = files("corpus").joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


@cache
def words(name: str) -> frozenset[str]:
    """Return every word of a list, whatever its lines."""
    return frozenset(word for line in lines(name) for word in line.split())


@cache
def bases(name: str) -> dict[str, str]:
    """Return form -> base for a table of ``base <TAB> form form …`` lines."""
    table: dict[str, str] = {}
    for line in lines(name):
        base, forms = line.split("\t")
        for form in forms.split():
            table.setdefault(form, base)
    return table
