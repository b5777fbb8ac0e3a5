"""How a story is told: the sentence of its lead that says most, and the best quotation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.digest.matching import is_by
from corpus.digest.standing import begun, is_beside_the_title, is_fragment
from corpus.terms import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from corpus.digest.models import Interest, Match, Piece, Said
    from corpus.models import Span

_CORE_TERMS = 25  # the terms of an article that matter most to it
_PHONE_SENTENCE = 260  # characters: about six lines of a phone
_SHORTEST_SENTENCE = 25
_PHONE_QUOTE = 240
_FOLLOWED_QUOTE = 420  # whoever follows a speaker reads more of them, and what is reported
_SHORTEST_QUOTE = 25
_LEAD_BONUS = (0.50, 0.30, 0.15, 0.05)  # what news puts first says most
_MATCH_BONUS = 0.35
_SPEAKER_BONUS = 1.0
_SPOKEN = 0.25  # a sentence that is a quotation leaves none to tell beside it
_ECHO = 0.8  # share of a sentence's terms that the headline has already told
_LOOKS_BACK = re.compile(
    r"(?:He|She|They|It(?! (?:is|was)\b)|His|Her|Their|This|That|These|Those|But|And|However|"
    r"Meanwhile|So|Instead|Also|Then|Still|Yet|There(?! (?:is|are|was|were)\b)|Here)\b"
)
_TRIED = 6  # of the sentences that say most, the first that is no fragment is told
_MARKS = {"“": "”", '"': '"', "«": "»"}


def best_sentence(piece: Piece, vector: Mapping[str, float], match: Match) -> Span | None:
    """Return the sentence that says most beside the headline; None when there is no other.

    A sentence is worth the weight of the article's core terms that it holds, and more the earlier
    it stands; less when it looks back, cuts into a quotation, or is long for a phone.
    """
    text = piece.article.text
    candidates = [(begun(span, text), place) for place, span in enumerate(_body(piece))]
    core = _core(vector)
    headline = set(terms(piece.article.title))
    spoken = [content for said in piece.said if said.is_direct for content in said.contents]

    def worth(candidate: tuple[Span, int]) -> float:
        span, place = candidate
        words = span.of(text)
        about = _share(words, core) + _bonus(place)
        about -= _SPOKEN * _spoken_share(span, spoken)
        about += _MATCH_BONUS * any(span.contains(word) for word in match.words)
        return about * _readable(words) * _fresh(words, headline)

    best = [span for span, _ in sorted(candidates, key=worth, reverse=True)[:_TRIED]]
    whole = (span for span in best if not is_fragment(span.of(text)))
    return next(whole, next(iter(best), None))


def _spoken_share(sentence: Span, spoken: Iterable[Span]) -> float:
    """Return how much of a sentence stands in quotations that lie in it, 0 to 1."""
    within = sum(said.end - said.start for said in spoken if sentence.contains(said))
    return min(1.0, within / (sentence.end - sentence.start))


def best_said(
    pieces: Sequence[Piece], vector: Mapping[str, float], interest: Interest, told: Span | None
) -> tuple[Said, Piece] | None:
    """Return the quotation to tell and where it stands; None when none is worth it.

    Args:
        pieces: The story's articles, its lead first.
        vector: What the story is about.
        interest: Whom the subscriber follows; their words come first.
        told: What is told of the lead already; a quotation in it is not told twice.
    """
    core, followed = _core(vector), interest.speakers
    candidates = [
        (_said_worth(said, piece, core, interest) - 0.1 * place, -place, said, piece)
        for place, piece in enumerate(pieces)
        for said in piece.said
        if not (place == 0 and told and any(told.overlaps(span) for span in said.contents))
    ]
    worthy = [candidate for candidate in candidates if candidate[0] > 0]
    if any(is_by(said, name) for piece in pieces for said in piece.said for name in followed):
        worthy = [c for c in worthy if any(is_by(c[2], name) for name in followed)]
    if not worthy:
        return None
    _, _, said, piece = max(worthy, key=lambda candidate: candidate[:2])
    return said, piece


def _body(piece: Piece) -> list[Span]:
    """Return the sentences behind the title, without a second headline where there are others."""
    headline = piece.article.headline
    behind = [
        (sentence.span, is_beside_the_title(piece, place))
        for place, sentence in enumerate(piece.sentences)
        if headline is None or not headline.overlaps(sentence.span)
    ]
    return [span for span, is_beside in behind if not is_beside] or [span for span, _ in behind]


def _core(vector: Mapping[str, float]) -> dict[str, float]:
    best = sorted(vector.items(), key=lambda item: (-item[1], item[0]))[:_CORE_TERMS]
    total = sum(weight for _, weight in best) or 1.0
    return {term: weight / total for term, weight in best}


def _share(text: str, core: Mapping[str, float]) -> float:
    return sum(core.get(term, 0.0) for term in set(terms(text)))


def _bonus(place: int) -> float:
    return _LEAD_BONUS[place] if place < len(_LEAD_BONUS) else 0.0


def _readable(text: str) -> float:
    """Return 1 for a sentence that stands by itself on a phone, less for one that does not."""
    worth = 1.0
    if len(text) > _PHONE_SENTENCE:
        worth *= _PHONE_SENTENCE / len(text)
    if len(text) < _SHORTEST_SENTENCE:
        worth *= 0.4
    if text.rstrip()[-1:] in ":;":  # it leads to a list
        worth *= 0.4
    if _LOOKS_BACK.match(text):
        worth *= 0.6
    return worth * (0.3 if _cuts_a_quotation(text) else 1.0)


def _cuts_a_quotation(text: str) -> bool:
    for opening, closing in _MARKS.items():
        if opening == closing:
            if text.count(opening) % 2:
                return True
        elif text.count(opening) != text.count(closing):
            return True
    return False


def _fresh(text: str, headline: set[str]) -> float:
    """Return less for a sentence that only says the headline again."""
    here = set(terms(text))
    return 0.5 if here and len(here & headline) / len(here) >= _ECHO else 1.0


def _said_worth(said: Said, piece: Piece, core: Mapping[str, float], interest: Interest) -> float:
    text = " ".join(span.of(piece.article.text) for span in said.contents)
    followed = any(is_by(said, name) for name in interest.speakers)
    longest = _FOLLOWED_QUOTE if followed else _PHONE_QUOTE
    if not (said.is_direct or followed) or not _SHORTEST_QUOTE <= len(text) <= longest:
        return 0.0
    whole = text[:1].isupper() + (text[-1:] in ".!?,") - bool(_LOOKS_BACK.match(text))
    return 0.2 + _share(text, core) + 0.1 * whole + _SPEAKER_BONUS * followed + 0.3 * said.is_direct
