"""Short forms that the articles explain themselves: "Membership Action Plan (MAP)"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.terms import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ShortForms = dict[str, tuple[tuple[str, ...], ...]]

_BRACKETED = re.compile(r"\(([A-Z][A-Za-z.]{1,9})\)")
_WORD = re.compile(r"[^\W\d_][\w'-]*")
_LONGEST = 8


def short_forms_in(texts: Iterable[str]) -> ShortForms:
    """Return the term of each short form that the texts explain, with the terms it stands for."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for text in texts:
        for short, meant in _explained(text):
            found.setdefault(short, set()).add(meant)
    return {short: tuple(sorted(meant)) for short, meant in found.items()}


def _explained(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for match in _BRACKETED.finditer(text):
        letters = match[1].replace(".", "")
        short = terms(letters)
        meant = _spelt_out(letters, text[max(0, match.start() - 120) : match.start()])
        if len(short) == 1 and len(meant) > 1 and short[0] not in meant:
            yield short[0], meant


def _spelt_out(letters: str, before: str) -> tuple[str, ...]:
    """Return the terms of the words before a bracket whose initials are its letters."""
    initials = letters.upper() if not letters.endswith("s") else letters[:-1].upper()
    found = _WORD.findall(before)[-_LONGEST:]
    for start in range(len(found)):
        said = found[start:]
        if said[0][0].upper() == initials[0] and _follow(initials, said):
            return tuple(terms(" ".join(said)))
    return ()


def _follow(initials: str, said: list[str]) -> bool:
    """Tell whether the initials are those of the words, small words left out or not."""
    every = "".join(word[0] for word in said).upper()
    great = "".join(word[0] for word in said if word[0].isupper())
    return initials in (every, great)
