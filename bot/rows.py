"""What `--json` prints: one object a line, with the names that callers rely on."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from bot.quote_rows import said_fields
from corpus.revision import Change, changes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.services.answers import Answer, Cited, WhyNot
    from bot.services.ingesting import Ingested
    from bot.storage.feeds import KeptFeed
    from bot.storage.quarantine import Doubtful
    from corpus.models import ArticleVersion
    from corpus.ranking.hits import Feature

MOST_ANSWERS = 3
# What JSON may hold as it is and a terminal should not see: it means the same escaped.
_UNSEEN = [0x61C, 0x200E, 0x200F, 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_ESCAPED = {c: f"\\u{c:04x}" for c in [*range(0x7F, 0xA0), *_UNSEEN, *range(0xD800, 0xE000)]}


def line(row: dict[str, Any]) -> str:
    """Return a row as one line of JSON."""
    return json.dumps(row, ensure_ascii=False).translate(_ESCAPED)


def answer_row(answer: Answer) -> dict[str, Any]:
    """Return what `ask --json` prints: at most three answers, none when nothing answers."""
    shown = answer.hits[: answer.close] if answer.answered else ()
    return {
        "question": answer.question,
        "kind": answer.kind,
        "answered": answer.answered,
        "confidence": round(answer.confidence, 4),
        "answers": [hit_row(hit) for hit in shown],
        "near": [] if answer.answered else [hit_row(hit) for hit in answer.hits[:MOST_ANSWERS]],
        "missing_terms": list(answer.missing_terms),
        "suggestions": [{"typed": typed, "meant": meant} for typed, meant in answer.suggestions],
        **(said_fields(answer.said) if answer.said else {}),
    }


def why_row(answer: Answer) -> dict[str, Any]:
    """Return what `why --json` prints: `ask`'s row, its answers with what they are made of."""
    row = answer_row(answer)
    shown = answer.hits[: MOST_ANSWERS + 1]
    for place, hit in enumerate(row["answers"] or row["near"]):
        following = shown[place + 1 : place + 2]
        hit["weights"] = [
            {"word": t.word, "weight": round(t.weight, 4), "found_as": t.found_as or None}
            for t in shown[place].weights
        ]
        hit["features"] = _features(shown[place].features)
        hit["ahead"] = _features(shown[place].ahead_of(following[0]) if following else ())
    return row


def why_not_row(found: WhyNot) -> dict[str, Any]:
    """Return what `why --article --json` prints."""
    return {
        "question": found.question,
        "article": found.version.article_id,
        "title": found.version.article.title,
        "is_first": found.is_first,
        "first": hit_row(found.first) if found.first else None,
        "best": hit_row(found.best) if found.best else None,
        "behind": _features(found.behind),
        "lacks": list(found.lacks),
    }


def _features(features: Sequence[Feature]) -> list[dict[str, Any]]:
    return [
        {"feature": f.name, "value": round(f.value, 4), "part": round(f.part, 4)} for f in features
    ]


def search_row(answer: Answer) -> dict[str, Any]:
    """Return what `search --json` prints."""
    return {
        "query": answer.question,
        "hits": [hit_row(hit) for hit in answer.hits],
        "missing_terms": list(answer.missing_terms),
        "suggestions": [{"typed": typed, "meant": meant} for typed, meant in answer.suggestions],
    }


def hit_row(hit: Cited) -> dict[str, Any]:
    """Return one cited slice; ``start`` and ``end`` are characters of the stored article."""
    article = hit.version.article
    return {
        "rank": hit.rank,
        "text": hit.text,
        "article": hit.version.article_id,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url,
        "start": hit.span.start,
        "end": hit.span.end,
        "score": round(hit.score, 6),
        "proof": hit.proof,
        "also_in": [version.article_id for version in hit.also_in],
    }


def article_row(version: ArticleVersion) -> dict[str, Any]:
    """Return one article as `articles --json` prints it."""
    article = version.article
    return {
        "id": version.article_id,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url,
        "version": version.number,
        "added": version.added_at.isoformat(),
        "characters": len(article.text),
    }


def ingested_row(item: Ingested) -> dict[str, Any]:
    """Return what became of one item as `ingest --json` prints it."""
    return {
        "name": item.name,
        "id": item.article_id,
        "title": item.title,
        "status": str(item.status),
        "reason": item.reason,
        "changed": len(item.changes),
        "quarantine": item.quarantine_id,
    }


def history_rows(versions: Sequence[ArticleVersion]) -> Iterator[dict[str, Any]]:
    """Yield each version as `articles history --json` prints it, oldest first."""
    for before, version in pairwise([None, *versions]):
        assert version is not None
        changed: Sequence[Change] = ()
        if before is not None:
            changed = changes(before.article.text, version.article.text)
        yield article_row(version) | {
            "changes": [
                {
                    "before": change.before.of(before.article.text) if change.before else None,
                    "after": change.after.of(version.article.text) if change.after else None,
                }
                for change in changed
                if before is not None
            ]
        }


def feed_row(feed: KeptFeed) -> dict[str, Any]:
    """Return one feed as `feeds --json` prints it; moments are ISO 8601 in UTC."""
    return {
        "feed": feed.id,
        "url": feed.url,
        "title": feed.title,
        "succeeded": feed.succeeded_at.isoformat() if feed.succeeded_at else None,
        "checked": feed.checked_at.isoformat() if feed.checked_at else None,
        "next": feed.next_at.isoformat(),
        "failures": feed.failures,
        "error": feed.error,
        "warning": feed.warning,
        "paused": feed.paused,
    }


def doubtful_row(doubtful: Doubtful) -> dict[str, Any]:
    """Return one text in quarantine as `articles quarantine --json` prints it."""
    article = doubtful.article
    return {
        "quarantine": doubtful.id,
        "name": doubtful.name,
        "reason": doubtful.doubt,
        "title": article.title,
        "publisher": article.publisher,
        "url": article.url,
        "at": doubtful.at.isoformat(),
        "characters": len(article.text),
    }
