"""What the messages about proofs say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.harmless import one_line
from bot.services.links import deep_link
from bot.services.proving import Side, Standing
from cogs._render import day, shortened
from cogs._text import CUT, escaped, parts, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.services.proving import Proven, Words

_LINK = 400  # characters; a longer one takes too much of the message
_PIECE = 700  # characters of a slice before it is escaped, which at most doubles it
_TITLE = 120
_DIFFERENCE = 1500
_VERDICTS = {
    Standing.VERIFIED: "✅ **Verified.** The article says exactly this.",
    Standing.SUPERSEDED: "✏️ **Superseded.** It was shown as the article said it then; "
    "the article says it differently now.",
    Standing.GONE: "⚠️ **Gone.** It was shown as the article said it then; it no longer does.",
}


def proof_texts(proven: Proven) -> list[str]:
    """Return the texts of a message that says what became of a proven slice."""
    texts = [
        f"### Proof `{proven.proof}`\n{_VERDICTS[proven.standing]}",
        f"{quoted(escaped(cut(proven.text)))}\n-# {_source(proven)}",
    ]
    if proven.difference:
        shown = f"What changed, word by word: {difference_text(proven.difference)}"
        texts.append(shown)
    dates = _dates(proven)
    return [*texts, dates] if dates else texts


def cut(text: str, limit: int = _PIECE) -> str:
    """Return the text, or its beginning with the cut marked when it is longer than the limit."""
    return text if len(text) <= limit else f"{text[: parts(text, limit)[0][1]].rstrip()} {CUT}"


def difference_text(difference: Iterable[Words], limit: int = _DIFFERENCE) -> str:
    """Return a word diff in one line: removed words struck out, new ones bold."""
    marks = {Side.BOTH: "", Side.BEFORE: "~~", Side.NOW: "**"}
    shown: list[str] = []
    for words in difference:
        mark, text = marks[words.side], escaped(one_line(words.text))
        piece = f"{mark}{text}{mark}" if text else ""
        if sum(map(len, shown)) + len(piece) > limit:
            shown.append(CUT)
            break
        shown.append(piece)
    return " ".join(filter(None, shown))


def moment(at: datetime) -> str:
    """Return a moment as Discord's time, in the reader's zone."""
    return f"<t:{int(at.timestamp())}:f>"


def _source(proven: Proven) -> str:
    article = proven.version.article
    title = escaped(shortened(one_line(article.title), _TITLE))
    link = deep_link(article.url, proven.text)
    shown = [f"[{title}]({link})" if link and len(link) <= _LINK else title]
    if article.publisher:
        shown.append(escaped(shortened(one_line(article.publisher), _TITLE)))
    shown.append(day(article) or "date unknown")
    shown.append(f"version {proven.version.number} of {proven.newest.number}")
    return " · ".join(shown)


def _dates(proven: Proven) -> str:
    lines = [f"I read this version on {moment(proven.version.added_at)}."]
    if proven.newest.number > proven.version.number:
        lines.append(f"The newest version is from {moment(proven.newest.added_at)}.")
    if proven.changed_at:
        lines.append(f"The words have been missing since {moment(proven.changed_at)}.")
    if proven.forgotten_at:
        lines.append(f"The article was taken out of the search on {moment(proven.forgotten_at)}.")
    return "\n".join(f"-# {line}" for line in lines)
