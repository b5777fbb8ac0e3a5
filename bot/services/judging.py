"""What people say of answers: right or wrong; and their export as labelled questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import AttribuneError
from bot.storage.feedback import Judgement

if TYPE_CHECKING:
    from datetime import timedelta

    from bot.services.loops import Clock
    from bot.services.usage import Asker, Usage
    from bot.storage.articles import ArticleStore
    from bot.storage.feedback import FeedbackStore
    from bot.storage.shown import ShownStore
    from corpus.models import ArticleVersion, Span

_MOST_HITS = 3


class NotKept(AttribuneError):
    """Nothing may be kept of the person, or the answer has expired."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question with what people said of the answer to it.

    Attributes:
        judgement: Who is left out; what was asked, and whether the answer was found right.
        slices: The slices that were shown, best first.
    """

    judgement: Judgement
    slices: tuple[tuple[ArticleVersion, Span], ...]


class Judging:
    """Keeps judgements and exports them."""

    def __init__(
        self,
        feedback: FeedbackStore,
        shown: ShownStore,
        articles: ArticleStore,
        usage: Usage,
        clock: Clock,
    ) -> None:
        self._feedback = feedback
        self._shown = shown
        self._articles = articles
        self._usage = usage
        self._clock = clock

    async def judge(self, shown_id: str, asker: Asker, *, is_right: bool) -> None:
        """Keep what a person says of an answer, in the place of what they said of it before.

        Raises:
            NotKept: the person has opted out, or the answer has expired.
        """
        person = self._usage.person(asker.user_id)
        if person is None:
            raise NotKept(
                "You have opted out, so I keep nothing of what you say. Thank you anyway."
            )
        shown = await self._shown.get(shown_id)
        if shown is None:
            raise NotKept("This answer is too old to be judged. Please ask again.")
        judgement = Judgement(
            at=self._clock(),
            shown_id=shown_id,
            person=person,
            guild_id=asker.guild_id,
            is_right=is_right,
            command=shown.command,
            question=shown.query,
            answered=bool(shown.verdict["answered"]),
            hits=shown.hits[:_MOST_HITS],
            asker=shown.person,
        )
        await self._feedback.add(judgement)

    async def labelled(self) -> list[Labelled]:
        """Return every judged question, oldest first."""
        found = []
        for judgement in await self._feedback.list():
            kept = [(await self._articles.version(h.version_id), h.span) for h in judgement.hits]
            slices = tuple((version, span) for version, span in kept if version is not None)
            found.append(Labelled(judgement, slices))
        return found

    async def expire(self, *, keep: timedelta) -> None:
        """Delete the judgements that are older than that."""
        await self._feedback.prune(before=self._clock() - keep)
