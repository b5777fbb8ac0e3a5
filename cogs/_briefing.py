"""How a briefing and what belongs to it are drawn: texts within Discord's limits.

Quotations are shown whole or not at all. What does not fit is under "More", never cut away.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.services.harmless import one_line
from bot.services.links import deep_link
from bot.services.subscribing import when
from cogs._render import shortened
from cogs._text import emphasised, escaped
from cogs._trust import difference_text
from corpus.models import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from bot.services.edition import Altered, Edition, Entry, Slice, Source, Told
    from bot.services.reading_on import Around
    from bot.services.subscribing import Delivery, Subscription
    from bot.services.timing.schedule import Run

MOST_TEXT = 3900  # of 4,000 over all text displays of one message
_MINUTES_TOLD = 120  # a lateness beyond is told in hours
_LATE = timedelta(minutes=15)  # from here on a delivery is marked
_TITLE = 160
_PUBLISHER = 60
_LINK = 350
_ALTERED = 1100  # characters that all changes take
_DIFFERENCE = 400
_LONGEST_SLICE = 700  # characters: a longer "sentence" is a list or a page, and is not shown
_MOST_NAMED = 4
_CUT = "[…]"
_STATES = {
    "due": "waiting to be sent",
    "sending": "being sent",
    "silent": "nothing sent",
    "merged": "merged into the next",
    "failed": "failed",
}


def edition_texts(
    edition: Edition, *, late: timedelta | None = None, is_preview: bool = False
) -> list[str]:
    """Return the texts of a briefing; `shown_count` tells how many entries they hold."""
    shown = shown_count(edition)
    entries = [entry_text(entry) for entry in edition.entries[:shown]]
    left = len(edition.entries) - shown + len(edition.held_back) + edition.passed_over
    return [
        _header(edition, late),
        *entries,
        *_altered(edition),
        *_footer(edition, left, is_preview=is_preview),
    ]


def shown_count(edition: Edition) -> int:
    """Return how many of the entries fit a message."""
    around = [_header(edition, timedelta(days=1)), *_altered(edition), *_footer(edition, 9999)]
    room = MOST_TEXT - sum(map(len, around))
    for count, entry in enumerate(edition.entries):
        room -= len(entry_text(entry))
        if room < 0:
            return count
    return len(edition.entries)


def more_texts(edition: Edition) -> list[str]:
    """Return the texts of what did not fit: a line each, as many as a message takes."""
    held_back = [*edition.entries[shown_count(edition) :], *edition.held_back]
    room, lines = MOST_TEXT - 200, []
    for entry in held_back:
        line = f"**{entry.number}.** {_linked(entry.source)}\n-# {_about(entry) or 'date unknown'}"
        room -= len(line) + 1
        if room < 0:
            break
        lines.append(line)
    left = len(held_back) - len(lines) + edition.passed_over
    tail = [f"-# {left} more stories were new. Ask with /ask or /search."] if left else []
    return ["### More of this briefing", *(["\n".join(lines)] if lines else []), *tail]


def _header(edition: Edition, late: timedelta | None) -> str:
    noon = int(datetime.combine(edition.day, time(12), UTC).timestamp())
    title = "It has appeared" if edition.kind == "watch" else "Briefing"
    lines = [f"### {title} · <t:{noon}:D>", f"-# {_what_is_new(edition)}"]
    if late is not None:
        lines.append(f"-# Late by {_duration(late)}.")
    return "\n".join(lines)


def _what_is_new(edition: Edition) -> str:
    about = f" about {_named(edition.follows)}" if edition.follows else ""
    if edition.kind == "new":
        count = len(edition.entries) + len(edition.held_back) + edition.passed_over
        return f"{count} new {'story' if count == 1 else 'stories'}{about} since the last one"
    if edition.kind == "archive":
        return f"Nothing new{about} since the last one. {edition.label}:"
    if edition.kind == "watch":
        asked = escaped(shortened(one_line(edition.label or ""), _TITLE))
        return f"You waited for {_named(edition.follows)}, having asked: {asked}"
    return f"Nothing new{about} since the last one."


def _altered(edition: Edition) -> list[str]:
    """Return a text for each article that says something else since, as many as have room."""
    texts = [_altered_text(altered) for altered in edition.altered]
    return _fitting(texts, _ALTERED)


def _altered_text(altered: Altered) -> str:
    lines = [f"**Changed since you had it:** {_linked(altered.source)}"]
    if altered.before or altered.now:
        lines.append(f"> {difference_text(altered.difference(), _DIFFERENCE)}")
    if altered.further:
        sentences = "sentence" if altered.further == 1 else "sentences"
        lines.append(f"-# {altered.further} more {sentences} changed")
    return "\n".join(lines)


def _footer(edition: Edition, left: int, *, is_preview: bool = False) -> list[str]:
    if is_preview:  # it has no buttons, and nobody can reply to what one person sees
        return [f"-# {left} more would be under More."] if left else []
    more = f"{left} more under More. " if left else ""
    if not edition.entries:
        return []
    return [f"-# {more}Reply with a line’s number, or choose it below, for what stands around it."]


def entry_text(entry: Entry) -> str:
    """Return one numbered story: headline, sentence, quotation, and where it stands."""
    lines = [f"**{entry.number}. {_linked(entry.source, entry.sentence)}**"]
    if entry.sentence and entry.has_sentence and len(entry.sentence.text) <= _LONGEST_SLICE:
        lines.append(_bold(entry.sentence))
    if entry.told and entry.has_told:
        lines.append(told_text(entry.told))
    about = _about(entry)
    lines.append(f"-# {about}" if about else "")
    return "\n".join(line for line in lines if line)


def told_text(told: Told) -> str:
    """Return a quotation with its speaker; empty when it is too long to be shown whole."""
    words = f" {_CUT} ".join(escaped(" ".join(piece.text.split())) for piece in told.slices)
    if len(words) > 2 * _LONGEST_SLICE:
        return ""
    speaker = escaped(shortened(one_line(told.speaker), _PUBLISHER))
    return f"> “{words}” — **{speaker}**" if told.is_direct else f"> **{speaker}**: {words}"


def _bold(sentence: Slice) -> str:
    words = [Span(start, end) for start, end in sentence.bold]
    return emphasised(sentence.text, sentence.start, words).replace("\n", " ")


def _about(entry: Entry) -> str:
    source = entry.source
    parts = [escaped(shortened(one_line(source.publisher), _PUBLISHER))] if source.publisher else []
    if source.published or source.publisher:  # nothing known is not worth a line
        parts.append(_day(source.published) if source.published else "date unknown")
    if entry.also:
        names = [s.publisher or s.title for s in entry.also]
        parts.append(f"also in {_named(names)}")
    if entry.matched:
        parts.append(f"matched {_named(entry.matched)}")
    return " · ".join(parts)


def _named(names: Sequence[str]) -> str:
    unique = list(dict.fromkeys(names))
    shown = [escaped(shortened(one_line(name), _PUBLISHER)) for name in unique[:_MOST_NAMED]]
    left = len(unique) - len(shown)
    return ", ".join(shown) + (f" and {left} more" if left else "")


def _linked(source: Source, at: Slice | None = None) -> str:
    title = escaped(shortened(one_line(source.title), _TITLE))
    for link in (deep_link(source.url, at.text) if at else None, deep_link(source.url, "")):
        bare = link.removesuffix("#:~:text=") if link else None
        if bare and len(bare) <= _LINK:
            return f"[{title}]({bare})"
    return title


def _day(day: date) -> str:
    return f"<t:{int(datetime.combine(day, time(12), UTC).timestamp())}:D>"


def _duration(late: timedelta) -> str:
    minutes = int(late.total_seconds()) // 60
    return f"{minutes} min" if minutes < _MINUTES_TOLD else f"{minutes // 60} h"


def around_texts(around: Around) -> list[str]:
    """Return what stands around a line: context, other outlets, who else spoke."""
    entry = around.entry
    texts = [f"### {entry.number}. {_linked(entry.source)}"]
    sentence = [f"**{escaped(entry.sentence.text)}**"] if entry.sentence else []
    context = [*map(_plain, around.before), *sentence, *map(_plain, around.after)]
    texts.append("\n".join(_fitting(context, 1800)))
    voices = [told_text(told) for told in ([entry.told] if entry.told else [])]
    voices += [_voice(told, entry) for told in around.voices]
    if any(voices):
        texts.append("**Who spoke**\n" + "\n".join(_fitting(filter(None, voices), 1000)))
    if entry.also:
        named = [f"- {_linked(s)} · {escaped(one_line(s.publisher or ''))}" for s in entry.also]
        texts.append("**Also in**\n" + "\n".join(_fitting(named, 700)))
    return [text for text in texts if text.strip()]


def _voice(told: Told, entry: Entry) -> str:
    """Return a quotation with its speaker, and with the outlet where it is not the line's own."""
    text, version_id = told_text(told), told.slices[0].version_id
    outlets = (s.publisher for s in entry.also if s.version_id == version_id)
    outlet = escaped(shortened(one_line(next(outlets, None) or ""), _PUBLISHER))
    return f"{text} · {outlet}" if text and outlet else text


