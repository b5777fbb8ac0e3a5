"""The digest: from the articles that are new to a subscriber, the stories to tell, in order."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from corpus.digest.matching import match
from corpus.digest.models import Interest, Match, Piece, Story
from corpus.digest.ordering import ordered
from corpus.digest.stories import clusters
from corpus.digest.telling import best_said, best_sentence
from corpus.digest.weights import Weights

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

MOST_PIECES = 400  # the latest so many are looked at; no morning has more


def digest(
    pieces: Iterable[Piece],
    interest: Interest,
    *,
    background: Iterable[str] = (),
    story_of: Mapping[int, Hashable] | None = None,
) -> list[Story]:
    """Return the stories of the pieces that match the interest, in the order to tell them.

    The latest article of a story leads it, or the latest of those that match.

    Args:
        pieces: The articles; any number, the latest `MOST_PIECES` count.
        interest: What the subscriber follows; an empty one lets every story through.
        background: Texts of other articles, so that words common to all of them weigh little.
        story_of: Which story a piece is known to be of, by its id; see `clusters`.
    """
    latest = sorted(pieces, key=_recency, reverse=True)[:MOST_PIECES]
    weights = Weights([*(piece.article.text for piece in latest), *background])
    stories = [_story(story, weights, interest) for story in clusters(latest, weights, story_of)]
    wanted = [story for story in stories if story.match or not interest]
    return ordered(wanted, weights)


def tell(piece: Piece, interest: Interest, *, background: Iterable[str] = ()) -> Story:
    """Return one article told as a story by itself."""
    weights = Weights([piece.article.text, *background])
    return _story([piece], weights, interest)


def _story(pieces: Sequence[Piece], weights: Weights, interest: Interest) -> Story:
    matches = {piece.id: match(piece, interest) for piece in pieces} if interest else {}
    if matches:
        pieces = sorted(pieces, key=lambda piece: not matches[piece.id])
    lead = pieces[0]
    found = matches.get(lead.id, Match())
    vector = weights.vector(lead.article.text)
    sentence = best_sentence(lead, vector, found)
    said, said_in = best_said(pieces, vector, interest, sentence) or (None, None)
    return Story(lead, tuple(pieces[1:]), sentence, said, said_in, found)


def _recency(piece: Piece) -> tuple[date, int]:
    return piece.article.published or date.min, piece.id
