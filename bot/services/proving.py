"""Proof ids read again: does the stored text still say it, and does the article of today?"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.errors import AttribuneError
from corpus.changes import Side, Words, find_again, most_alike, word_diff
from corpus.proofs import proof_id, read_proof_id
from corpus.segment import sentence_spans

if TYPE_CHECKING:
    from datetime import datetime

    from bot.storage.articles import ArticleStore
    from corpus.models import ArticleVersion, Span

__all__ = ["NoSuchProof", "Proven", "Proving", "Side", "Standing", "Words"]


class NoSuchProof(AttribuneError):
    """An id is no proof id, or fits nothing that is stored.

    Attributes:
        id: What was typed.
    """

    def __init__(self, id_: str) -> None:
        self.id = id_
        super().__init__(
            "That id fits nothing I have stored. Look whether each letter is right: a proof id "
            "looks like 04H6R-0W8EX-QG."
        )


class Standing(StrEnum):
    """What became of a proven slice."""

    VERIFIED = "verified"
    SUPERSEDED = "superseded"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Proven:
    """A slice that was shown once, and what became of it.

    Attributes:
        proof: Its proof id, as it is printed.
        standing: verified: the newest version holds the very characters; superseded: it has a
            sentence like it instead; gone: it has none, or the article is no longer searched.
        version: The version the slice was shown from; its stored text was hashed again and fits.
        span: Where the slice stands there.
        newest: The article's newest version; ``version`` itself when that has not changed.
        place: Where ``newest`` has the slice, or the sentence most like it; None when gone.
        difference: What changed, word by word; empty unless superseded.
        changed_at: When the first version without the slice was stored (UTC); None when verified.
        forgotten_at: When the article was taken out of the search (UTC), or None.
    """

    proof: str
    standing: Standing
    version: ArticleVersion
    span: Span
    newest: ArticleVersion
    place: Span | None
    difference: tuple[Words, ...] = ()
    changed_at: datetime | None = None
    forgotten_at: datetime | None = None

    @property
    def text(self) -> str:
        """The slice as it was shown, character for character."""
        return self.span.of(self.version.article.text)

    @property
    def text_now(self) -> str | None:
        """What the newest version says in its place, character for character; None when gone."""
        return self.place.of(self.newest.article.text) if self.place else None


class Proving:
    """Reads proof ids."""

    def __init__(self, articles: ArticleStore) -> None:
        self._articles = articles

    async def prove(self, id_: str) -> Proven:
        """Read the stored text of an id again, hash it again, and look for it in today's article.

        Raises:
            NoSuchProof: the id is none, or fits nothing that is stored.
        """
        proof = read_proof_id(id_)
        version = await self._articles.version(proof.version_id) if proof else None
        if proof is None or version is None or not proof.holds_for(version.article.text):
            raise NoSuchProof(id_)
        return await self.look(version, proof.span)

    async def look(self, version: ArticleVersion, span: Span) -> Proven:
        """Return what became of a version's slice."""
        versions = await self._articles.versions(version.article_id)
        forgotten_at = await self._articles.forgotten_at(version.article_id)
        return await asyncio.to_thread(_compare, version, span, versions, forgotten_at)


def _compare(
    version: ArticleVersion,
    span: Span,
    versions: list[ArticleVersion],
    forgotten_at: datetime | None,
) -> Proven:
    text, newest = version.article.text, versions[-1]
    slice_, now = span.of(text), newest.article.text
    proof = proof_id(version.version_id, span, text)
    place = find_again(slice_, now, span.start)
    if place is not None:
        standing = Standing.GONE if forgotten_at else Standing.VERIFIED
        return Proven(proof, standing, version, span, newest, place, forgotten_at=forgotten_at)
    place = most_alike(slice_, now, sentence_spans(now))
    gone = place is None or forgotten_at is not None
    return Proven(
        proof=proof,
        standing=Standing.GONE if gone else Standing.SUPERSEDED,
        version=version,
        span=span,
        newest=newest,
        place=place,
        difference=word_diff(slice_, place.of(now)) if place else (),
        changed_at=_changed_at(slice_, version, versions),
        forgotten_at=forgotten_at,
    )


def _changed_at(
    slice_: str, version: ArticleVersion, versions: list[ArticleVersion]
) -> datetime | None:
    later = (v for v in versions if v.number > version.number)
    return next((v.added_at for v in later if slice_ not in v.article.text), None)