def _plain(piece: Slice) -> str:
    return escaped(piece.text)


def _fitting(lines: Iterable[str], room: int) -> list[str]:
    kept = []
    for line in lines:
        room -= len(line) + 1
        if room >= 0:
            kept.append(line)
    return kept


def subscription_text(subscription: Subscription, runs: Sequence[Run]) -> str:
    """Return a subscription in words, with the next times it runs."""
    wanted = subscription.wanted
    where = f"<#{wanted.channel_id}>" if wanted.channel_id else "direct messages"
    lines = [f"**{subscription.id}.** {escaped(when(wanted))} → {where}"]
    follows = (*wanted.topics, *wanted.speakers)
    if follows:
        lines.append(f"-# about {_named(follows)}")
    if wanted.quiet != "no":
        named = {"silence": "silent when nothing is new", "soundless": "without a sound"}
        lines.append(f"-# {named[wanted.quiet]}")
    if subscription.paused_at is not None:
        since = int(subscription.paused_at.timestamp())
        reason = escaped(shortened(subscription.pause_reason or "", 300))
        lines.append(f"-# Paused since <t:{since}:f>: {reason}")
    elif runs:
        times = " · ".join(f"<t:{int(run.at.timestamp())}:f>" for run in runs)
        lines.append(f"-# Next: {times}")
    return "\n".join(lines)


