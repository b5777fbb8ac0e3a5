"""What looking up quotations gives: slices with their speaker and the reason for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.models import Span
from corpus.quotations import Kind

if TYPE_CHECKING:
    from datetime import date

    from corpus.matching import Comparison
    from corpus.models import ArticleVersion
    from corpus.people import Person
    from corpus.quotations import Quote

_CLOSING = re.compile(r"[.,!?]?[”\"]")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation with everything needed to show and cite it.

    Attributes:
        id: Its id in the store, until its article is extracted again.
        version: The article version it stands in.
        quote: What was extracted.
        speaker: The name of whoever said it; None when unknown.
        person: The speaker's record; None when unknown, or nobody outside this article.
        sentence: The sentences that hold it, as one slice.
        proof: The proof id of the slice from its first to its last word.
        is_corrected: An owner said whose words these are.
        score: What it was ranked by, 0 to 1; comparable only within one answer.
        matched: The words to print bold, in order, in the article's text.
        comparison: How remembered words compare with it; None where none were given.
        others: Who speaks together with the speaker, as in a joint statement.
        also_in: Other articles that have the same words of the same speaker, oldest first.
    """

    id: int
    version: ArticleVersion
    quote: Quote
    speaker: str | None
    person: Person | None
    sentence: Span
    proof: str
    is_corrected: bool = False
    score: float = 0.0
    matched: tuple[Span, ...] = ()
    comparison: Comparison | None = None
    others: tuple[str, ...] = ()
    also_in: tuple[ArticleVersion, ...] = ()

    @property
    def text(self) -> str:
        """The words, from the first to the last, character for character."""
        return self.version.article.text[self.quote.start : self.quote.end]

    @property
    def closed(self) -> str:
        """The text, with the mark that closes it where one opened within stands right behind."""
        text, article = self.text, self.version.article.text
        is_open = text.rfind("“") > text.rfind("”") or text.count('"') % 2 == 1
        behind = _CLOSING.match(article, self.quote.end)
        if behind is None or not is_open or self.quote.kind is Kind.DIRECT:
            return text
        return article[self.quote.start : behind.end()]

    @property
    def span(self) -> Span:
        """Where it stands, from the first to the last word."""
        return Span(self.quote.start, self.quote.end)

    @property
    def words(self) -> str:
        """The words said alone, joined where the article parts them ("A," she said, "B")."""
        text = self.version.article.text
        return " ".join(span.of(text) for span in self.quote.contents)

    def slice(self, span: Span | None) -> str | None:
        """Return a part of the article, such as the quotation's cue; None for None."""
        return None if span is None else span.of(self.version.article.text)


@dataclass(frozen=True, slots=True)
class Asked:
    """What quotations are wanted.

    Attributes:
        by: Who said them, by any name or role; None for anybody.
        about: What they are about; None for anything.
        kind: direct, indirect or mixed; None for all.
        since: Only of articles published on this day or later.
        until: Only of articles published on this day or earlier.
    """

    by: str | None = None
    about: str | None = None
    kind: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The quotations that a look-up found.

    Attributes:
        asked: What was wanted.
        person: Whose they are; None where nobody was named or nobody is known by that name.
        quotes: The quotations, best first, or newest first where no topic was asked for.
        choices: Who may have been meant, best known first, where the name fits several.
        topics: What the person is quoted on, where there is nothing on the topic asked for.
        is_near: What was found shares only a part of the topic.
        meant: The name that was taken for a misspelt one; None where it was spelt right.
        unread: How many articles' quotations could not be found yet.
    """

    asked: Asked
    person: Person | None = None
    quotes: tuple[Quoted, ...] = ()
    choices: tuple[Known, ...] = ()
    topics: tuple[str, ...] = ()
    is_near: bool = False
    meant: str | None = None
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """A speaker in a list.

    Attributes:
        person: The record.
        quotations: How many there are.
        articles: In how many articles.
        first: The first day of publication; None where no article is dated.
        last: The last day of publication; None where no article is dated.
    """

    person: Person
    quotations: int
    articles: int
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """Everything to be said about a speaker.

    Attributes:
        known: The record and its counts.
        kinds: (kind, how many), the most frequent first.
        latest: The newest quotations, newest first.
        topics: What they are about, the most telling words first, as printed.
        addressees: (whom they were said to, how often), the most frequent first.
        days: (day of publication, how many), in order; undated articles are left out.
        denials: How many are denials, questions or refusals.
    """

    known: Known
    kinds: tuple[tuple[str, int], ...]
    latest: tuple[Quoted, ...]
    topics: tuple[str, ...]
    addressees: tuple[tuple[str, int], ...]
    days: tuple[tuple[date, int], ...]
    denials: int = 0


@dataclass(frozen=True, slots=True)
class Checked:
    """Words compared with everything that was said.

    Attributes:
        words: What was asked, unchanged.
        quotes: Those that say so, best first; near misses where ``is_found`` is false.
        is_found: At least one says so, exactly or altered.
        unread: How many articles' quotations could not be found yet.
    """

    words: str
    quotes: tuple[Quoted, ...] = ()
    is_found: bool = False
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """What the quotations say to a question.

    Attributes:
        asks_who: The speaker was asked for.
        answered: The quotations answer it.
        confidence: The probability that they do, 0 to 1.
        speaker: The name of who said it, or of whose words were asked for; None when unknown.
        quotes: The quotations, best first; near misses where it is not answered.
        choices: Who may have been meant, where a name fits several.
        by: Whose words were asked for, as typed; None where the speaker was asked for.
        about: What was said, or what it was about, as typed.
        topics: What that person is quoted on, where there is nothing on the topic asked for.
        meant: The name that was taken for a misspelt one.
        unread: How many articles' quotations could not be found yet.
    """

    asks_who: bool
    answered: bool
    confidence: float
    speaker: str | None = None
    quotes: tuple[Quoted, ...] = ()
    choices: tuple[Known, ...] = ()
    by: str | None = None
    about: str = ""
    topics: tuple[str, ...] = ()
    meant: str | None = None
    unread: int = 0
