"""A person's command or click, and what the bot answers to it."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from tests.loopback.limits import check_body
from tests.loopback.world import Message, Refusal

THINKING = 5
DEFERS = {THINKING, 6}
EPHEMERAL, LOADING = 1 << 6, 1 << 7
ANSWER_WITHIN_S, FOLLOW_WITHIN_S = 3.0, 900.0


@dataclass(eq=False)
class Interaction:
    """One interaction; `answered` is set when a person would see the answer."""

    world: Any
    token: str
    channel: Any
    user: Any
    source: Any = None  # the message whose component was clicked
    kind: int | None = None
    choices: list = field(default_factory=list)
    modal: dict | None = None
    original: Message | None = None
    follow_ups: list = field(default_factory=list)
    acknowledged: asyncio.Event = field(default_factory=asyncio.Event)
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    sent_at: float = 0.0
    took_s: float | None = None  # until it was acknowledged
    answered_s: float | None = None  # until its person saw the answer

    def __post_init__(self):
        self.sent_at = self.world.clock()

    @property
    def is_thinking(self):
        """Whether its person looks at "thinking…"."""
        return self.kind == THINKING and not self.answered.is_set()

    async def respond(self, body):
        self.demand_within(ANSWER_WITHIN_S, Refusal(404, 10062, "Unknown interaction"))
        if self.kind is not None:
            raise Refusal(400, 40060, "Interaction has already been acknowledged.")
        self.kind, data = body["type"], body.get("data") or {}
        if self.kind in {4, 7}:
            check_body(data)
        self.choices, self.modal = data.get("choices", []), data if self.kind == 9 else None
        self.original = self._message(data)
        self.took_s = self.world.clock() - self.sent_at
        self.acknowledged.set()
        if self.kind not in DEFERS:
            self.settle()
        return self._callback()

    def demand_within(self, most_s, refusal):
        if self.world.clock() - self.sent_at > most_s:
            raise refusal

    def _message(self, data):
        if self.kind in {6, 7}:
            if self.kind == 7:
                self.source.body = {**self.source.body, **data}
            return self.source
        return self._keep(data) if self.kind in {4, 5} else None

    def _keep(self, data):
        world = self.world
        message = Message(world.new_id(), self.channel, world.me, data, world.clock())
        message.interaction = self.token
        if self.kind == THINKING and self.original is None:
            message.flags |= LOADING
        if not (data.get("flags") or 0) & EPHEMERAL:
            self.channel.messages[message.id] = message
        return message

    def _callback(self):
        answer = {"interaction": {"id": "1", "type": 2, "response_message_loading": False}}
        if self.original is not None:
            answer["interaction"]["response_message_id"] = str(self.original.id)
            answer["resource"] = {"type": self.kind, "message": self.original.payload()}
        return answer

    def follow_up(self, body):
        if self.kind is None:
            raise Refusal(404, 10015, "Unknown Webhook")
        self.demand_within(FOLLOW_WITHIN_S, Refusal(401, 50027, "Invalid Webhook Token"))
        if self.is_thinking:
            self.settle()
            self.original.body = {**self.original.body, **body}
            return self.original
        self.follow_ups.append(self._keep(body))
        return self.follow_ups[-1]

    def settle(self):
        """Note that its person sees the answer."""
        if self.original is not None:
            self.original.flags &= ~LOADING
        if not self.answered.is_set():
            self.answered_s = self.world.clock() - self.sent_at
        self.answered.set()

    def message(self, message_id):
        if message_id == "@original":
            if self.original is None:
                raise Refusal(404, 10008, "Unknown Message")
            return self.original
        kept = [m for m in [self.original, *self.follow_ups] if m and str(m.id) == message_id]
        if not kept:
            raise Refusal(404, 10008, "Unknown Message")
        return kept[0]
