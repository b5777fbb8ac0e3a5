"""What a person sees in the terminal: the same answers, drawn with rich."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.choice_terminal import choices
from bot.services.harmless import harmless, one_line
from bot.services.links import deep_link
from bot.services.quoting.wording import facts, speaker_of
from corpus.revision import changes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import RenderableType

    from bot.services.answers import Answer, Cited, Context, WhyNot
    from bot.services.quoting.models import Quoted
    from bot.storage.feeds import KeptFeed
    from bot.storage.quarantine import Doubtful
    from corpus.models import ArticleVersion, Span

MOST_ANSWERS = 3
MOST_NEAR = 2
MOST_FOUND = 10
_WIDEST = 100
_UNBROKEN = 10_000  # columns where no person looks
_MINUTE = "%Y-%m-%d %H:%M UTC"
_ANSWER, _FAINT, _WORD = "default", "dim", "bold"


def make_console() -> Console:
    """Return the console to draw on: plain text where standard output is no terminal."""
    console = Console(highlight=False, markup=False, emoji=False)
    console.width = min(console.width, _WIDEST) if console.is_terminal else _UNBROKEN
    return console


def make_error_console() -> Console:
    """Return the console of standard error, for progress."""
    return Console(stderr=True, highlight=False, markup=False, emoji=False)


def show(console: Console, drawn: RenderableType) -> None:
    """Print something; lines are neither broken nor filled up where no person looks."""
    if console.is_terminal:
        console.print(drawn)
        return
    with console.capture() as captured:
        console.print(drawn)
    console.file.write("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()))
    console.file.flush()


def answer(found: Answer, most: int | None = None) -> RenderableType:
    """Draw an answer, or the plain no with its near misses."""
    if found.kind == "search":
        return _search(found, MOST_FOUND if most is None else most)
    if found.said and found.said.choices:
        return choices(found.said.choices)
    if not found.answered:
        return _no_answer(found)
    close = min(found.close, MOST_ANSWERS if most is None else most)
    shown = [cited(hit) for hit in found.hits[:close]]
    first = Text(f"confidence {found.confidence:.0%}", style=_FAINT)
    beside = [Text(one_line(found.note))] if found.note else []
    return Group(*shown, *_notes(found), *beside, Padding(first, (0, 0, 0, 2)))


def _search(found: Answer, most: int) -> RenderableType:
    if not found.hits:
        return Group(Text("No sentence meets that search."), *_notes(found))
    shown = [cited(hit) for hit in found.hits[:most]]
    rest = len(found.hits) - len(shown)
    more = [Text(f"  and {rest} more: type `more`", style=_FAINT)] if rest > 0 else []
    return Group(*shown, *_notes(found), *more)


def _no_answer(found: Answer) -> RenderableType:
    sentence = one_line(found.note) or "The articles do not answer that."
    lines: list[RenderableType] = [Text(sentence, style="bold")]
    lines += _notes(found)
    if found.hits:
        lines.append(Text("The nearest sentences, which may be about something else:"))
        lines += [cited(hit, style=_FAINT) for hit in found.hits[:MOST_NEAR]]
    return Group(*lines)


def _notes(found: Answer) -> list[RenderableType]:
    lines: list[RenderableType] = []
    if found.missing_terms:
        words = ", ".join(one_line(word) for word in found.missing_terms)
        lines.append(Text(f"No article contains: {words}."))
    if found.suggestions:
        meant = ", ".join(f"{one_line(w)} instead of {one_line(t)}" for t, w in found.suggestions)
        lines.append(Text(f"Did you mean {meant}?"))
    return lines


def cited(hit: Cited, *, style: str = _ANSWER) -> RenderableType:
    """Draw one slice, the matched words bold, with its citation below."""
    said = (Padding(_attribution(quoted), (0, 0, 0, 2)) for quoted in hit.said)
    return Group(
        Padding(_slice(hit.text, hit.span.start, hit.matched, style), (0, 0, 0, 2)),
        *said,
        Padding(citation(hit), (0, 0, 1, 2)),
    )


def _attribution(quoted: Quoted) -> Text:
    """Draw who said it and how that was found, on one line."""
    drawn = Text(f"— {speaker_of(quoted)}", style="bold")
    return drawn.append(" · ".join(("", *facts(quoted))), style=_FAINT)


def _slice(text: str, start: int, matched: Iterable[Span], style: str) -> Text:
    drawn = Text(style=style)
    done = 0
    for span in matched:
        a, b = span.start - start, span.end - start
        if done <= a and b <= len(text):
            drawn.append(harmless(text[done:a])).append(harmless(text[a:b]), style=_WORD)
            done = b
    return drawn.append(harmless(text[done:]))


def citation(hit: Cited) -> Text:
    """Draw title, publisher, date, place in the article and proof id on one line."""
    article = hit.version.article
    link = deep_link(article.url, hit.text)
    drawn = Text(style=_FAINT)
    drawn.append(one_line(article.title), style=f"link {link}" if link else None)
    published = article.published.strftime("%-d %B %Y") if article.published else "date unknown"
    more = [article.publisher or "publisher unknown", published]
    more += [f"sentence {hit.sentence} of {hit.sentences}", hit.proof]
    if hit.also_in:
        more.append(also_in(hit.also_named))
    return drawn.append("".join(f" · {one_line(part)}" for part in more))


def also_in(names: Sequence[str], most: int = 3) -> str:
    """Return the names of a story's other tellers: ``also in A, B and 2 more``."""
    left = len(names) - most
    return f"also in {', '.join(names[:most])}" + (f" and {left} more" if left > 0 else "")


