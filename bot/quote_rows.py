"""What `--json` prints of quotations: one object each, with the names that callers rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.services.quoting.models import Card, Checked, Found, Known, Quoted, Said
    from corpus.matching import Comparison

_SHOWN = 10


def quoted_row(quoted: Quoted) -> dict[str, Any]:
    """Return one quotation; offsets are characters of the stored article."""
    quote, article = quoted.quote, quoted.version.article
    return {
        "text": quoted.text,
        "start": quote.start,
        "end": quote.end,
        "spans": [[span.start, span.end] for span in quote.contents],
        "kind": str(quote.kind),
        "cue": quoted.slice(quote.cue),
        "source": quoted.slice(quote.source),
        "source_start": quote.source.start if quote.source else None,
        "source_end": quote.source.end if quote.source else None,
        "speaker": quoted.speaker,
        "others": list(quoted.others),
        "resolution": "corrected" if quoted.is_corrected else str(quote.resolution),
        "confidence": quote.confidence,
        "polarity": str(quote.polarity),
        "addressee": quoted.slice(quote.addressee),
        "via": quoted.slice(quote.via),
        "article": quoted.version.article_id,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url,
        "proof": quoted.proof,
        "also_in": [version.article_id for version in quoted.also_in],
    }


def said_fields(said: Said) -> dict[str, Any]:
    """Return what `ask --json` adds for a question about something said."""
    quotes = said.quotes[:_SHOWN] if said.answered else ()
    return {
        "speaker": said.speaker if said.answered else None,
        "quotes": [quoted_row(quoted) for quoted in quotes],
        "choices": [known.person.name for known in said.choices],
        "topics": list(said.topics),
        "unread": said.unread,
    }


def found_rows(found: Found) -> list[dict[str, Any]]:
    """Return what `quote --json` prints: a line a quotation."""
    return [quoted_row(quoted) for quoted in ([] if found.is_near else found.quotes)]


def checked_row(checked: Checked, before: Sequence[Quoted] = ()) -> dict[str, Any]:
    """Return what `whosaid --json` prints."""
    rows = [
        {**quoted_row(q), **(_comparison_fields(q.comparison) if q.comparison else {})}
        for q in checked.quotes
    ]
    first = checked.quotes[0] if checked.is_found else None
    return {
        "words": checked.words,
        "found": checked.is_found,
        "degree": str(first.comparison.degree) if first and first.comparison else "none",
        "speaker": first.speaker if first else None,
        "quotes": rows if checked.is_found else [],
        "near": [] if checked.is_found else rows,
        "unread": checked.unread,
        "said_before": [quoted_row(quoted) for quoted in before],
    }


def _comparison_fields(comparison: Comparison) -> dict[str, Any]:
    return {
        "degree": str(comparison.degree),
        "similarity": round(comparison.similarity, 4),
        "diff": [[str(piece.side), piece.text] for piece in comparison.pieces],
    }


def known_row(known: Known) -> dict[str, Any]:
    """Return one speaker of the list."""
    return {
        "speaker": known.person.name,
        "quotations": known.quotations,
        "articles": known.articles,
        "first": known.first.isoformat() if known.first else None,
        "last": known.last.isoformat() if known.last else None,
        "roles": list(known.person.roles),
        "forms": list(known.person.forms),
        "gender": str(known.person.gender),
        "is_person": known.person.is_person,
    }


def card_row(card: Card) -> dict[str, Any]:
    """Return what `speakers NAME --json` prints."""
    return {
        **known_row(card.known),
        "kinds": dict(card.kinds),
        "denials": card.denials,
        "topics": list(card.topics),
        "addressees": [[name, count] for name, count in card.addressees],
        "days": [[day.isoformat(), count] for day, count in card.days],
        "latest": [quoted_row(quoted) for quoted in card.latest],
    }
