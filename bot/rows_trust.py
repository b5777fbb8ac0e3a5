"""What `verify --json` and `feedback` print: one object a line, names that callers rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.proofs import proof_id

if TYPE_CHECKING:
    from datetime import datetime

    from bot.services.judging import Labelled
    from bot.services.proving import Proven
    from corpus.models import ArticleVersion, Span


def proof_row(proven: Proven) -> dict[str, Any]:
    """Return what became of a proven slice."""
    article, place = proven.version.article, proven.place
    return {
        "proof": proven.proof,
        "standing": str(proven.standing),
        "text": proven.text,
        "text_now": proven.text_now,
        "difference": [{"side": str(w.side), "text": w.text} for w in proven.difference],
        "article": proven.version.article_id,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url,
        "version": proven.version.number,
        "start": proven.span.start,
        "end": proven.span.end,
        "read": proven.version.added_at.isoformat(),
        "newest_version": proven.newest.number,
        "newest_read": proven.newest.added_at.isoformat(),
        "newest_start": place.start if place else None,
        "newest_end": place.end if place else None,
        "changed": _iso(proven.changed_at),
        "forgotten": _iso(proven.forgotten_at),
    }


def labelled_row(labelled: Labelled) -> dict[str, Any]:
    """Return a judged question; it does not tell who judged it."""
    judgement = labelled.judgement
    return {
        "id": f"{judgement.shown_id}-{'right' if judgement.is_right else 'wrong'}",
        "at": judgement.at.isoformat(),
        "command": judgement.command,
        "question": judgement.question,
        "label": "right" if judgement.is_right else "wrong",
        "answered": judgement.answered,
        "answers": [_slice_row(version, span) for version, span in labelled.slices],
    }


def _slice_row(version: ArticleVersion, span: Span) -> dict[str, Any]:
    text = version.article.text
    return {
        "text": span.of(text),
        "article": version.article_id,
        "title": version.article.title,
        "start": span.start,
        "end": span.end,
        "proof": proof_id(version.version_id, span, text),
    }


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