def context(around: Context) -> RenderableType:
    """Draw a slice between the sentences around it."""
    text = around.version.article.text
    lines = [Text(harmless(span.of(text)), style=_FAINT) for span in around.before]
    lines.append(Text(harmless(around.span.of(text)), style="bold"))
    lines += [Text(harmless(span.of(text)), style=_FAINT) for span in around.after]
    return Padding(Group(*lines), (0, 0, 1, 2))


def why(found: Answer, most: int = MOST_ANSWERS) -> RenderableType:
    """Draw why these sentences are the answer: terms, weights and each feature's part."""
    drawn: list[RenderableType] = []
    for place, hit in enumerate(found.hits[:most], 1):
        table = Table(box=None, show_header=True, header_style=_FAINT, pad_edge=False)
        for title in ("word", "weight", "found as"):
            table.add_column(title, justify="right" if title == "weight" else "left")
        for term in hit.weights:
            table.add_row(one_line(term.word), f"{term.weight:.2f}", one_line(term.found_as) or "–")
        parts = " · ".join(f"{f.name} {f.part:+.2f}" for f in hit.features if f.part)
        if place < len(found.hits) and hit.features:
            ahead = hit.ahead_of(found.hits[place])
            parts += "\nAhead of the next by: "
            parts += " · ".join(f"{f.name} {f.part:+.2f}" for f in ahead)
        drawn += [
            Text(f"{hit.rank}. {one_line(hit.text)}"),
            Padding(table, (0, 0, 0, 3)),
            Padding(Text(parts, style=_FAINT), (0, 0, 1, 3)),
        ]
    return Group(*drawn)


def why_not(found: WhyNot) -> RenderableType:
    """Draw why an article is not what is shown first."""
    title = one_line(found.version.article.title)
    if found.best is None:
        words = ", ".join(map(one_line, found.lacks))
        return Text(f"No sentence of “{title}” says any of: {words}.")
    lines: list[RenderableType] = [Text(f"The best of “{title}”:"), cited(found.best)]
    if found.is_first or found.first is None:
        return Group(Text("That article is what comes first."), *lines)
    if found.lacks:
        lines.append(Text(f"It does not say: {', '.join(map(one_line, found.lacks))}"))
    parts = " · ".join(f"{f.name} {f.part:+.2f}" for f in found.behind)
    lines.append(Text(f"What comes first has more of: {parts}", style=_FAINT))
    return Group(*lines)


def articles(versions: Sequence[ArticleVersion]) -> RenderableType:
    """Draw the list of articles."""
    table = Table(box=None, header_style=_FAINT, pad_edge=False)
    table.add_column("id", justify="right")
    for title in ("title", "publisher", "published"):
        table.add_column(title, overflow="fold")
    for version in versions:
        article = version.article
        published = article.published.isoformat() if article.published else "–"
        table.add_row(
            str(version.article_id),
            one_line(article.title),
            one_line(article.publisher or "–"),
            published,
        )
    return table


def article(version: ArticleVersion) -> RenderableType:
    """Draw an article whole, below what is known of it."""
    known = version.article
    published = known.published.isoformat() if known.published else "date unknown"
    facts = [known.publisher or "publisher unknown", published, f"version {version.number}"]
    facts += [known.url] if known.url else []
    return Group(Text(" · ".join(map(one_line, facts)), style=_FAINT), Text(harmless(known.text)))


def history(versions: Sequence[ArticleVersion]) -> RenderableType:
    """Draw an article's versions, oldest first, each with the sentences that changed."""
    lines: list[RenderableType] = []
    for before, version in pairwise([None, *versions]):
        assert version is not None
        added = version.added_at.strftime(_MINUTE)
        lines.append(Text(f"version {version.number} · {added}", style=_WORD))
        if before is None:
            lines.append(Text(f"  {one_line(version.article.title)}"))
            continue
        for change in changes(before.article.text, version.article.text):
            if change.before:
                gone = one_line(change.before.of(before.article.text))
                lines.append(Text(f"  - {gone}", style=_FAINT))
            if change.after:
                lines.append(Text(f"  + {one_line(change.after.of(version.article.text))}"))
    return Group(*lines)


def quarantine(waiting: Sequence[Doubtful]) -> RenderableType:
    """Draw the texts that wait for a decision."""
    if not waiting:
        return Text("Nothing waits in quarantine.")
    table = Table(box=None, header_style=_FAINT, pad_edge=False)
    table.add_column("id", justify="right")
    for title in ("reason", "title", "from"):
        table.add_column(title, overflow="fold")
    for doubtful in waiting:
        title = one_line(doubtful.article.title)
        table.add_row(str(doubtful.id), doubtful.doubt, title, one_line(doubtful.name))
    return table


def feeds(kept: Sequence[KeptFeed]) -> RenderableType:
    """Draw the feeds and how they fare."""
    if not kept:
        return Text("There are no feeds. `feeds add URL` adds one.")
    table = Table(box=None, header_style=_FAINT, pad_edge=False)
    table.add_column("id", justify="right")
    for title in ("feed", "last success", "next check", "state"):
        table.add_column(title, overflow="fold")
    for feed in kept:
        success = feed.succeeded_at.strftime(_MINUTE) if feed.succeeded_at else "never"
        following = "–" if feed.paused else feed.next_at.strftime(_MINUTE)
        state = f"paused: {feed.paused}" if feed.paused else (feed.error or feed.warning or "fine")
        name = f"{one_line(feed.title)} ({feed.url})"
        table.add_row(str(feed.id), name, success, following, one_line(state))
    return table
