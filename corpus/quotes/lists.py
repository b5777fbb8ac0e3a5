"""Read the word lists of ``corpus/data/quotes``: their sections, their words."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def sections(name: str) -> dict[str, tuple[str, ...]]:
    """Return a list's lines by ``[section]``; lines before the first section are under ``""``.

    Args:
        name: The file's name without ``.txt``.
    """
    found: dict[str, list[str]] = {}
    current = found.setdefault("", [])
    text = (files("corpus") / "data" / "quotes" / f"{name}.txt").read_text(encoding="utf-8")
    for raw in text.splitlines():
        line = raw.strip()
        if line.startswith("[") and line.endswith("]"):
            current = found.setdefault(line[1:-1], [])
        elif line and not line.startswith("#"):
            current.append(line)
    return {section: tuple(lines) for section, lines in found.items()}


@cache
def words(name: str, section: str = "") -> frozenset[str]:
    """Return the words of one section, whatever lines they stand on."""
    return frozenset(" ".join(sections(name).get(section, ())).split())
