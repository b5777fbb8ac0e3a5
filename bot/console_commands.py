"""What can be said to the console: a table of commands, each a name, a summary and what it does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from bot import terminal, terminal_briefing, terminal_trust, terminal_usage
from bot.console_quotes import quote, speakers, whosaid
from bot.errors import ArticleMissing
from bot.services.quoting.correcting import describe_correction
from bot.services.subscribing import followed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.console_talk import Talk
_ABOUT = (
    "Attribune answers from the articles in their own words. Every answer is a slice of an "
    "article, character for character, with its citation and a proof id. When nothing answers, it "
    "says so."
)
_PRIVACY = (
    "The usage log counts what is asked here without saying by whom, and the conversation is "
    "forgotten when you leave; the lines you typed stay in console.history beside the database. "
    "`attribune privacy` shows, exports and deletes what is stored about people on Discord."
)


class Quit(Exception):
    """The person leaves."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command of the console."""

    name: str
    summary: str
    run: Callable[[Talk, str], Awaitable[None]]


async def _ask(talk: Talk, rest: str) -> None:
    await talk.say(rest)


async def _search(talk: Talk, rest: str) -> None:
    await talk.go_on_from(await talk.app.answering.search(rest), terminal.MOST_FOUND)


async def _more(talk: Talk, rest: str) -> None:
    talk.more()


async def _context(talk: Talk, rest: str) -> None:
    await talk.context(int(rest) if rest.isdecimal() else 1)


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


async def _feeds(talk: Talk, rest: str) -> None:
    terminal.show(talk.console, terminal.feeds(await talk.app.collection.feeds.all()))


async def _corrections(talk: Talk, rest: str) -> None:
    made = await talk.app.correcting.listed()
    lines = [f"{one.id:>4}  {describe_correction(one)}" for one in made]
    talk.tell("\n".join(lines) or "Nothing was put right yet.")


async def _privacy(talk: Talk, rest: str) -> None:
    talk.tell(_PRIVACY)


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
        Command("ask", "answer a question; a line without a command is one, or goes on", _ask),
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
        Command("feeds", "where new articles come from, and how that fares", _feeds),
        Command("corrections", "who was put right as a speaker", _corrections),
        Command("privacy", "what is stored about you here", _privacy),
        Command("about", "what this is and what it promises", _about),
        Command("help", "this list", _help),
        Command("quit", "leave", _quit),
    )
}
_BARE = frozenset({"help", "quit", "more", "context", "about", "articles"})
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
