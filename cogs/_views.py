"""Messages with buttons that outlive a restart: their state is in the custom_id and the store."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, Protocol, Self

import discord
from discord import ui

from bot.errors import AttribuneError
from bot.services.computing import computed
from bot.services.quoting.again import CONDITIONS, asked_again
from bot.services.quoting.answers import ABOUT_WORDS, found_answer
from bot.services.usage import Asker
from cogs._amending import add_corrections
from cogs._asking_on import AskOnButton
from cogs._choosing import WhoMenu
from cogs._correcting import CorrectButton
from cogs._feedback import feedback_buttons
from cogs._items import Pressed
from cogs._messages import first_text
from cogs._quotes import before_text
from cogs._render import CITATION, MOST_TEXT, answer_texts, pages, question_in, why_texts
from cogs._watching import WatchButton

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from bot.services.amending import Amending
    from bot.services.answering import Answering
    from bot.services.answers import Answer, Context
    from bot.services.browsing import Browsing
    from bot.services.completing import Completing
    from bot.services.desk import Desk
    from bot.services.quoting.before import SaidBefore
    from bot.services.quoting.models import Quoted
    from bot.services.quoting.quoting import Quoting
    from bot.services.remembering import Remembering
    from bot.services.usage import Usage
    from cogs._render import Piece
    from corpus.models import Span

Interaction = discord.Interaction[Any]
Action = Literal["context", "page", "why", "share", "before"]
_COMMANDS = {"a": "ask", "s": "search"}
_ANSWERED = discord.Colour(0x2E7D5B)
_NOT_ANSWERED = discord.Colour(0x8A8F98)
_INLINE = 2  # earlier statements that `/whosaid` shows at once
_SPARE = 200  # characters left for what else is added
_IN_A_ROW = 5


class Services(Protocol):
    """What the buttons need of the bot."""

    amending: Amending
    answering: Answering
    browsing: Browsing
    quoting: Quoting
    said_before: SaidBefore
    completing: Completing
    remembering: Remembering
    desk: Desk
    usage: Usage


@dataclass(frozen=True, slots=True)
class State:
    """What a button knows: which answer, which page, whether its context is open.

    Attributes:
        command: ``ask`` or ``search``.
        id: The kept answer's id.
        page: Which page is shown, from 0.
        has_context: Whether the sentences around are shown.
        is_private: Whether only the asker sees the message.
        conditions: What a look-up of quotations asks for beside its words; empty for a question.
    """

    command: str
    id: str
    page: int = 0
    has_context: bool = False
    is_private: bool = False
    conditions: str = ""

    def custom_id(self, action: Action) -> str:
        """Return the custom_id of a button that does something with this state."""
        flags = f"{int(self.has_context)}{int(self.is_private)}"
        more = f":{self.conditions}" if self.conditions else ""
        return f"at1:{action}:{self.command[0]}:{self.id}:{self.page}:{flags}{more}"


class AnswerButton(
    Pressed,
    ui.DynamicItem[ui.Button[Any]],
    template=r"at1:(?P<action>context|page|why|share|before):(?P<command>[as]):(?P<id>[0-9a-f]{12})"
    r":(?P<page>\d{1,3}):(?P<flags>[01]{2})"
    rf"(?::(?P<conditions>{CONDITIONS}))?",
):
    """A button under an answer. Whatever it raises ends in one clear message."""

    def __init__(self, action: Action, state: State, *, label: str = "…") -> None:
        custom_id = state.custom_id(action)
        super().__init__(ui.Button(label=label, custom_id=custom_id))
        self.action = action
        self.state = state

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Return the button that a custom_id describes."""
        state = State(
            command=_COMMANDS[match["command"]],
            id=match["id"],
            page=int(match["page"]),
            has_context=match["flags"][0] == "1",
            is_private=match["flags"][1] == "1",
            conditions=match["conditions"] or "",
        )
        action: Any = match["action"]
        return cls(action, state)

    async def press(self, interaction: Interaction) -> None:
        """Do what the button is for."""
        services: Services = interaction.client
        asker = Asker(interaction.guild_id, interaction.user.id)
        async with services.usage.record(f"button {self.action}", asker):
            services.answering.turns.demand_room()
            await _press(services, interaction, self.action, self.state)


