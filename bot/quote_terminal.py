"""Quotations, comparisons and speakers as a person sees them in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.choice_terminal import choices, described
from bot.services.harmless import harmless, one_line
from bot.services.quoting.answers import quoted_hit
from bot.services.quoting.wording import facts, nothing_found, speaker_of, unread_note
from bot.terminal import citation
from corpus.matching import Degree, Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from bot.services.quoting.models import Card, Checked, Found, Known, Quoted
    from corpus.matching import Comparison

_SHOWN = 5
_FAINT = "dim"
_STYLES = {Side.BOTH: "default", Side.ASKED: "strike red", Side.PRINTED: "bold green"}
_MARKS = {Side.BOTH: "{}", Side.ASKED: "[-{}-]", Side.PRINTED: "[+{}+]"}
_VERDICTS = {Degree.EXACT: "Exactly so.", Degree.ALTERED: "Altered:", Degree.NEAR: "Only near:"}


def quotation(quoted: Quoted) -> RenderableType:
    """Draw a quotation with its speaker, the reasons and its citation."""
    words = Text(harmless(quoted.closed))
    lines = [words, Text(f"— {speaker_of(quoted)}", style="bold")]
    if quoted.comparison:
        lines.insert(1, difference(quoted.comparison))
    lines.append(Text(" · ".join(facts(quoted)), style=_FAINT))
    lines.append(citation(quoted_hit(1, quoted)))
    return Padding(Group(*lines), (0, 0, 1, 2))


def difference(comparison: Comparison) -> Text:
    """Draw a word diff: struck out what was asked, bold what was printed instead."""
    drawn = Text(f"{_VERDICTS.get(comparison.degree, 'Not so:')} ")
    if comparison.degree is Degree.EXACT:
        return drawn
    for piece in comparison.pieces:
        drawn.append(_MARKS[piece.side].format(harmless(piece.text)), style=_STYLES[piece.side])
        drawn.append(" ")
    return drawn


def found(result: Found, most: int = _SHOWN) -> RenderableType:
    """Draw what a look-up found, or who may be meant, or that there is nothing."""
    if result.choices:
        return choices(result.choices)
    lines: list[RenderableType] = []
    if result.meant:
        lines.append(Text(f"I took {one_line(result.asked.by or '')} for {result.meant}."))
    sentence = nothing_found(result)
    if sentence:
        lines.append(Text(sentence, style="bold"))
    if result.quotes and result.is_near:
        lines.append(Text("The nearest, which may be about something else:"))
    lines += [quotation(quoted) for quoted in result.quotes[:most]]
    rest = len(result.quotes) - most
    if rest > 0:
        lines.append(Text(f"  and {rest} more", style=_FAINT))
    return Group(*lines, *_unread(result.unread))


def _unread(unread: int) -> list[Text]:
    note = unread_note(unread)
    return [Text(note, style="bold")] if note else []


def checked(result: Checked, before: Sequence[Quoted] = (), most: int = 3) -> RenderableType:
    """Draw how words compare with what was said, and what their speaker said before."""
    if result.is_found:
        shown = (quotation(quoted) for quoted in result.quotes[:most])
        return Group(*shown, said_before(before), *_unread(result.unread))
    lines: list[RenderableType] = [Text("Nobody is quoted saying that.", style="bold")]
    if result.quotes:
        lines.append(Text("The nearest, which say something else:"))
        lines += [quotation(quoted) for quoted in result.quotes[:most]]
    return Group(*lines, *_unread(result.unread))


def said_before(quotes: Sequence[Quoted]) -> RenderableType:
    """Draw earlier statements as a list with their days; nothing for none."""
    if not quotes:
        return Group()
    lines = [Text(f"Said before by {speaker_of(quotes[0])}:", style="bold")]
    for quoted in quotes:
        article = quoted.version.article
        day = f"{article.published:%d %B %Y}  " if article.published else ""
        line = Text(f"  {day}", style=_FAINT).append(harmless(quoted.closed), style="default")
        lines.append(line.append(f"  {one_line(article.title)} · {quoted.proof}", style=_FAINT))
    return Group(*lines)


def speakers(listed: Sequence[Known], most: int = 30) -> RenderableType:
    """Draw who is quoted, how often and when."""
    table = Table(box=None, header_style=_FAINT, pad_edge=False)
    for title in ("speaker", "quotations", "articles", "last", "as"):
        table.add_column(title, justify="right" if title in {"quotations", "articles"} else "left")
    for item in listed[:most]:
        last = item.last.isoformat() if item.last else "–"
        role = one_line(item.person.roles[0]) if item.person.roles else ""
        name = one_line(item.person.name)
        table.add_row(name, str(item.quotations), str(item.articles), last, role)
    rest = len(listed) - most
    more = [Text(f"and {rest} more: speakers NAME", style=_FAINT)] if rest > 0 else []
    return Group(table, *more)


def card(shown: Card) -> RenderableType:
    """Draw everything to be said about a speaker."""
    person = shown.known.person
    rows = [
        ("called", ", ".join(map(one_line, person.forms[:8]))),
        ("as", "; ".join(map(one_line, person.roles[:6]))),
        ("kinds", ", ".join(f"{count} {kind}" for kind, count in shown.kinds)),
        ("no assertions", str(shown.denials) if shown.denials else ""),
        ("on", ", ".join(map(one_line, shown.topics))),
        ("answers", ", ".join(f"{one_line(who)} ({n})" for who, n in shown.addressees)),
    ]
    table = Table(box=None, show_header=False, pad_edge=False)
    for name, value in rows:
        if value:
            table.add_row(Text(name, style=_FAINT), Text(value))
    latest = [quotation(quoted) for quoted in shown.latest[:3]]
    return Group(Text(described(shown.known), style="bold"), table, Text(""), *latest)
