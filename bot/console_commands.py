"""What can be said to the console: a table of commands, each a name, a summary and what it does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from bot import terminal, terminal_briefing, terminal_trust, terminal_usage
from bot.console_quotes import quote, speakers, whosaid
from bot.errors import ArticleMissing, AttribuneError
from bot.services.subscribing import followed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from rich.console import Console

    from bot.bootstrap import App
    from bot.services.answers import Answer

_ABOUT = (
    "Attribune answers from the articles in their own words. Every answer is a slice of an "
    "article, character for character, with its citation and a proof id. When nothing answers, it "
    "says so."
)


class Quit(Exception):
    """The person leaves."""


class Talk:
    """One conversation: where it is shown, and the last answer, for `more`, `why` and `context`."""

    def __init__(self, app: App, console: Console) -> None:
        self.app = app
        self.console = console
        self.last: Answer | None = None
        self.shown = 0
        self.outcome = "answered"

    def answer(self, found: Answer, most: int) -> None:
        """Show an answer and remember it."""
        self.last = found
        self.shown = min(most, found.close) if found.answered and found.kind != "search" else most
        self.outcome = "answered" if found.answered else "abstained"
        terminal.show(self.console, terminal.answer(found, most))

    def last_with_hits(self) -> Answer:
        """Return the last answer.

        Raises:
            AttribuneError: nothing has been found yet.
        """
        if self.last is None or not self.last.hits:
            raise AttribuneError("Ask something first.")
        return self.last


@dataclass(frozen=True, slots=True)
class Command:
    """One command of the console."""

    name: str
    summary: str
    run: Callable[[Talk, str], Awaitable[None]]


async def _ask(talk: Talk, rest: str) -> None:
    talk.answer(await talk.app.answering.answer(rest), terminal.MOST_ANSWERS)


async def _search(talk: Talk, rest: str) -> None:
    talk.answer(await talk.app.answering.search(rest), terminal.MOST_FOUND)


async def _more(talk: Talk, rest: str) -> None:
    last = talk.last_with_hits()
    step = terminal.MOST_FOUND if last.kind == "search" else terminal.MOST_ANSWERS
    further = last.hits[talk.shown : talk.shown + step]
    if not further:
        raise AttribuneError("That was all.")
    talk.shown += step
    for hit in further:
        terminal.show(talk.console, terminal.cited(hit))


async def _context(talk: Talk, rest: str) -> None:
    last = talk.last_with_hits()
    number = int(rest) if rest.isdecimal() else 1
    if not 1 <= number <= len(last.hits):
        raise AttribuneError(f"There are {len(last.hits)} sentences to choose from.")
    hit = last.hits[number - 1]
    around = await talk.app.answering.context(hit.version.version_id, hit.span)
    terminal.show(talk.console, terminal.context(around))


async def _why(talk: Talk, rest: str) -> None:
    if not rest:
        terminal.show(talk.console, terminal.why(talk.last_with_hits()))
        return
    asked = rest.casefold().split()
    named = (
        version.article_id
        for version in talk.app.library.versions()
        if rest == str(version.article_id)
        or all(word in version.article.title.casefold() for word in asked)
    )
    article_id = next(named, None)
    if article_id is None:
        raise ArticleMissing(rest)
    found = await talk.app.answering.why_not(talk.last_with_hits().question, article_id)
    terminal.show(talk.console, terminal.why_not(found))


async def _articles(talk: Talk, rest: str) -> None:
    terminal.show(talk.console, terminal.articles(talk.app.library.versions()))


async def _verify(talk: Talk, rest: str) -> None:
    proven = await talk.app.proving.prove(rest)
    talk.outcome = str(proven.standing)
    terminal.show(talk.console, terminal_trust.proof(proven))


async def _usage(talk: Talk, rest: str) -> None:
    report = await talk.app.reporting.report(30, guild_id=None)
    terminal.show(talk.console, terminal_usage.usage(report))


async def _briefing(talk: Talk, rest: str) -> None:
    today = talk.app.clock().date()
    week = today - timedelta(days=7)
    edition = await talk.app.desk.briefing.preview(followed(rest), (), since=week, day=today)
    terminal.show(talk.console, terminal_briefing.edition(edition))


async def _about(talk: Talk, rest: str) -> None:
    terminal.show(talk.console, Text(_ABOUT))


async def _help(talk: Talk, rest: str) -> None:
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(no_wrap=True)
    for command in COMMANDS.values():
        table.add_row(f"/{command.name}", command.summary)
    terminal.show(talk.console, table)


async def _quit(talk: Talk, rest: str) -> None:
    raise Quit


COMMANDS = {
    command.name: command
    for command in (
        Command("ask", "answer a question; a line without a command is one too", _ask),
        Command(
            "search",
            'find sentences: words, "a phrase", -without, this OR that, '
            "speaker: publisher: title: after: before:",
            _search,
        ),
        Command("quote", "who said it, about what: /quote by: NAME about: WORDS", quote),
        Command("whosaid", "compare words with what was said: exact, altered or not", whosaid),
        Command("speakers", "who is quoted; /speakers NAME is a card", speakers),
        Command("more", "further sentences for the last question", _more),
        Command("context", "the sentences around an answer: /context 2", _context),
        Command("why", "why these sentences; /why TITLE or ID: why not that article", _why),
        Command("verify", "check a proof id: /verify 04H6R-0W8EX-QG", _verify),
        Command("usage", "how much was asked in the last 30 days", _usage),
        Command("articles", "the articles that are searched", _articles),
        Command(
            "briefing", "what a briefing would tell of the last week: /briefing drones", _briefing
        ),
        Command("about", "what this is and what it promises", _about),
        Command("help", "this list", _help),
        Command("quit", "leave", _quit),
    )
}
_BARE = frozenset({"help", "quit", "more", "why", "context", "about", "articles"})
_ALSO = {"exit": "quit", "?": "help", "bye": "quit", "q": "quit"}


def command_and_rest(line: str) -> tuple[str, str]:
    """Return which command a line calls, and what stands behind its name.

    ``/name rest`` calls a command, as does the bare name of one that needs nothing behind it; any
    other line is a question.
    """
    word, _, rest = line.partition(" ")
    name = word.removeprefix("/").lower()
    name = _ALSO.get(name, name)
    if word.startswith("/"):
        return (name, rest.strip()) if name in COMMANDS else ("help", "")
    if name in _BARE and (not rest or (name == "context" and rest.strip().isdecimal())):
        return name, rest.strip()
    return "ask", line