async def _press(
    services: Services, interaction: Interaction, action: Action, state: State
) -> None:
    recalled = await services.remembering.recall(state.id)
    if recalled is None:
        state, answer = await _ask_again(services, interaction, state)
        is_theirs = True
    else:
        shown, answer = recalled
        answer = await services.quoting.restored(answer)
        is_theirs = shown.person in {None, services.usage.person(interaction.user.id)}
    if action == "before":
        await _show_before(services, interaction, answer)
    elif action == "why":
        await _show_why(services, interaction, state, answer)
    elif action == "share":
        await _share(services, interaction, state, answer)
    elif is_theirs or state.is_private:
        view = await answer_view(services, answer, state)
        await interaction.response.edit_message(view=view, allowed_mentions=_NOBODY)
    else:
        view = await answer_view(services, answer, replace(state, is_private=True))
        await interaction.response.send_message(view=view, ephemeral=True)


_NOBODY = discord.AllowedMentions.none()


async def _ask_again(
    services: Services, interaction: Interaction, state: State
) -> tuple[State, Answer]:
    """Run an expired message's query again; its buttons work from then on."""
    question = question_in(first_text(interaction.message))
    if not question:
        raise AttribuneError("This message is too old for its buttons. Please ask again.")
    if state.conditions:
        asked = asked_again(question, state.conditions)
        answer = found_answer(await services.quoting.quote(asked))
    elif state.command == "search":
        answer = await services.answering.search(question)
    else:
        answer = await services.answering.answer(question)
    person = services.usage.person(interaction.user.id)
    id_ = await services.remembering.keep(state.command, answer, person)
    return replace(
        state, id=id_, page=min(state.page, len(pages(state.command, answer)) - 1)
    ), answer


async def _show_why(
    services: Services, interaction: Interaction, state: State, answer: Answer
) -> None:
    page = _page(state, answer)
    if not all(
        piece.hit.weights or piece.hit.said for piece in page
    ):  # weights are not kept: weigh again
        ask = services.answering.search if state.command == "search" else services.answering.answer
        answer = replace(answer, hits=(await ask(answer.question)).hits)
        fresh = {(h.version.version_id, h.span): h for h in answer.hits}
        keys = [(piece.hit.version.version_id, piece.hit.span) for piece in page]
        page = [replace(p, hit=fresh[k]) for p, k in zip(page, keys, strict=True) if k in fresh]
    if not page:
        raise AttribuneError("The articles have changed since then. Please ask again.")
    shown = [quoted for piece in page if piece.is_first for quoted in piece.hit.said]
    buttons: list[CorrectButton] = []
    if shown and await interaction.client.is_host(interaction.user):
        buttons = [CorrectButton.of(quoted, n) for n, quoted in enumerate(shown[:5], 1)]
    view = _layout(why_texts(answer, page), _ANSWERED, buttons)
    await interaction.response.send_message(view=view, ephemeral=True)


async def _show_before(services: Services, interaction: Interaction, answer: Answer) -> None:
    text = before_text(await _before(services, answer))
    if not text:
        raise AttribuneError("The articles have changed since then. Please ask again.")
    await interaction.response.send_message(view=_layout([text], _ANSWERED), ephemeral=True)


async def _before(services: Services, answer: Answer) -> Sequence[Quoted]:
    """Return what the speaker of the answer's first quotation said before."""
    if not answer.answered or answer.kind not in ABOUT_WORDS or not answer.hits:
        return ()
    return await services.said_before.best(answer.hits[0].said)


