import pytest

from cogs._messages import line_asked
from tests.cogs.staging import staged, text_of, write_article


@pytest.fixture
async def briefed(tmp_path):
    """A channel just after its first briefing, and the briefing's message."""
    folder = tmp_path / "articles"
    folder.mkdir()
    write_article(folder, "Bridge to close", "The old bridge will close in March, they say.")
    async with staged(tmp_path / "data", folder) as stage:
        await stage.ann.slash(
            stage.news, "briefing subscribe", time="07:30", timezone="London", channel=stage.news
        )
        await stage.move(hours=8)
        yield stage, stage.news.last_message


async def reply(briefed, text):
    """Reply to the briefing; return the one answer."""
    stage, message = briefed
    before = len(stage.news.history())
    await stage.ann.send(stage.news, f"{stage.mention} {text}", reply_to=message)
    assert len(stage.news.history()) == before + 2
    return text_of(stage.news.last_message)


@pytest.mark.parametrize("text", ["1", "1?", "line 1, please", "Tell me more about no. 1!"])
async def test_a_line_is_read_on(briefed, text):
    assert "The old bridge will close in March" in await reply(briefed, text)


async def test_a_line_that_there_is_not_says_which_there_are(briefed):
    assert "no line 9" in await reply(briefed, "9")


@pytest.mark.parametrize("text", ["What happened on 12?", "", "1 2", "123", "in 2026", "1a"])
def test_what_asks_for_no_line(text):
    assert line_asked(text) is None


async def test_a_number_under_another_message_is_a_question(briefed):
    stage, _ = briefed
    await stage.ann.slash(stage.news, "ask", question="When will the old bridge close?")
    before = len(stage.news.history())
    answer = stage.news.last_message
    await stage.ann.send(stage.news, f"{stage.mention} 2", reply_to=answer)
    assert len(stage.news.history()) == before + 2


async def test_any_other_reply_is_a_question_to_the_articles(briefed):
    assert "The articles do not answer that" in await reply(briefed, "Who won the Eurovision?")
