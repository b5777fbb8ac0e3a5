import json

import pytest

from bot.bootstrap import open_app
from bot.services.usage import Asker

ANN = 123456789012345678


@pytest.fixture
async def app(make_settings):
    async with open_app(make_settings()) as app:
        yield app


async def test_what_is_waiting_to_be_written_is_shown_and_deleted(app):
    async with app.usage.record("ask", Asker(7, ANN)):
        pass
    held = await app.privacy.show(ANN)
    assert {h.name: h.count for h in held.holdings}["usage"] == 1
    async with app.usage.record("ask", Asker(7, ANN)):
        pass
    await app.privacy.delete(ANN)
    assert (await app.privacy.show(ANN)).is_nothing


async def test_what_is_in_memory_is_forgotten_too(app):
    forgotten = []
    app.privacy.also(forgotten.append)
    await app.privacy.delete(ANN)
    assert forgotten == [ANN]


async def test_an_export_without_anything_is_still_an_answer(app):
    told = json.loads(await app.privacy.export(ANN))
    assert told["opted_out"] is False
    assert told["usage"] == []
