"""Sentences as spans: NLTK's Punkt with parameters that stand in this file.

Punkt (Kiss and Strunk 2006, "Unsupervised Multilingual Sentence Boundary Detection", Computational
Linguistics 32:4) usually learns its abbreviations from a corpus; here they are listed, from own
knowledge of British and American news writing, so that nothing is downloaded.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from nltk.tokenize.punkt import PunktLanguageVars, PunktParameters, PunktSentenceTokenizer

from corpus.models import Sentence, Span

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
_PARAGRAPH = re.compile(r"[^\n]+")
_PLAIN = re.compile(r"[\w\s,;:'’\-–—%£$€()/&]*[.!?]?")
_RUNS_ON = re.compile(r"[\s\"'”’)\]]*[a-z]")
_SPEAKER_FOLLOWS = re.compile(
    r"\s+(?:(?:Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Lady|Prof)\.? )?(?:[A-Z][\w.'’-]+ ){1,3}"
    r"(?:asked|said|says|added|wrote|tweeted|replied|shouted|wondered|demanded|joked|continued)\b"
)
_NUMBERED = re.compile(r"\b(?:No|Nos|Art|Sect?|Fig|Vol|p|pp)\.$")
_CLOSERS = "\"'”’»)]}"


class _LanguageVars(PunktLanguageVars):  # type: ignore[misc]  # nltk is untyped
    """Punkt's English, with the closing marks of printed text."""

    re_boundary_realignment = re.compile(r"[\"”’»)\]}']+?(?:\s+|(?=--)|$)", re.MULTILINE)


@cache
def _punkt() -> PunktSentenceTokenizer:
    parameters = PunktParameters()
    parameters.abbrev_types = set(_ABBREVIATIONS.split())
    parameters.sent_starters = set(_STARTERS.split())
    return PunktSentenceTokenizer(parameters, lang_vars=_LanguageVars())


def paragraph_spans(text: str) -> list[Span]:
    """Return the text's paragraphs in order: its lines that hold more than white space."""
    return [span for found in _PARAGRAPH.finditer(text) if (span := _trimmed(text, *found.span()))]


def sentence_spans(text: str) -> list[Span]:
    """Return the text's sentences in order, trimmed of white space; never across a line end.

    Quotation marks stay with their sentence. A question or exclamation inside marks that runs on
    (``"Why?" he asked.``) is one sentence. What holds no letter or digit (``___.``) is none.
    """
    return [span for paragraph in paragraph_spans(text) for span in _split(text, paragraph)]


def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the text's sentences with the paragraph that each belongs to."""
    found: list[Sentence] = []
    for number, paragraph in enumerate(paragraph_spans(text)):
        for span in _split(text, paragraph):
            found.append(Sentence(span, number, len(found)))
    return tuple(found)


def _split(text: str, paragraph: Span) -> Iterator[Span]:
    line = paragraph.of(text)
    if _PLAIN.fullmatch(line):  # no full stop inside: one sentence, without asking Punkt
        yield from _piece(text, paragraph.start, paragraph.end)
        return
    start = 0
    for _, end in _punkt().span_tokenize(line):
        end = _with_closers(line, end)  # noqa: PLW2901
        if end > start and not _goes_on(line, start, end):
            yield from _piece(text, paragraph.start + start, paragraph.start + end)
            start = end
    yield from _piece(text, paragraph.start + start, paragraph.end)


def _piece(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield what lies between the two, without white space, unless it holds no letter or digit."""
    span = _trimmed(text, start, end)
    if span and any(c.isalnum() for c in span.of(text)):
        yield span


def _with_closers(line: str, end: int) -> int:
    """Return the end moved past closing marks that stand right behind it."""
    while end < len(line) and line[end] in _CLOSERS:
        end += 1
    return end


def _goes_on(line: str, start: int, end: int) -> bool:
    """Tell whether the sentence that seems to end at ``end`` runs on behind it."""
    if end >= len(line):
        return False
    if _RUNS_ON.match(line, end):
        return True
    if line[end - 1] in _CLOSERS and line[:end].rstrip(_CLOSERS).endswith(("?", "!")):
        return bool(_SPEAKER_FOLLOWS.match(line, end))
    return (
        bool(_NUMBERED.search(line, max(start, end - 6), end)) and line[end:].lstrip()[:1].isdigit()
    )


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None
