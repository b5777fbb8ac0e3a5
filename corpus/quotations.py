"""What an article's quotations are made of: contents, cue, source, and the person behind it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.models import Span


class Kind(StrEnum):
    """How much of a content stands between quotation marks: all, nothing, or a part."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Resolution(StrEnum):
    """How the speaker behind a source was found."""

    NAMED = "named"
    TITLE = "title"
    PRONOUN = "pronoun"
    CARRIED = "carried"
    GROUP = "group"
    NONE = "none"


class Polarity(StrEnum):
    """What the source does with the content; only the first is an assertion."""

    ASSERTED = "asserted"
    DENIED = "denied"
    QUESTIONED = "questioned"
    REFUSED = "refused"


class Gender(StrEnum):
    """The pronoun that the article itself, or a given name, suggests."""

    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone or something that an article lets speak.

    Attributes:
        name: The fullest form that the article prints, without titles.
        forms: Every form of the name that the article prints, the fullest first.
        roles: What the article calls the speaker ("Defence Secretary"), as printed.
        gender: Unknown unless a title, a pronoun or a given name tells.
        is_person: False for bodies, documents and groups.
    """

    name: str
    forms: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    gender: Gender = Gender.UNKNOWN
    is_person: bool = True

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("a speaker needs a name")


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation: what was said, by whom, and why we think so.

    Attributes:
        kind: Whether the words are the speaker's own.
        contents: What was said, in reading order, without the outer marks; never empty. Several
            where the cue or a paragraph's end parts one quotation.
        cue: The words that report it; None where it stands by itself.
        source: The mention of whoever said it; None when the article names nobody near.
        speaker: Index into the extraction's speakers; None when unknown.
        rule: The rule that decided on the source.
        resolution: How the speaker behind the source was found.
        confidence: How often that rule is right, measured; from 0 to 1.
        polarity: Whether the source asserts the content.
        addressee: Whom the words were said to, where the cue tells.
        via: Where it was published ("according to The Times"), where the article tells.
        in_headline: Whether it stands in the headline.
        others: Indexes of those who speak together with ``speaker``, as in a joint statement.
    """

    kind: Kind
    contents: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    speaker: int | None
    rule: str
    resolution: Resolution
    confidence: float
    polarity: Polarity = Polarity.ASSERTED
    addressee: Span | None = None
    via: Span | None = None
    in_headline: bool = False
    others: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not self.contents:
            raise ValueError("a quotation needs a content")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"not a confidence: {self.confidence}")

    @property
    def start(self) -> int:
        """Where the first content starts."""
        return self.contents[0].start

    @property
    def end(self) -> int:
        """Where the last content ends."""
        return self.contents[-1].end


@dataclass(frozen=True, slots=True)
class Skipped:
    """A quotation mark that was passed over, and why.

    Attributes:
        position: Where it stands, in characters from 0.
        reason: One short phrase.
    """

    position: int
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything said in one article.

    Attributes:
        quotes: In reading order.
        speakers: Whom the quotations' ``speaker`` indexes point at.
        skipped: Marks that made no quotation.
    """

    quotes: tuple[Quote, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    skipped: tuple[Skipped, ...] = ()
