"""Dialogues over the shipped articles, each turn with what it must be understood as."""

import json
from pathlib import Path

import pytest

from bot.bootstrap import open_app
from bot.services.answers import Answer, Cited
from bot.services.conversing import REMEMBERED, Conversing, Place
from corpus.segment import sentence_spans

DIALOGUES = Path(__file__).parents[2] / "corpus" / "conversation" / "dialogues.jsonl"
HERE = Place(1, 2)


@pytest.fixture
async def app(make_settings, clock):
    async with open_app(make_settings(), clock=clock) as app:
        yield app


class Prompter:
    """Answers with the sentence of the articles that the dialogue says was shown."""

    def __init__(self, library):
        self.shown = None
        self._library = library
        self._hits = [self._hit(ordinal) for ordinal in range(len(library))]

    def _hit(self, ordinal, start=0):
        version = self._library.version_at(ordinal)
        text = version.article.text
        span = next(span for span in sentence_spans(text) if span.end > start)
        return Cited(1, version, span, 1.0, (), 1, 1, "")

    async def answer(self, question, k=3):
        hits = self._hits
        if self.shown:
            texts = [hit.version.article.text for hit in hits]
            ordinal = next(n for n, text in enumerate(texts) if self.shown in text)
            hits = [self._hit(ordinal, texts[ordinal].index(self.shown)), *hits]
        return Answer(question, "fact", bool(self.shown), 0.5, tuple(hits))


async def understood(conversing, prompter, turn):
    prompter.shown = turn.get("shown")
    reply = await conversing.reply(HERE, turn["say"])
    found = {**turn, "act": str(reply.act)}
    if "question" in turn:
        found["question"] = reply.answer.question
    return found


async def test_every_dialogue_is_understood(app):
    dialogues = [json.loads(line) for line in DIALOGUES.read_text(encoding="utf-8").splitlines()]
    assert len(dialogues) >= 40
    wrong = []
    for dialogue in dialogues:
        prompter = Prompter(app.library)
        conversing = Conversing(prompter, app.clock)
        for turn in dialogue["turns"]:
            found = await understood(conversing, prompter, turn)
            if found != turn:
                wrong.append((dialogue["name"], found))
    assert wrong == []


async def test_who_else_leaves_out_what_was_shown(app, monkeypatch):
    found = await app.answering.search("Russia Ukraine")

    async def answer(_):
        return found

    monkeypatch.setattr(app.answering, "answer", answer)
    first = await app.conversing.reply(HERE, "Who met Putin?")
    second = await app.conversing.reply(HERE, "who else?")
    assert second.answer.hits[0].text == first.answer.hits[3].text
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
