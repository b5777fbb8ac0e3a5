"""One conversation at the console: what was answered last, and what follow-ups mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from bot import terminal
from bot.errors import AttribuneError
from bot.services.conversing import Act, Place
from bot.services.harmless import one_line
from bot.services.small_talk import SAID

if TYPE_CHECKING:
    from rich.console import Console

    from bot.bootstrap import App
    from bot.services.answers import Answer
    from bot.services.conversing import Reply

_HERE = Place(0, 0)  # there is one person and one place


class Talk:
    """Where it is shown, and the last answer, for `more`, `/why` and `context`."""

    def __init__(self, app: App, console: Console) -> None:
        self.app = app
        self.console = console
        self.last: Answer | None = None
        self.shown = 0
        self.outcome = "answered"

    async def say(self, text: str) -> None:
        """Answer what was said, understood from what was said before."""
        reply = await self.app.conversing.reply(_HERE, text)
        if reply.act is Act.MORE:
            self.more()
        elif reply.act is Act.CONTEXT:
            await self.context(1)
        elif reply.answer is None:
            self.outcome = str(reply.act)
            self.tell(SAID[reply.act])
        else:
            self.answer(reply.answer, terminal.MOST_ANSWERS)
            self._tell_about(reply)

    async def go_on_from(self, found: Answer, most: int) -> None:
        """Show an answer that a command gave, and let what is said next go on from it."""
        self.answer(found, most)
        await self.note(found)

    async def note(self, found: Answer) -> None:
        """Let what is said next go on from an answer that is shown in another way."""
        await self.app.conversing.remember(_HERE, found)

    def answer(self, found: Answer, most: int) -> None:
        """Show an answer and remember it."""
        self.last = found
        self.shown = min(most, found.close) if found.answered and found.kind != "search" else most
        self.outcome = "answered" if found.answered else "abstained"
        terminal.show(self.console, terminal.answer(found, most))

    def more(self) -> None:
        """Show what further sentences there are.

        Raises:
            AttribuneError: there are none.
        """
        last = self.last_with_hits()
        step = terminal.MOST_FOUND if last.kind == "search" else terminal.MOST_ANSWERS
        further = last.hits[self.shown : self.shown + step]
        if not further:
            raise AttribuneError(SAID[Act.MORE])
        self.shown += step
        for hit in further:
            terminal.show(self.console, terminal.cited(hit))

    async def context(self, number: int) -> None:
        """Show the sentences around one that was shown.

        Raises:
            AttribuneError: there is none of that number.
        """
        last = self.last_with_hits()
        if not 1 <= number <= len(last.hits):
            raise AttribuneError(f"There are {len(last.hits)} sentences to choose from.")
        hit = last.hits[number - 1]
        around = await self.app.answering.context(hit.version.version_id, hit.span)
        terminal.show(self.console, terminal.context(around))

    def last_with_hits(self) -> Answer:
        """Return the last answer.

        Raises:
            AttribuneError: nothing has been found yet.
        """
        if self.last is None or not self.last.hits:
            raise AttribuneError("Ask something first.")
        return self.last

    def tell(self, text: str, style: str = "") -> None:
        """Show some words of the bot's own."""
        terminal.show(self.console, Text(text, style=style))

    def _tell_about(self, reply: Reply) -> None:
        """Show what was taken from the conversation, so that a wrong guess is seen."""
        if reply.about:
            self.tell(f"about: {' · '.join(map(one_line, reply.about))}", "dim")
