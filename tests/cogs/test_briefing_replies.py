import pytest

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
    stage, message = briefed
    await stage.ann.send(stage.news, f"{stage.mention} {text}", reply_to=message)
    return text_of(stage.news.last_message)


@pytest.mark.parametrize("text", ["1", "1?", "line 1"])
async def test_a_line_is_read_on(briefed, text):
    assert "The old bridge will close in March" in await reply(briefed, text)


async def test_a_line_that_there_is_not_says_which_there_are(briefed):
    assert "no line 9" in await reply(briefed, "9")


async def test_any_other_reply_is_a_question_to_the_articles(briefed):
    assert "The articles do not answer that" in await reply(briefed, "Who won the Eurovision?")
