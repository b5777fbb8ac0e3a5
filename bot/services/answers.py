"""What the services give to whoever shows it: slices with their citation, never prose."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.ranking.explain import difference

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.services.quoting.models import Quoted, Said
    from corpus.models import ArticleVersion, Span
    from corpus.ranking.hits import Feature, TermWeight
    from corpus.ranking.reasons import Reasons


MOST_SHOWN = 3


def named_beside(version: ArticleVersion, others: Iterable[ArticleVersion]) -> tuple[str, ...]:
    """Return what to call other articles beside one: publishers, or titles of its publisher's."""
    own = version.article.publisher
    articles = (other.article for other in others)
    return tuple(
        dict.fromkeys(
            one.publisher if one.publisher and one.publisher != own else one.title
            for one in articles
        )
    )


@dataclass(frozen=True, slots=True)
class Cited:
    """A slice of an article with everything needed to cite it.

    Attributes:
        rank: Its place, from 1.
        version: The article version it is a slice of.
        span: Where it stands in the version's text.
        score: What it was ranked by; comparable only within one answer.
        matched: The words to print bold, within ``span``, in order.
        sentence: Which sentence of the article it is, from 1.
        sentences: How many sentences the article has.
        proof: Its proof id.
        reasons: Why a ranking has it; None where it comes from no ranking.
        also_in: Other articles that say the same, or tell the same story; usually empty.
        said: The quotations in the slice that an answer about words goes by; else empty.
    """

    rank: int
    version: ArticleVersion
    span: Span
    score: float
    matched: tuple[Span, ...]
    sentence: int
    sentences: int
    proof: str
    reasons: Reasons | None = field(default=None, compare=False, repr=False)
    also_in: tuple[ArticleVersion, ...] = ()
    said: tuple[Quoted, ...] = ()

    @property
    def weights(self) -> tuple[TermWeight, ...]:
        """The question's words, their weights and what they matched here; none if not ranked."""
        return self.reasons.weights if self.reasons else ()

    @property
    def features(self) -> tuple[Feature, ...]:
        """What the score is made of, the largest part first; nothing if not ranked."""
        return self.reasons.features if self.reasons else ()

    @property
    def text(self) -> str:
        """The slice, character for character."""
        return self.span.of(self.version.article.text)

    @property
    def also_named(self) -> tuple[str, ...]:
        """The other articles' publishers, each once; the title of one by the same publisher."""
        return named_beside(self.version, self.also_in)

    def ahead_of(self, other: Cited) -> tuple[Feature, ...]:
        """Return what puts this slice ahead of another of its answer, the largest part first."""
        return difference(self, other)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the articles say to a question or a search query.

    Attributes:
        question: What the person typed, unchanged.
        kind: What sort of question it is: fact, who_said, …; ``search`` for a search query.
        answered: Whether the articles answer it. If not, the hits are near misses.
        confidence: The probability that they do, 0 to 1.
        hits: The best sentences, best first.
        missing_terms: Words as typed that no article contains.
        suggestions: (word as typed, word of the articles that was perhaps meant).
        said: The quotations that answer a question about something said; None for any other.
        close: How many of the hits are shown at once: those not far behind the first, at least 1.
        note: What is to be said beside the hits, on one line; usually empty.
    """

    question: str
    kind: str
    answered: bool
    confidence: float
    hits: tuple[Cited, ...] = ()
    missing_terms: tuple[str, ...] = ()
    suggestions: tuple[tuple[str, str], ...] = ()
    said: Said | None = None
    note: str = ""
    close: int = MOST_SHOWN


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why a given article is not what an answer shows first.

    Attributes:
        question: What the person typed, unchanged.
        version: The article's version that is searched.
        first: What is shown first; None where no article shares a word with the question.
        best: The article's own best sentence; None where none shares a word with the question.
        behind: What the first has more of, feature by feature, the largest part first; parts
            below 0 are what the article's sentence has more of.
        lacks: The question's words that the article's best sentence does not say.
    """

    question: str
    version: ArticleVersion
    first: Cited | None
    best: Cited | None
    behind: tuple[Feature, ...] = ()
    lacks: tuple[str, ...] = ()

    @property
    def is_first(self) -> bool:
        """Whether the article is in fact what is shown first."""
        return bool(self.first and self.first.version.version_id == self.version.version_id)


@dataclass(frozen=True, slots=True)
class Context:
    """A slice and the sentences around it, all slices of one version's text.

    Attributes:
        version: The article version.
        before: Up to two sentences before it, in order.
        span: The slice itself.
        after: Up to two sentences behind it, in order.
    """

    version: ArticleVersion
    before: tuple[Span, ...]
    span: Span
    after: tuple[Span, ...]
