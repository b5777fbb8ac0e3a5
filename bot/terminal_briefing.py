"""A briefing in the terminal, drawn with rich."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from bot.services.harmless import harmless, one_line
from bot.services.links import deep_link

if TYPE_CHECKING:
    from rich.console import RenderableType

    from bot.services.edition import Altered, Edition, Entry, Slice, Source, Told

_FAINT, _WORD = "dim", "bold"


def edition(told: Edition) -> RenderableType:
    """Draw what a briefing tells."""
    about = f" about {', '.join(map(one_line, told.follows))}" if told.follows else ""
    count = len(told.entries) + len(told.held_back) + told.passed_over
    stories = f"{count} new {'story' if count == 1 else 'stories'}{about}"
    said = {
        "new": stories,
        "archive": f"Nothing new{about}. {told.label}:",
        "empty": f"Nothing new{about}.",
    }
    head = Text(f"Briefing · {told.day:%A, %d %B %Y}\n", style=_WORD)
    head.append(said[told.kind], style=_FAINT)
    drawn: list[RenderableType] = [Padding(head, (0, 0, 1, 0)), *map(_entry, told.entries)]
    drawn += [_altered(altered) for altered in told.altered]
    left = len(told.held_back) + told.passed_over
    if left:
        drawn.append(Text(f"{left} more did not fit.", style=_FAINT))
    return Group(*drawn)


def _altered(altered: Altered) -> RenderableType:
    drawn = Text("Changed since you had it: ", style=_WORD).append(_title(altered.source))
    styles = {"both": "", "before": "strike", "now": _WORD}
    for words in altered.difference():
        drawn.append(f" {one_line(words.text)}", style=styles[words.side])
    return drawn


def _entry(entry: Entry) -> RenderableType:
    lines = [Text(f"{entry.number}. ", style=_WORD).append(_title(entry.source))]
    if entry.sentence and entry.has_sentence:
        lines.append(_bold(entry.sentence))
    if entry.told and entry.has_told:
        lines.append(_told(entry.told))
    about = _about(entry)
    if about:
        lines.append(Text(about, style=_FAINT))
    return Padding(Group(*lines), (0, 0, 1, 0))


def _title(source: Source) -> Text:
    link = deep_link(source.url, "")
    style = f"{_WORD} link {link.removesuffix('#:~:text=')}" if link else _WORD
    return Text(one_line(source.title), style=style)


def _bold(sentence: Slice) -> Text:
    drawn, done = Text(), sentence.start
    for start, end in sentence.bold:
        drawn.append(harmless(sentence.text[done - sentence.start : start - sentence.start]))
        drawn.append(
            harmless(sentence.text[start - sentence.start : end - sentence.start]), style=_WORD
        )
        done = end
    return drawn.append(harmless(sentence.text[done - sentence.start :]))


def _told(told: Told) -> Text:
    words = " […] ".join(harmless(piece.text) for piece in told.slices)
    quoted = f"“{words}” — " if told.is_direct else f"{words} — "
    return Text(f"  {quoted}").append(one_line(told.speaker), style=_WORD)


def _about(entry: Entry) -> str:
    source = entry.source
    parts = [source.publisher] if source.publisher else []
    if source.published or source.publisher:
        parts.append(f"{source.published:%d %B %Y}" if source.published else "date unknown")
    if entry.also:
        parts.append("also in " + ", ".join(s.publisher or s.title for s in entry.also))
    if entry.matched:
        parts.append("matched " + ", ".join(entry.matched))
    return " · ".join(map(one_line, parts))