def list_texts(subscriptions: Sequence[tuple[Subscription, Sequence[Run]]]) -> list[str]:
    """Return a person's subscriptions, as many as a message takes."""
    if not subscriptions:
        return ["You have no briefing yet. `/briefing subscribe` starts one."]
    return ["### Briefings", *_fitting((subscription_text(*s) for s in subscriptions), 3500)]


def history_texts(subscription: Subscription, deliveries: Sequence[Delivery]) -> list[str]:
    """Return what became of the latest days of a subscription, the last first."""
    title = f"### History of briefing {subscription.id}\n-# {escaped(when(subscription.wanted))}"
    lines = [_history_line(subscription, delivery) for delivery in deliveries]
    return [title, "\n".join(_fitting(lines, 3500)) or "Nothing was due yet."]


def _history_line(subscription: Subscription, delivery: Delivery) -> str:
    due = f"<t:{int(delivery.due_at.timestamp())}:f>"
    if delivery.state == "sent" and delivery.sent_at is not None:
        late = delivery.sent_at - delivery.due_at
        marked = f", late by {_duration(late)}" if late >= _LATE else ""
        return f"- {due}: [sent]({_message_link(subscription, delivery)}){marked}"
    reason = f" ({escaped(shortened(delivery.reason, 160))})" if delivery.reason else ""
    return f"- {due}: {_STATES.get(delivery.state, delivery.state)}{reason}"


def _message_link(subscription: Subscription, delivery: Delivery) -> str:
    guild = subscription.wanted.guild_id or "@me"
    return f"https://discord.com/channels/{guild}/{delivery.channel_id}/{delivery.message_id}"
