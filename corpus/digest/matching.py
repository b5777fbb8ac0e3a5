"""Whether an article has what a subscriber follows, and in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.digest.models import Match
from corpus.digest.weights import counted
from corpus.terms import fold, terms, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.digest.models import Interest, Piece, Said
    from corpus.models import Span


def match(piece: Piece, interest: Interest) -> Match:
    """Return what of the interest the article has; an empty match when it has nothing of it."""
    topics: list[str] = []
    words: set[Span] = set()
    for topic in interest.topics:
        found = _words_of(topic, piece)
        if found:
            topics.append(topic)
            words.update(found)
    speakers = [name for name in interest.speakers if any(is_by(s, name) for s in piece.said)]
    return Match(tuple(topics), tuple(speakers), tuple(sorted(words)))


def has_all(text: str, words: Iterable[str]) -> bool:
    """Tell whether a text has every one of some words, anywhere in it."""
    here = counted(text)
    return all(term in here for word in words for term in terms(word))


def is_by(said: Said, name: str) -> bool:
    """Tell whether a quotation is by somebody of that name: each of its words is in one form."""
    wanted = _name_words([name])
    forms = [said.speaker, *said.names]
    return bool(wanted) and any(wanted <= _name_words([form]) for form in forms)


def _name_words(names: Iterable[str]) -> set[str]:
    return {fold(word) for name in names for word in name.split()} - {""}


def _words_of(topic: str, piece: Piece) -> list[Span]:
    """Return where the topic's words stand in every sentence that has all of them."""
    wanted = set(terms(topic))
    if not wanted:
        return []
    text, found = piece.article.text, []
    for sentence in piece.sentences:
        here = [t for t in tokens(sentence.span.of(text)) if t.term in wanted]
        if wanted <= {token.term for token in here}:
            found += [token.span.shifted(sentence.span.start) for token in here]
    return found
