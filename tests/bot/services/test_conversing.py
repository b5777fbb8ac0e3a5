"""Dialogues over the shipped articles, each turn with what it must be understood as."""

import json
from pathlib import Path

import pytest

from bot.bootstrap import open_app
from bot.services.conversing import REMEMBERED, Conversing, Place

DIALOGUES = Path(__file__).parents[2] / "corpus" / "conversation" / "dialogues.jsonl"
HERE = Place(1, 2)


@pytest.fixture
async def app(make_settings, clock):
    async with open_app(make_settings(), clock=clock) as app:
        yield app


async def understood(conversing, turn):
    reply = await conversing.reply(HERE, turn["say"])
    found = {"say": turn["say"], "act": str(reply.act)}
    if "question" in turn:
        found["question"] = reply.answer.question
    return found


async def test_every_dialogue_is_understood(app):
    dialogues = [json.loads(line) for line in DIALOGUES.read_text(encoding="utf-8").splitlines()]
    assert len(dialogues) >= 40
    wrong = []
    for dialogue in dialogues:
        conversing = Conversing(app.answering, app.clock)
        for turn in dialogue["turns"]:
            found = await understood(conversing, turn)
            if found != turn:
                wrong.append((dialogue["name"], found))
    assert wrong == []


async def test_who_else_leaves_out_what_was_shown(app):
    first = await app.conversing.reply(HERE, "Who met President Putin in Moscow?")
    assert "Macron" in first.answer.hits[0].text
    second = await app.conversing.reply(HERE, "who else?")
    shown = {hit.proof for hit in first.answer.hits[:3]}
    assert shown.isdisjoint(hit.proof for hit in second.answer.hits)
    assert [hit.rank for hit in second.answer.hits[:2]] == [1, 2]


async def test_what_was_taken_over_is_told(app):
    await app.conversing.reply(HERE, "What did Ben Wallace say about Poland?")
    reply = await app.conversing.reply(HERE, "and about Nato?")
    assert reply.about == ("Ben Wallace", "Nato")


async def test_it_is_forgotten_in_time_and_on_demand(app, clock):
    for forget in (lambda: clock.move(seconds=REMEMBERED.total_seconds()), forget_two(app)):
        await app.conversing.reply(HERE, "What did Ben Wallace say about Poland?")
        forget()
        assert (await app.conversing.reply(HERE, "why?")).answer is None


def forget_two(app):
    return lambda: app.conversing.forget(HERE.user_id)


async def test_an_exchange_can_be_taken_back(app):
    await app.conversing.reply(HERE, "What did Ben Wallace say about Poland?")
    await app.conversing.reply(HERE, "When was Crimea annexed?")
    app.conversing.undo(HERE)
    reply = await app.conversing.reply(HERE, "and about Nato?")
    assert reply.answer.question == "What did Ben Wallace say about Nato?"


async def test_it_goes_on_from_a_text_that_is_replied_to(app):
    app.conversing.read(HERE, "Defence Secretary Ben Wallace spoke. Liz Truss did not.")
    reply = await app.conversing.reply(HERE, "what did he say about Nato?")
    assert reply.answer.question == "what did Ben Wallace say about Nato?"
