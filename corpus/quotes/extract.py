"""The door: an article's text in, its quotations and their speakers out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.models import Span
from corpus.quotations import Extraction, Kind, Polarity, Quote, Resolution
from corpus.quotes.attribute import attribute
from corpus.quotes.confidence import confidence_of
from corpus.quotes.outlets import via_of
from corpus.quotes.tokenizing import read
from corpus.speakers.resolve import Resolved, Resolver

if TYPE_CHECKING:
    from corpus.quotes.attribution import Attribution
    from corpus.quotes.clauses import Subject
    from corpus.quotes.tokens import Tokens

EXTRACTOR_VERSION = 7

NAMED_FROM = 0.5  # below, nobody is named: it would be wrong more often than right
_LONGEST_SOURCE = 140


def find_quotes(text: str, *, headline: Span | None = None) -> Extraction:
    """Return who said what in an article; offsets are of the untouched text.

    Args:
        text: The article, paragraphs on lines of their own.
        headline: Where the headline stands; None when the text does not hold it.
    """
    tokens = read(text, headline)
    resolver = Resolver.of(tokens)
    quotes = [_quote(tokens, resolver, item) for item in attribute(tokens)]
    return Extraction(tuple(quotes), tuple(resolver.speakers), tuple(tokens.skipped))


def _quote(tokens: Tokens, resolver: Resolver, item: Attribution) -> Quote:
    origin = item.origin
    resolved = Resolved(None, Resolution.NONE)
    confidence = _confidence(item)
    if origin.subject is not None and confidence >= NAMED_FROM:
        resolved = resolver.resolve(origin.subject)
    carried = origin is not item and resolved.speaker is not None
    cue = origin.cue
    via = via_of(tokens, item)
    return Quote(
        kind=item.kind,
        contents=tuple(_content(tokens, start, end) for start, end in item.parts),
        cue=None if cue is None else tokens.span(cue.start, cue.end),
        source=None if origin.subject is None else source_span(tokens, origin.subject),
        speaker=resolved.speaker,
        rule=item.rule,
        resolution=Resolution.CARRIED if carried else resolved.resolution,
        confidence=confidence,
        polarity=_polarity(item),
        addressee=None if item.addressee is None else tokens.span(*item.addressee),
        via=None if via is None else tokens.span(*via),
        in_headline=tokens.sentences[item.sentence].in_headline,
        others=resolved.others,
    )


def _confidence(item: Attribution) -> float:
    """Return how often the rule is right, and no more than the rule it carries on from."""
    start = confidence_of(item.origin.rule)
    return start if item.rule == "echo" else min(start, confidence_of(item.rule))


def _polarity(item: Attribution) -> Polarity:
    """Return what the source does with these words, not with those they carry on from."""
    cue = item.cue
    if cue is None:
        return Polarity.ASSERTED
    spoken_before = item.kind is Kind.DIRECT and item.start < cue.start
    if cue.polarity is Polarity.DENIED and spoken_before:
        return Polarity.ASSERTED  # "I was not there," he denied
    return cue.polarity


def source_span(tokens: Tokens, subject: Subject) -> Span:
    """Return the mention of the source: the noun phrase, with a short apposition after it."""
    phrase = subject.phrase
    span = tokens.span(phrase.start, phrase.end)
    if subject.apposition is None:
        return span
    end = tokens.ends[subject.apposition[1] - 1]
    if subject.apposition[0] < phrase.end or end - span.start > _LONGEST_SOURCE:
        return span
    return Span(span.start, end)


def _content(tokens: Tokens, start: int, end: int) -> Span:
    """Return the characters of a content without the marks at its ends."""
    first, last = tokens.marks.get(start), tokens.marks.get(end - 1)
    begin = tokens.starts[start] if first is None else first.inner.start
    finish = tokens.ends[end - 1] if last is None else last.inner.end
    return Span(begin, finish)
