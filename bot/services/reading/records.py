"""Articles as JSON: a record a line, or one file with a record or a list of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.services.reading.dates import calendar_day
from bot.services.reading.errors import BrokenFile, NoArticle
from bot.services.reading.pages import text_of_markup
from bot.services.urls import canonical_url
from corpus.clean import Known, clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.models import Article

_TITLE = ("title", "headline", "name")
_TEXT = ("text", "body", "content", "article", "maintext", "article_text", "content_text")
_MARKUP = ("html", "body_html", "content_html")
_PUBLISHER = ("publisher", "source", "source_name", "site", "site_name", "outlet", "publication")
_DAY = (
    "published", "published_at", "date_published", "datepublished", "publish_date",
    "publication_date", "pubdate", "date", "created_at",
)  # fmt: skip
_ADDRESS = ("canonical_url", "url", "link", "permalink", "web_url")

Record = dict[str, Any]


def records(text: str, *, name: str) -> Iterator[tuple[str, Record | BrokenFile]]:
    """Yield each record of a file with its name, or why it is none, in the file's order.

    Names are ``name:N``, where N is the line, or the place in a list, from 1.
    """
    whole = _parsed(text)
    if isinstance(whole, list):
        for place, value in enumerate(whole, start=1):
            yield f"{name}:{place}", _record(value, f"{name}:{place}")
    elif isinstance(whole, dict):
        yield name, _record(whole, name)
    else:
        for number, line in enumerate(text.splitlines(), start=1):
            if line.strip():
                yield f"{name}:{number}", _record(_parsed(line), f"{name}:{number}")


def article_of(record: Record, *, name: str) -> Article:
    """Return the article that a record holds; fields are found under their usual names.

    Raises:
        NoArticle: It has no text.
        EmptyArticle: There is nothing to keep in its text.
    """
    fields = {key.lower().replace("-", "_"): value for key, value in record.items()}
    text = _text(fields, _TEXT) or text_of_markup(_text(fields, _MARKUP) or "")
    if not text.strip():
        raise NoArticle(name)
    known = Known(
        title=_text(fields, _TITLE),
        publisher=_text(fields, _PUBLISHER),
        published=next(
            (day for key in _DAY if (day := calendar_day(fields.get(key))) is not None), None
        ),
        url=canonical_url(_text(fields, _ADDRESS) or ""),
    )
    return clean(text, name=name, known=known).article


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _record(value: object, name: str) -> Record | BrokenFile:
    if isinstance(value, dict):
        return value
    return BrokenFile(name, "it is not a JSON object")


def _text(fields: Record, names: tuple[str, ...]) -> str | None:
    """Return the first of the fields that is text, or has a name."""
    for key in names:
        value = fields.get(key)
        if isinstance(value, dict):
            value = value.get("name") or value.get("title")
        if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
            value = "\n\n".join(value)
        if isinstance(value, str) and value.strip():
            return value
    return None
