"""What a message says about quotations and speakers."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from bot.services.answers import named_beside
from bot.services.harmless import one_line
from bot.services.quoting.wording import facts, found_how, polarity_of, speaker_of
from cogs._text import CUT, escaped, parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from bot.services.quoting.models import Card, Known, Quoted

_MOST_DIFF = 600
_LINE = 300
_LISTED = 20
_FORMS, _ROLES = 8, 6
_LATEST = 3
_NAME, _VALUE, _ROW = 120, 80, 320
_OTHER, _MOST_NAMED = 40, 3
_ROOM = 3800  # characters of a message's texts, a heading and a last line left out


def attribution(quoted: Quoted) -> str:
    """Return who said it, how that was found, and how it compares with the words asked."""
    name = escaped(_cut(speaker_of(quoted), _LINE))
    lines = [f"— **{name}**", f"-# {escaped(_cut(' · '.join(facts(quoted)), _LINE))}"]
    if quoted.comparison and quoted.comparison.degree != "exact":
        lines.insert(0, difference(quoted))
    return "\n".join(lines)


def why_him(quoted: Quoted) -> str:
    """Return why somebody is taken for the speaker, and how often that is right."""
    name = escaped(_cut(speaker_of(quoted), _LINE))
    sure = f"{quoted.quote.confidence:.0%}"
    return f"{name}: {escaped(found_how(quoted))} (rule {quoted.quote.rule}, right {sure} of times)"


def difference(quoted: Quoted) -> str:
    """Return the word diff: struck out what was asked, bold what was printed instead."""
    assert quoted.comparison is not None
    shapes = {"both": "{}", "asked": "~~{}~~", "printed": "**{}**"}
    shown: list[str] = []
    size = 0
    for piece in quoted.comparison.pieces:
        text = shapes[piece.side].format(escaped(one_line(piece.text)))
        size += len(text) + 1
        if size > _MOST_DIFF:
            shown.append("[…]")
            break
        shown.append(text)
    return f"Compared: {' '.join(shown)}"


def card_texts(card: Card) -> list[str]:
    """Return the texts of a speaker's card."""
    person = card.known.person
    lines = [
        _counted(card.known),
        _row("Called", person.forms[:_FORMS]),
        _row("As", person.roles[:_ROLES]),
        _row("Kinds", [f"{count} {kind}" for kind, count in card.kinds]),
        _row("Denials, questions, refusals", [str(card.denials)] if card.denials else []),
        _row("On", card.topics),
        _row("Answers", [f"{who} ({count})" for who, count in card.addressees]),
    ]
    texts = [f"### {escaped(_cut(one_line(person.name), _NAME)) or '?'}"]
    texts.append("\n".join(line for line in lines if line))
    room = _ROOM - sum(map(len, texts))
    latest: list[str] = []
    for quoted in card.latest[:_LATEST]:
        shown = _latest(quoted)
        room -= len(shown) + 1
        if room >= 0:
            latest.append(shown)
    return [*texts, "**Latest**\n" + "\n".join(latest)] if latest else texts


def before_text(quotes: Sequence[Quoted], room: int = 3000) -> str:
    """Return earlier statements of one speaker as a list with their days; empty for none."""
    if not quotes:
        return ""
    name = escaped(_cut(speaker_of(quotes[0]), _LINE))
    lines = [f"**Said before** by {name}"]
    for quoted in quotes:
        line = _earlier(quoted)
        room -= len(line) + 1
        if room >= 0:
            lines.append(line)
    return "\n".join(lines) if len(lines) > 1 else ""


def _earlier(quoted: Quoted) -> str:
    article = quoted.version.article
    when = _day(article.published) if article.published else "date unknown"
    title = escaped(_cut(one_line(article.title), 120))
    words = escaped(one_line(quoted.closed))
    words = f"“{words}”" if quoted.quote.kind == "direct" else words
    return f"- {when}: {words}\n-# {title} · `{quoted.proof}`"


def _latest(quoted: Quoted) -> str:
    text = one_line(quoted.closed)
    end = parts(text, _LINE)[0][1] if text else 0
    shown = text if end == len(text) else f"{text[:end].rstrip()} {CUT}"
    article = quoted.version.article
    when = _day(article.published) if article.published else "date unknown"
    title = escaped(_cut(one_line(article.title), 120))
    polarity = polarity_of(quoted)
    led = f"{polarity}: " if polarity else ""
    told = f"> {led}{escaped(shown)}\n-# {title} · {when} · `{quoted.proof}`"
    others = named_beside(quoted.version, quoted.also_in)
    return f"{told} · {also_in(others)}" if others else told


def also_in(names: Sequence[str]) -> str:
    """Return the names of other articles that have the same: ``also in A, B and 2 more``."""
    shown = [escaped(_cut(one_line(name), _OTHER)) for name in names[:_MOST_NAMED]]
    left = len(names) - len(shown)
    return f"also in {', '.join(shown)}" + (f" and {left} more" if left else "")


def list_texts(listed: Sequence[Known]) -> list[str]:
    """Return the texts of the list of speakers, as far as they fit a message."""
    lines: list[str] = []
    for n, item in enumerate(listed[:_LISTED], 1):
        line = f"{n}. {_known(item)}"
        if sum(map(len, lines)) + len(lines) + len(line) > _ROOM:
            break
        lines.append(line)
    rest = len(listed) - len(lines)
    if rest > 0:
        lines.append(f"-# and {rest} more: `/speakers name:`")
    return ["### Who is quoted", "\n".join(lines) or "Nobody yet."]


def _known(item: Known) -> str:
    role = f", {item.person.roles[0]}" if item.person.roles else ""
    last = f", last {_day(item.last)}" if item.last else ""
    name = escaped(_cut(one_line(item.person.name), 60))
    return f"**{name}**{escaped(_cut(one_line(role), 60))}: {item.quotations}{last}"


def _counted(known: Known) -> str:
    first, last = known.first, known.last
    when = f", {_day(first)} to {_day(last)}" if first and last else ""
    return f"{known.quotations} quotations in {known.articles} articles{when}"


def _row(name: str, values: Iterable[str]) -> str:
    """Return a row of the card: as many of the values as fit."""
    listed: list[str] = []
    for value in values:
        shown = escaped(_cut(one_line(value), _VALUE))
        if shown and sum(map(len, listed)) + 2 * len(listed) + len(shown) <= _ROW:
            listed.append(shown)
    return f"**{name}** {', '.join(listed)}" if listed else ""


def _day(day: date) -> str:
    return f"<t:{int(datetime.combine(day, time(12), UTC).timestamp())}:D>"


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
