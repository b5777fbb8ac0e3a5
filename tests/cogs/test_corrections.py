import re

import pytest

NEWS = """---
title: Harbour
---

"The harbour will close for a year," she said.

"Bread is back in the old square," baker Grace Okafor said.

"We must rebuild the wall," Anna Okafor said.
"""


@pytest.fixture
async def owned(open_world, write_articles):
    """A world whose owner is Alice."""
    async with open_world(attribune_articles=write_articles(news=NEWS)) as world:
        owners = frozenset(
            {world.alice.user.id if hasattr(world.alice, "user") else world.alice.id}
        )
        object.__setattr__(world.app.settings, "attribune_owners", owners)
        yield world


async def correct(world, command, person=None, **options):
    return await (person or world.alice).slash(world.channel, f"corrections {command}", **options)


async def speakers(world):
    return [known.person.name for known in await world.app.quoting.speakers()]


async def test_renaming_shows_lists_and_is_taken_back(owned, read):
    done = await correct(owned, "rename", name="Grace Okafor", shown="Grace Adaeze Okafor")
    assert done.ephemeral
    assert "Grace Adaeze Okafor" in await speakers(owned)
    listed = "\n".join(read((await correct(owned, "list")).response))
    assert "`1` grace okafor is shown as Grace Adaeze Okafor" in listed
    undone = "\n".join(read((await correct(owned, "undo", number=1)).response))
    assert "(taken back)" in undone
    assert "Grace Okafor" in await speakers(owned)


async def test_merging_makes_one_of_two(owned):
    await correct(owned, "merge", name="Grace Okafor", other="Anna Okafor")
    assert "Grace Okafor" not in await speakers(owned)


async def test_nobody_else_may_correct(owned, read):
    refused = await correct(owned, "list", person=owned.bob)
    assert "Only the owners of this bot may do that." in read(refused.response)[0]
    assert len(owned.expected_errors()) == 1


async def test_the_form_gives_a_quotation_to_somebody(owned, read):
    asked = await owned.alice.slash(owned.channel, "whosaid", words="the harbour will close")
    why = await owned.alice.click(asked.response, label="Why?")
    form = await owned.alice.click(why.response, label="Correct 1")
    await owned.alice.submit_modal(form, {"name": "Anna Okafor"})
    again = await owned.alice.slash(owned.channel, "whosaid", words="the harbour will close")
    texts = "\n".join(read(again.response))
    assert "— **Anna Okafor**" in texts
    assert "put right by an owner" in texts


async def test_others_see_no_button_to_correct(owned, read):
    asked = await owned.bob.slash(owned.channel, "whosaid", words="the harbour will close")
    why = await owned.bob.click(asked.response, label="Why?")
    assert "Correct" not in str(why.response.components)


async def test_a_proof_id_names_the_quotation(owned, read):
    asked = await owned.alice.slash(owned.channel, "whosaid", words="the harbour will close")
    proof = re.search(r"`([0-9A-Z-]{8,})`", "\n".join(read(asked.response)))[1]
    await correct(owned, "speaker", proof=proof, name="Anna Okafor")
    checked = await owned.app.quoting.whosaid("the harbour will close")
    assert checked.quotes[0].speaker == "Anna Okafor"
