import pytest

from bot.bootstrap import open_app

SAID = "The harbour of Ardley will close on 4 May."


class Corrector:
    def __init__(self):
        self.corrected = []

    async def correct(self, amendment):
        self.corrected.append((amendment.message_id, [p.text for p in amendment.changes]))


@pytest.fixture
def write(write_articles):
    return lambda said: write_articles(harbour=f"---\ntitle: Harbour\n---\n\n{said} Fine.\n")


@pytest.fixture
async def app(make_settings, write):
    async with open_app(make_settings(attribune_articles=write(SAID))) as app:
        app.amending.corrector = Corrector()
        yield app


async def test_only_messages_that_are_known_are_corrected_and_only_once(app, write):
    answer = await app.answering.answer("When will the harbour of Ardley close?")
    for message_id in (7, None):
        id_ = await app.remembering.keep("ask", answer, "somebody")
        if message_id:
            await app.remembering.sent(id_, 1, message_id)
    await app.amending.step()
    for day in ("5 May", "6 May"):
        write(SAID.replace("4 May", day))
        await app.collection.folder.sync()
        await app.amending.step()
    assert app.amending.corrector.corrected == [(7, [SAID])]
