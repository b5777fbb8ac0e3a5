import re

import pytest

from bot.services.proving import NoSuchProof

PROOFED = "The harbour of Ardley will close on 4 May, the @council said."
ARTICLE = f"---\ntitle: Harbour\npublisher: The Post\n---\n\nArdley is small. {PROOFED}\n"


@pytest.fixture
async def world(open_world, write_articles):
    async with open_world(attribune_articles=write_articles(harbour=ARTICLE)) as world:
        yield world


async def shown_proof(world, read):
    asked = await world.alice.slash(world.channel, "ask", question="When will the harbour close?")
    return re.search(r"`([0-9A-Z-]+)`", "\n".join(read(asked.response)))[1]


async def verify(world, read, id_):
    result = await world.bob.slash(world.channel, "verify", id=id_)
    assert result.ephemeral
    return "\n".join(read(result.response))


async def test_a_shown_proof_is_verified(world, read):
    text = await verify(world, read, await shown_proof(world, read))
    assert "**Verified.**" in text
    assert r"the \@council said" in text
    assert "Harbour · The Post" in text


async def test_a_changed_article_shows_the_difference(world, read, write_articles):
    proof = await shown_proof(world, read)
    write_articles(harbour=ARTICLE.replace("4 May", "12 June"))
    await world.app.collection.folder.sync()
    text = await verify(world, read, proof)
    assert "**Superseded.**" in text
    assert "~~4 May,~~ **12 June,**" in text
    assert text.count("<t:") >= 3


async def test_a_proof_that_is_none(world, read):
    assert "fits nothing" in await verify(world, read, "@everyone")
    assert isinstance(world.expected_errors()[0], NoSuchProof)
