"""NLTK's Punkt with parameters that stand in this file.

Punkt (Kiss and Strunk 2006, "Unsupervised Multilingual Sentence Boundary Detection", Computational
Linguistics 32:4) usually learns its abbreviations from a corpus; here they are listed, from own
knowledge of British and American news writing, so that nothing is downloaded.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from nltk.tokenize.punkt import PunktLanguageVars, PunktParameters, PunktSentenceTokenizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_ABBREVIATIONS = """
    mr mrs ms mx dr prof rev fr hon capt cmdr col gen lt maj sgt cpl pvt adm brig sir st ste sen rep
    gov pres sec supt insp det dist atty messrs mmes jr sr esq bros ph.d m.d b.a m.a d.phil
    u.s u.k u.n e.u u.s.a d.c l.a n.y n.j n.c s.c n.h n.m r.i w.va p.m a.m e.g i.e a.k.a c.v
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri
    ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev
    okla ore pa tenn tex va vt wash wis wyo ont que alta
    inc ltd co corp plc llc assn dept est ft hwy mt ave blvd rd approx vs etc cf al ed eds vol pp
    fig art ca cent
"""
_STARTERS = """
    a an the this that these those he she it we they i you his her its our their there here in on at
    as but and or so if when while after before since although however meanwhile for from with by
    what who why how where mr mrs ms yet still now then last earlier later according
"""


class Splitter(Protocol):
    """What is needed of Punkt."""

    def span_tokenize(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield (start, end) of each sentence, in order."""
        ...


class _LanguageVars(PunktLanguageVars):  # type: ignore[misc]  # nltk is untyped
    """Punkt's English, with the closing marks of printed text."""

    re_boundary_realignment = re.compile(r"[\"'”’»)\]}']+?(?:\s+|(?=--)|$)", re.MULTILINE)


def make_splitter() -> Splitter:
    """Return a sentence splitter that knows the abbreviations above."""
    parameters = PunktParameters()
    parameters.abbrev_types = set(_ABBREVIATIONS.split())
    parameters.sent_starters = set(_STARTERS.split())
    splitter: Splitter = PunktSentenceTokenizer(parameters, lang_vars=_LanguageVars())
    return splitter