async def _share(
    services: Services, interaction: Interaction, state: State, answer: Answer
) -> None:
    public = replace(state, is_private=False)
    view = await answer_view(services, answer, public)
    sent = await interaction.response.send_message(view=view, allowed_mentions=_NOBODY)
    if sent.message_id is not None:
        await services.remembering.sent(state.id, interaction.channel_id, sent.message_id)


async def answer_view(services: Services, answer: Answer, state: State) -> ui.LayoutView:
    """Return the message that shows one page of a kept answer."""
    found = await computed(lambda: pages(state.command, answer))
    page = found[min(state.page, len(found) - 1)]
    contexts: dict[Span, Context] = {}
    if state.has_context:
        for piece in page:
            hit = piece.hit
            contexts[hit.span] = await services.answering.context(hit.version.version_id, hit.span)
    texts = answer_texts(answer, page, contexts)
    buttons = _buttons(state, len(found)) if answer.hits else []
    before = await _before(services, answer) if state.page == 0 else ()
    if before:
        buttons.insert(-1 if state.is_private else len(buttons), _before_button(state, len(before)))
        inline = before_text(before[:_INLINE], MOST_TEXT - sum(map(len, texts)) - _SPARE)
        texts += [inline] if answer.kind == "whosaid" and inline else []
    colour = _ANSWERED if answer.answered else _NOT_ANSWERED
    view = _layout(texts, colour, buttons[:_IN_A_ROW], further_buttons(answer, state))
    add_corrections(view, await services.amending.changes(p.hit for p in page if p.is_last))
    return view


def _before_button(state: State, count: int) -> AnswerButton:
    return AnswerButton("before", state, label=f"Said before ({count})")


def _page(state: State, answer: Answer) -> Sequence[Piece]:
    found = pages(state.command, answer)
    return found[min(state.page, len(found) - 1)]


def _buttons(state: State, count: int) -> list[AnswerButton]:
    last = count - 1
    around = replace(state, has_context=not state.has_context)
    label = "Less context" if state.has_context else "Context"
    buttons = [AnswerButton("context", around, label=label)]
    if state.page > 0:
        buttons.append(AnswerButton("page", replace(state, page=state.page - 1), label="Back"))
    if state.page < last:
        more = replace(state, page=state.page + 1)
        buttons.append(AnswerButton("page", more, label=f"More ({state.page + 2}/{last + 1})"))
    buttons.append(AnswerButton("why", state, label="Why?"))
    if state.is_private:
        buttons.append(AnswerButton("share", state, label="Share"))
    return buttons


def further_buttons(answer: Answer, state: State) -> list[ui.Item[Any]]:
    """Return the last row: what the person makes of it and what next, or who is meant."""
    if answer.said and answer.said.choices:
        return [WhoMenu("ask", is_private=state.is_private, known=answer.said.choices)]
    if state.command != "ask":
        return []
    buttons: list[ui.Item[Any]] = [*feedback_buttons(state.id)]
    if answer.answered:
        buttons.append(AskOnButton(state.id, is_private=state.is_private))
    else:
        buttons.append(WatchButton("ask", state.id))
    return buttons


def _layout(
    texts: Sequence[str], colour: discord.Colour, *rows: Sequence[ui.Item[Any]]
) -> ui.LayoutView:
    container: ui.Container[Any] = ui.Container(accent_colour=colour)
    for place, text in enumerate(texts):
        if place and not text.startswith(CITATION):  # which belongs to what it stands below
            container.add_item(ui.Separator(visible=place == 1))
        container.add_item(ui.TextDisplay(text))
    for buttons in filter(None, rows):
        container.add_item(ui.ActionRow(*buttons))
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    view.stop()  # its buttons live in their custom_ids: the library need not keep it
    return view


def text_view(texts: Sequence[str]) -> ui.LayoutView:
    """Return a message of texts alone."""
    return _layout(texts, _ANSWERED)
