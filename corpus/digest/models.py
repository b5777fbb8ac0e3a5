"""What goes into a digest, and the stories that come out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.models import Article, Sentence, Span


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation as a digest wants it.

    Attributes:
        contents: The words spoken, whole, in reading order; never empty.
        speaker: Who said it, by the fullest name printed.
        names: Every name and role that people may follow the speaker by.
        is_direct: The words stand between quotation marks.
    """

    contents: tuple[Span, ...]
    speaker: str
    names: tuple[str, ...] = ()
    is_direct: bool = True


@dataclass(frozen=True, slots=True)
class Piece:
    """One article with what is known of it.

    Attributes:
        id: The caller's number for it; greater is later.
        article: Its text and what is known of it.
        sentences: Its sentences, in order.
        said: Its quotations, in order.
    """

    id: int
    article: Article
    sentences: tuple[Sentence, ...]
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Interest:
    """What a subscriber follows; nothing at all stands for everything.

    Attributes:
        topics: Words to follow, each one or several ("carbon tax").
        speakers: Names to follow.
    """

    topics: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.topics or self.speakers)


@dataclass(frozen=True, slots=True)
class Match:
    """Why an article is told to a subscriber.

    Attributes:
        topics: The topics it is about, as the subscriber wrote them.
        speakers: The speakers it quotes, as the subscriber wrote them.
        words: The words that matched, spans of the article's text in order.
    """

    topics: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    words: tuple[Span, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.topics or self.speakers)


@dataclass(frozen=True, slots=True)
class Story:
    """One story, however many articles tell it.

    Attributes:
        lead: The article that it is told from.
        also: The other articles that tell it, the most alike first.
        sentence: The sentence of ``lead`` that says most beside the headline; None when the
            article holds no other.
        said: Its best quotation; None when there is none to tell.
        said_in: The article that ``said`` stands in; None without one.
        match: Why it is told; empty for a subscriber who follows everything.
    """

    lead: Piece
    also: tuple[Piece, ...] = ()
    sentence: Span | None = None
    said: Said | None = None
    said_in: Piece | None = None
    match: Match = Match()
