"""The console: a chat in the terminal that takes the slash commands and plain questions."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import Completer, Completion
from prompt_toolkit.formatted_text import ANSI
from prompt_toolkit.history import FileHistory, InMemoryHistory
from prompt_toolkit.patch_stdout import patch_stdout

from bot import terminal
from bot.console_commands import COMMANDS, Quit, command_and_rest
from bot.console_talk import Talk
from bot.errors import AttribuneError
from bot.services.harmless import harmless
from bot.services.usage import Asker

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Iterable
    from pathlib import Path

    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document
    from prompt_toolkit.history import History

    from bot.bootstrap import App

_GREETING = (
    "Ask a question about {count} articles, or type /help. Tab completes; Ctrl-D or `quit` leaves."
)
_PROMPT = ANSI("\x1b[1m›\x1b[0m ")


async def converse(app: App) -> None:
    """Talk until the person leaves, or standard input ends."""
    console = terminal.make_console()
    talk = Talk(app, console)
    if not (sys.stdin.isatty() and console.is_terminal):
        async for line in _piped_lines():
            if not await answer_line(talk, line):
                return
        return
    console.print(_GREETING.format(count=len(app.library)), style="dim")
    session: PromptSession[str] = PromptSession(
        _PROMPT,
        history=_history(app.settings.attribune_data / "console.history"),
        completer=_Completer(talk),
        complete_while_typing=False,
    )
    await _talk_at_terminal(session, talk)


async def _talk_at_terminal(session: PromptSession[str], talk: Talk) -> None:
    while True:
        try:
            with patch_stdout(raw=True):
                line = await session.prompt_async()
        except KeyboardInterrupt:  # as in a shell: it clears the line
            continue
        except EOFError:
            return
        if not await answer_line(talk, line):
            return


async def answer_line(talk: Talk, line: str) -> bool:
    """Answer one line; tell whether the person stays. Whatever goes wrong is one sentence."""
    line = line.strip()
    if not line:
        return True
    name, rest = command_and_rest(line)
    try:
        async with talk.app.usage.record(f"console {name}", Asker(), line) as outcome:
            await COMMANDS[name].run(talk, rest)
            outcome.name = talk.outcome
    except Quit:
        return False
    except AttribuneError as error:
        talk.console.print(harmless(str(error)))
    except Exception as error:  # a person is shown no trace, and stays
        talk.console.print(f"That failed ({type(error).__name__}). Please try something else.")
    return True


async def _piped_lines() -> AsyncIterator[str]:
    while line := await asyncio.to_thread(sys.stdin.readline):
        yield line


def _history(path: Path) -> History:
    """Return the history kept beside the database, or none where that cannot be written."""
    try:
        path.touch(mode=0o600)
    except OSError:
        return InMemoryHistory()
    return FileHistory(str(path))


@dataclass
class _Completer(Completer):
    """Completes commands, and the words of the articles."""

    talk: Talk
    _names: list[str] = field(default_factory=lambda: [f"/{name}" for name in COMMANDS])

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterable[Completion]:
        """Nothing: completing waits for the articles, see `get_completions_async`."""
        return []

    async def get_completions_async(
        self, document: Document, complete_event: CompleteEvent
    ) -> AsyncGenerator[Completion, None]:
        """Yield what the line may go on with."""
        typed = document.text_before_cursor
        if typed.startswith("/") and " " not in typed:
            for name in self._names:
                if name.startswith(typed):
                    summary = COMMANDS[name[1:]].summary
                    yield Completion(name, -len(typed), display_meta=summary)
            return
        for whole in (await self.talk.app.completing.query(typed))[1:]:
            yield Completion(whole, -len(typed), display=whole.rsplit(" ", 1)[-1])
