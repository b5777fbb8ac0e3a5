"""Raw text in, an article out: what is kept keeps its characters; what is dropped has a reason.

Cleaning happens once, before any span exists. A line is kept whole or dropped whole; only the white
space around it, the line ends inside a hard-wrapped paragraph and NUL bytes are touched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.boilerplate import Line, reason_to_drop
from corpus.errors import EmptyArticle
from corpus.models import Article, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

_PAIR = 2
_EARLY_LINES = 4
_HEADLINE_WORDS = 30
_SENTENCE_WORDS = 18  # a first line that ends like a sentence is a headline when it is this short
_TITLE_CHARACTERS = 110
_WRAPPED = range(40, 101)  # characters of a line that somebody's editor has wrapped
_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNWANTED = re.compile("[\0\ufeff]")
_ENDS = re.compile(r"[.!?…:;][\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Dropped:
    """A line that cleaning took out.

    Attributes:
        line: The line as it stood.
        reason: The name of the rule of `corpus.boilerplate` that took it out.
    """

    line: str
    reason: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An article and what was taken out of its raw text, in reading order."""

    article: Article
    dropped: tuple[Dropped, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an article beside its text; None where nothing is."""

    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None


def clean(raw: str, *, name: str, known: Known | None = None) -> Cleaned:
    """Return the article that a raw text holds.

    The headline is the known title, else the text's first kept line where that reads like one; it
    becomes the first paragraph. Without either, the title is the beginning of the first sentence.

    Args:
        raw: Plain text: paragraphs on lines of their own, or hard-wrapped between blank lines.
        name: What the text came under, for the error's sentence.
        known: Title, publisher, date and address, where they are known.

    Raises:
        EmptyArticle: nothing is left to keep.
    """
    known = known or Known()
    kept, dropped = _sift(_paragraphs(_UNWANTED.sub("", raw)))
    headline = _line(known.title) or (kept.pop(0) if _starts_with_headline(kept) else None)
    kept = [paragraph for paragraph in kept if paragraph != headline]
    if not kept:
        raise EmptyArticle(name)
    text = "\n\n".join([headline, *kept] if headline else kept)
    article = Article(
        title=headline or _beginning(kept[0]),
        text=text,
        headline=Span(0, len(headline)) if headline else None,
        publisher=_line(known.publisher),
        published=known.published,
        url=_line(known.url),
    )
    return Cleaned(article, tuple(dropped))


def _paragraphs(raw: str) -> Iterator[str]:
    """Yield the text's paragraphs in order, none of them empty or holding a line end."""
    block: list[str] = []
    for line in [*_LINE_END.split(raw), ""]:
        if line.strip():
            block.append(line.strip())
        elif block:
            yield from _unwrapped(block)
            block = []


def _unwrapped(block: list[str]) -> Iterator[str]:
    """Yield the lines of a block, or the one paragraph that an editor has wrapped over them."""
    inner = block[:-1]
    if len(block) == _PAIR:  # two lines show no rhythm: only a sentence that runs on joins them
        runs_on = not _ENDS.search(block[0]) and block[1][0].islower()
        yield from [" ".join(block)] if runs_on else block
        return
    wrapped = len(block) > 1 and all(
        len(line) in _WRAPPED and len(line) + len(after.split()[0]) > max(map(len, inner)) - 12
        for line, after in zip(inner, block[1:], strict=True)
    )
    if wrapped and sum(bool(_ENDS.search(line)) for line in inner) <= len(inner) / 2:
        yield " ".join(block)
    else:
        yield from block


def _sift(paragraphs: Iterable[str]) -> tuple[list[str], list[Dropped]]:
    kept: list[str] = []
    dropped: list[Dropped] = []
    seen: set[str] = set()
    for place, paragraph in enumerate(paragraphs):
        key = _key(paragraph)
        line = Line(paragraph, early=place < _EARLY_LINES, seen=key in seen)
        reason = reason_to_drop(line)
        if reason:
            dropped.append(Dropped(paragraph, reason))
        else:
            kept.append(paragraph)
        seen.add(key)
    return kept, dropped


def _starts_with_headline(kept: list[str]) -> bool:
    """Tell whether the first line is short enough for a headline and a story follows it."""
    if len(kept) < _PAIR:  # a headline and at least one paragraph
        return False
    words = len(kept[0].split())
    if not _ENDS.search(kept[0]):
        return words <= _HEADLINE_WORDS
    return words <= _SENTENCE_WORDS or words <= min(_HEADLINE_WORDS, len(kept[1].split()))


def _beginning(paragraph: str) -> str:
    """Return the paragraph's first words, at most about a line of them."""
    if len(paragraph) <= _TITLE_CHARACTERS:
        return paragraph
    cut = paragraph[:_TITLE_CHARACTERS].rsplit(maxsplit=1)[0]
    return cut.rstrip(" ,;:–—-") + " …"


def _key(paragraph: str) -> str:
    return " ".join(paragraph.split()).casefold()


def _line(value: str | None) -> str | None:
    """Return the value on one line, or None when nothing is in it."""
    return " ".join(_UNWANTED.sub("", value or "").split()) or None
