"""What may go wrong between Discord and the bot, a case each. `QUICK` ones run with the tests."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import product

from tests.loopback.ordeal import QUESTION, Ordeal
from tests.loopback.server import custom_ids, until

CALLBACK = ("POST", "/interactions/*/callback")
FOLLOW_UP = ("POST", "/webhooks/*")
POST = ("POST", "/channels/*/messages")
RESUMED = [1000, 1001, 1002, 1003, 1006, 1008, 1011, 1012, 4000, 4001, 4002, 4003, 4005, 4008]
FORGOTTEN = [4007, 4009]  # the session is gone: a new one is begun
FOR_GOOD = [4004, 4012, 4013, 4014]


@dataclass(frozen=True)
class Case:
    """A fault and what people do meanwhile.

    `unanswered` cases are those where Discord itself keeps an answer from a person.
    """

    name: str
    run: Callable[[Ordeal], Awaitable[None]]
    unanswered: bool = False


def drop(code):
    async def run(ordeal):
        gateway = ordeal.discord.gateway
        if code in FORGOTTEN:
            gateway.sessions.clear()
        await gateway.drop(code)
        await until(lambda: not gateway.open_sessions())
        await gateway.connected()

    return Case(f"the gateway closes with {code}", run)


async def end_session(ordeal):
    before = ordeal.discord.gateway.identifies
    await ordeal.discord.gateway.invalidate()
    await until(lambda: ordeal.discord.gateway.identifies > before)


async def pause_session(ordeal):
    before = ordeal.discord.gateway.resumes
    await ordeal.discord.gateway.invalidate(resumable=True)
    await until(lambda: ordeal.discord.gateway.resumes > before)


async def reconnect(ordeal):
    before = ordeal.discord.gateway.resumes
    await ordeal.discord.gateway.ask_to_reconnect()
    await until(lambda: ordeal.discord.gateway.resumes > before)


async def miss_heartbeats(ordeal):
    gateway = ordeal.discord.gateway
    before, gateway.is_deaf = gateway.resumes + gateway.identifies, True
    await until(lambda: gateway.resumes + gateway.identifies > before)
    gateway.is_deaf = False


async def lose_gateway(ordeal):
    await ordeal.discord.gateway.lose()
    await asyncio.sleep(4)
    ordeal.discord.gateway.is_away = False
    await ordeal.discord.gateway.connected()


async def kick_and_invite(ordeal):
    gateway = ordeal.discord.gateway
    await gateway.kick(ordeal.guild)
    await asyncio.sleep(0.1)
    await gateway.invite(ordeal.guild)


FAULTS = {
    "a route's 429": lambda faults, route: faults.too_many(*route, retry_after=0.3),
    "a global 429": lambda faults, route: faults.too_many(*route, retry_after=0.3, is_global=True),
    "500": lambda faults, route: faults.answer(*route, 500),
    "502": lambda faults, route: faults.answer(*route, 502),
    "503 twice": lambda faults, route: faults.answer(*route, 503, times=2),
    "a cut connection": lambda faults, route: faults.lose_request(*route, times=2),
    "a lost answer": lambda faults, route: faults.lose_answer(*route),
    "a slow answer": lambda faults, route: slow(faults, route, after=True),
    "a slow request": lambda faults, route: slow(faults, route, after=False),
}


def slow(faults, route, *, after):
    async def act(_request, _response):
        await asyncio.sleep(1.5)

    faults.order(*route, act, after=after)


async def asking(ordeal, order):
    order(ordeal.discord.faults)
    asked = await ordeal.ask()
    await asked.answered.wait()
    assert len(asked.follow_ups) == 0, "the answer came twice"


async def clicking(ordeal, order):
    shown = await ordeal.answered()
    order(ordeal.discord.faults)
    clicked = await ordeal.click(shown)
    await clicked.answered.wait()


async def completing(ordeal, order):
    order(ordeal.discord.faults)
    completed = await ordeal.complete()
    await completed.answered.wait()


async def chatting(ordeal, order):
    order(ordeal.discord.faults)
    before = await ordeal.chat()
    messages = ordeal.discord.messages
    await until(lambda: len(messages(ordeal.news)) > before)
    await asyncio.sleep(0.2)
    assert len(messages(ordeal.news)) == before + 1, "the answer came twice"


DOINGS = {
    "acknowledging a command": (asking, CALLBACK),
    "answering a command": (asking, FOLLOW_UP),
    "answering a click": (clicking, CALLBACK),
    "completing an option": (completing, CALLBACK),
    "answering a mention": (chatting, POST),
}


def at(doing, fault):
    act, route = DOINGS[doing]
    return Case(f"{doing}: {fault}", lambda o: act(o, lambda faults: FAULTS[fault](faults, route)))


async def unknown_interaction(ordeal):
    ordeal.discord.faults.answer(*CALLBACK, 404, code=10062)
    await ordeal.ask()
    await until(lambda: CALLBACK[0] == ordeal.discord.rest.seen[-1][0])


async def acknowledged_elsewhere(ordeal):
    asked = await ordeal.ask()
    await asked.respond({"type": 4, "data": {"content": "another process was faster"}})
    await asyncio.sleep(0.3)


async def double_click(ordeal):
    shown = await ordeal.answered()
    clicks = [await ordeal.click(shown) for _ in range(2)]
    clicks.append(await ordeal.click(shown, who=ordeal.bob))
    await asyncio.gather(*(clicked.answered.wait() for clicked in clicks))


async def forged_click(ordeal):
    shown = await ordeal.answered()
    real = next(custom_ids(shown))
    for forged in (real.replace("at1:", "at9:"), real + "0", "at1:", "x" * 100, real[:-4]):
        clicked = await ordeal.discord.click(ordeal.bob, shown, forged)
        ordeal.asked.append(clicked)
        await clicked.answered.wait()


async def many_at_once(ordeal):
    asked = [await ordeal.ask(f"{QUESTION} {n}") for n in range(40)]
    await asyncio.gather(*(one.answered.wait() for one in asked))


CASES = {
    case.name: case
    for case in [
        *map(drop, RESUMED + FORGOTTEN),
        Case("the session is invalid", end_session),
        Case("the session is invalid for now", pause_session),
        Case("Discord asks to reconnect", reconnect),
        Case("heartbeats are not answered", miss_heartbeats),
        Case("the gateway is away for a while", lose_gateway),
        Case("kicked from a server and invited back", kick_and_invite),
        *(at(doing, fault) for doing, fault in product(DOINGS, FAULTS)),
        Case("an unknown interaction (10062)", unknown_interaction, unanswered=True),
        Case("acknowledged elsewhere (40060)", acknowledged_elsewhere),
        Case("double clicks", double_click),
        Case("forged buttons", forged_click),
        Case("forty questions at once", many_at_once),
    ]
}
QUICK = [
    "kicked from a server and invited back",
    "the gateway closes with 1006",
    "the session is invalid",
    "acknowledging a command: a lost answer",
    "acknowledging a command: 503 twice",
    "answering a command: a lost answer",
    "answering a command: a cut connection",
    "answering a click: a lost answer",
    "answering a mention: a lost answer",
    "an unknown interaction (10062)",
    "acknowledged elsewhere (40060)",
    "double clicks",
    "forged buttons",
]
