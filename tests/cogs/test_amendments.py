import pytest

SAID = "The harbour of Ardley will close on 4 May, the council said."
ARTICLE = f"---\ntitle: Harbour\n---\n\nArdley is small. {SAID} Nobody objected to it.\n"


@pytest.fixture
async def world(open_world, write_articles):
    async with open_world(attribune_articles=write_articles(harbour=ARTICLE)) as world:
        yield world


@pytest.fixture
def rewrite(world, write_articles):
    async def rewrite(old, new):
        write_articles(harbour=ARTICLE.replace(old, new))
        await world.app.collection.folder.sync()
        await world.app.amending.step()

    return rewrite


async def ask(world, **options):
    await world.alice.slash(
        world.channel, "ask", question="When will the harbour of Ardley close?", **options
    )


def last(world, read):
    return "\n".join(read(world.channel.history()[-1]))


async def test_a_changed_sentence_is_corrected_once(world, read, rewrite):
    await ask(world)
    assert "Correction" not in last(world, read)
    await rewrite("4 May", "12 June")
    shown = last(world, read)
    assert SAID.split(" 4", maxsplit=1)[0].rsplit(maxsplit=1)[-1] in shown
    assert "the article says it differently since <t:" in shown
    assert "~~4 May,~~ **12 June,**" in shown
    before = len(world.env.http_requests)
    await rewrite("4 May", "13 June")
    assert "12 June" in last(world, read)
    assert not [r for r in world.env.http_requests[before:] if "PATCH" in str(r)]


async def test_the_correction_stays_when_a_button_shows_the_answer_anew(world, read, rewrite):
    await ask(world)
    await rewrite("4 May", "12 June")
    for label in ("Context", "Less context"):
        await world.alice.click(world.channel.history()[-1], label=label)
        assert "~~4 May,~~ **12 June,**" in last(world, read)


async def test_what_still_stands_is_left_alone(world, read, rewrite):
    await ask(world)
    await rewrite("Nobody objected to it.", "Everybody agreed with that.")
    assert "Correction" not in last(world, read)


async def test_a_removed_sentence_is_said_to_be_gone(world, read, rewrite):
    await ask(world)
    await rewrite(SAID, "")
    assert "the article no longer says it since" in last(world, read)


async def test_a_deleted_message_is_no_trouble(world, rewrite):
    await ask(world)
    await world.channel.last_message.delete()
    await rewrite("4 May", "12 June")


async def test_mentions_are_corrected_too(world, read, rewrite):
    question = f"<@{world.bot.user.id}> When will the harbour of Ardley close?"
    await world.alice.send(world.channel, question)
    await rewrite("4 May", "12 June")
    assert "Correction to `" in last(world, read)
