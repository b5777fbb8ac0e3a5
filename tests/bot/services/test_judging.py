import pytest

from bot.bootstrap import open_app
from bot.rows_trust import labelled_row
from bot.services.judging import NotKept
from bot.services.usage import Asker

ANN, BEN = Asker(7, 1), Asker(7, 2)


@pytest.fixture
async def app(make_settings):
    async with open_app(make_settings()) as app:
        yield app


@pytest.fixture
async def shown_id(app):
    answer = await app.answering.answer("When was Crimea annexed?")
    return await app.remembering.keep("ask", answer, app.usage.person(1))


async def test_a_judgement_is_exported_as_a_labelled_question(app, shown_id):
    await app.judging.judge(shown_id, ANN, is_right=True)
    await app.judging.judge(shown_id, BEN, is_right=False)
    rows = [labelled_row(labelled) for labelled in await app.judging.labelled()]
    assert [(row["question"], row["label"]) for row in rows] == [
        ("When was Crimea annexed?", "right"),
        ("When was Crimea annexed?", "wrong"),
    ]
    assert 1 <= len(rows[0]["answers"]) <= 3
    assert app.usage.person(1) not in str(rows)


async def test_the_last_word_counts(app, shown_id):
    await app.judging.judge(shown_id, ANN, is_right=True)
    await app.judging.judge(shown_id, ANN, is_right=False)
    (labelled,) = await app.judging.labelled()
    assert not labelled.judgement.is_right


async def test_an_expired_answer_cannot_be_judged(app):
    with pytest.raises(NotKept):
        await app.judging.judge("0" * 12, ANN, is_right=True)
