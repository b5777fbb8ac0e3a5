"""NLTK's Punkt with parameters that stand in the code, so that nothing is downloaded.

Punkt (Kiss and Strunk 2006, "Unsupervised Multilingual Sentence Boundary Detection", Computational
Linguistics 32:4) usually learns its abbreviations from a corpus; here they are listed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from corpus.abbreviations import ABBREVIATIONS, STARTERS
from corpus.nltk_parts import punkt

if TYPE_CHECKING:
    from collections.abc import Iterator


class Splitter(Protocol):
    """What is needed of Punkt."""

    def span_tokenize(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield (start, end) of each sentence, in order."""
        ...


class _LanguageVars(punkt.PunktLanguageVars):  # type: ignore[misc]  # nltk is untyped
    """Punkt's English, with the closing marks of printed text."""

    re_boundary_realignment = re.compile(r"[\"'”’»)\]}']+?(?:\s+|(?=--)|$)", re.MULTILINE)


def make_splitter() -> Splitter:
    """Return a sentence splitter that knows `corpus.abbreviations`."""
    parameters = punkt.PunktParameters()
    parameters.abbrev_types = set(ABBREVIATIONS)
    parameters.sent_starters = set(STARTERS)
    splitter: Splitter = punkt.PunktSentenceTokenizer(parameters, lang_vars=_LanguageVars())
    return splitter
