"""A look-up's conditions in a few characters, and the look-up read back from its question."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from bot.services.quoting.models import Asked
from corpus.quotations import Kind

if TYPE_CHECKING:
    from datetime import date

CONDITIONS = r"[dim]?\.(?:\d{8})?\.(?:\d{8})?"
_DAY = "%Y%m%d"
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE | re.DOTALL)
    for shape in (
        r"What did (?P<by>.+?) say about (?P<about>.+?)\??",
        r"What has (?P<by>.+?) said\??",
        r"Who said something about (?P<about>.+?)\??",
    )
)


def packed(asked: Asked) -> str:
    """Return the kind and the days of a look-up: ``d.20250301.``; ``..`` for none of them."""
    days = (f"{day:{_DAY}}" if day else "" for day in (asked.since, asked.until))
    return ".".join(((asked.kind or "")[:1], *days))


def asked_again(question: str, conditions: str) -> Asked:
    """Return the look-up that `question_for` told in words and `packed` in a few characters."""
    matches = (shape.fullmatch(question.strip()) for shape in _SHAPES)
    told = next((match.groupdict() for match in matches if match), {})
    kind, since, until = conditions.split(".")
    kinds = {str(known)[0]: str(known) for known in Kind}
    return Asked(told.get("by"), told.get("about"), kinds.get(kind), _day(since), _day(until))


def _day(written: str) -> date | None:
    try:
        return datetime.strptime(written, _DAY).date() if written else None  # noqa: DTZ007 - a day
    except ValueError:  # somebody made the button up
        return None
