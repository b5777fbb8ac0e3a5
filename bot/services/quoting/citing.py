"""Rows made into quotations that can be shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.services.quoting.catalogue import NOBODY
from bot.services.quoting.models import Quoted
from corpus.models import Span
from corpus.proofs import proof_id
from corpus.segment import sentence_spans
from corpus.terms import terms, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.services.quoting.catalogue import Catalogue
    from bot.services.quoting.directory import Directory
    from bot.storage.quotations import KeptQuote
    from corpus.models import ArticleVersion
    from corpus.people import Person
    from corpus.quotations import Quote

_FAR = 400  # characters


def cite(
    catalogue: Catalogue,
    directory: Directory,
    kept: Iterable[tuple[int, float, KeptQuote]],
    asked: str = "",
) -> tuple[Quoted, ...]:
    """Return quotations to show, in the order given.

    Args:
        catalogue: Where they come from.
        directory: Whose they are.
        kept: (row, score, what is stored) of each.
        asked: What was asked for, to print bold.
    """
    wanted = set(terms(asked))
    sentences: dict[int, Sequence[Span]] = {}
    found = []
    for row, score, item in kept:
        version = catalogue.versions.get(item.version_id)
        if version is None:  # forgotten a moment ago
            continue
        if item.version_id not in sentences:
            sentences[item.version_id] = sentence_spans(version.article.text)
        quoted = _quoted(version, item, sentences[item.version_id])
        person, name = _speaker(catalogue, directory, row, item)
        found.append(
            replace(
                quoted,
                person=person,
                speaker=name,
                is_corrected=bool(directory.corrected[row]),
                score=score,
                matched=_matched(version, quoted.quote, wanted),
                others=directory.names_with(row),
            )
        )
    return tuple(found)


def _quoted(version: ArticleVersion, kept: KeptQuote, sentences: Sequence[Span]) -> Quoted:
    quote = kept.quote
    whole = Span(quote.start, quote.end)
    return Quoted(
        id=kept.id,
        version=version,
        quote=quote,
        speaker=None,
        person=None,
        sentence=_holding(whole, quote.cue, quote.source, sentences),
        proof=proof_id(version.version_id, whole, version.article.text),
    )


def _speaker(
    catalogue: Catalogue, directory: Directory, row: int, kept: KeptQuote
) -> tuple[Person | None, str | None]:
    """Return the speaker's record and name, either of which may be unknown."""
    code = int(directory.codes[row])
    if code != NOBODY:
        person = directory.people[code]
        return person, person.name
    number = kept.quote.speaker
    local = None if number is None else catalogue.speaker(kept.version_id, number)
    return None, local.name if local else None


def _matched(version: ArticleVersion, quote: Quote, wanted: set[str]) -> tuple[Span, ...]:
    if not wanted:
        return ()
    found = tokens(version.article.text[quote.start : quote.end])
    return tuple(t.span.shifted(quote.start) for t in found if t.term in wanted)


def _holding(whole: Span, cue: Span | None, source: Span | None, sentences: Sequence[Span]) -> Span:
    """Return the sentences that hold a quotation with its cue and source, where those are near."""
    reach = [s for s in (cue, source) if s and _is_near(s, whole)]
    start = min(s.start for s in (whole, *reach))
    end = max(s.end for s in (whole, *reach))
    touched = [s for s in sentences if s.start < end and s.end > start]
    if not touched:
        return whole
    return Span(min(start, touched[0].start), max(end, touched[-1].end))


def _is_near(span: Span, whole: Span) -> bool:
    return span.start < whole.end + _FAR and span.end > whole.start - _FAR
