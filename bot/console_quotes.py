"""The console's commands for quotations: /quote, /whosaid, /speakers."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from bot import choice_terminal, quote_terminal, terminal
from bot.errors import AttribuneError
from bot.services.quoting.answers import checked_answer, found_answer
from bot.services.quoting.models import Asked, Card
from corpus.quotations import Kind

if TYPE_CHECKING:
    from bot.console_talk import Talk

_OPTION = re.compile(r"(?:^|\s)(?:--)?(by|about|kind|since|until)[:= ]\s*", re.IGNORECASE)


async def quote(talk: Talk, rest: str) -> None:
    """Show quotations: `/quote by: Wallace about: Nato since: 2022-01-01`."""
    found = await talk.app.quoting.quote(asked_of(rest))
    talk.outcome = "answered" if found.quotes and not found.is_near else "abstained"
    await talk.note(found_answer(found))
    terminal.show(talk.console, quote_terminal.found(found))


async def whosaid(talk: Talk, rest: str) -> None:
    """Show who said some words."""
    checked = await talk.app.quoting.whosaid(rest)
    talk.outcome = "answered" if checked.is_found else "abstained"
    await talk.note(checked_answer(checked))
    before = await talk.app.said_before.best(checked.quotes) if checked.is_found else ()
    terminal.show(talk.console, quote_terminal.checked(checked, before))


async def speakers(talk: Talk, rest: str) -> None:
    """Show who is quoted, or everything about one of them."""
    if not rest:
        drawn = quote_terminal.speakers(await talk.app.quoting.speakers())
    else:
        found = await talk.app.quoting.speaker(rest)
        if not found:
            raise AttribuneError(f"Nobody called {rest} is quoted.")
        if isinstance(found, Card):
            drawn = quote_terminal.card(found)
        else:
            drawn = choice_terminal.choices(found)
    terminal.show(talk.console, drawn)


def asked_of(text: str) -> Asked:
    """Return what ``by: … about: …`` asks for; without a name for it, everything is ``by``.

    Raises:
        AttribuneError: a kind or a day is none.
    """
    parts = _OPTION.split(text)
    given = {
        key.lower(): value.strip() for key, value in zip(parts[1::2], parts[2::2], strict=True)
    }
    if parts[0].strip():
        given.setdefault("by", parts[0].strip())
    kind = given.get("kind")
    if kind and kind not in {str(known) for known in Kind}:
        raise AttribuneError("`kind` is direct, indirect or mixed.")
    return Asked(
        by=given.get("by") or None,
        about=given.get("about") or None,
        kind=kind,
        since=_day(given.get("since")),
        until=_day(given.get("until")),
    )


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise AttribuneError("A day is written such as 2022-02-07.") from None
