"""Words, tags and sentences of an article in which each quotation is one token."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.models import Span

if TYPE_CHECKING:
    from corpus.quotations import Skipped
    from corpus.quotes.marks import Mark


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``[start, end)`` of one sentence.

    Attributes:
        start: First token.
        end: One after the last token.
        paragraph: Which paragraph it stands in, from 0.
        in_headline: Whether it belongs to the headline.
    """

    start: int
    end: int
    paragraph: int
    in_headline: bool = False


@dataclass(slots=True)
class Tokens:
    """An article's tokens as parallel lists, and its sentences.

    Attributes:
        text: The article, untouched.
        words: Each token in lower case; ``""`` for a quotation.
        tags: One letter each, see the lexicon.
        starts: Where each token starts in the text.
        ends: Where each token ends.
        marks: The quotation behind a ``Q`` token, by token index.
        sentences: In reading order.
        paragraphs: The characters of each paragraph that is not blank.
        skipped: Marks that made no quotation, with the reason.
        titles: Token ranges of the paragraphs written Like This.
    """

    text: str
    words: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    marks: dict[int, Mark] = field(default_factory=dict)
    sentences: list[Sentence] = field(default_factory=list)
    paragraphs: list[Span] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    titles: list[tuple[int, int]] = field(default_factory=list)

    def span(self, start: int, end: int) -> Span:
        """Return the characters of tokens ``[start, end)``."""
        return Span(self.starts[start], self.ends[end - 1])

    def written(self, index: int) -> str:
        """Return one token as it is printed."""
        return self.text[self.starts[index] : self.ends[index]]

    def is_capital(self, index: int) -> bool:
        """Tell whether a token starts with a capital."""
        return self.text[self.starts[index]].isupper()
