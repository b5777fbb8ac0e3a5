import pytest

from bot.services.quoting.models import Asked, Card
from bot.services.quoting.wording import speaker_of
from corpus.errors import EmptyQuestion, NothingIndexed
from corpus.matching import Degree


def words(found):
    return [quoted.text for quoted in found.quotes]


@pytest.mark.parametrize(
    "name",
    ["Anna Okafor", "okafor", "the harbour minister", "Ms Okafor", "Anna Okafur", "ANNA"],
)
async def test_somebody_is_found_by_any_name_or_role(world, name):
    found = await world.quoting.quote(Asked(by=name))
    assert found.person.name == "Anna Okafor"
    assert any("northern wall" in text for text in words(found))


async def test_a_short_form_is_the_full_name(world):
    found = await world.quoting.quote(Asked(by="Bill Tarrant"))
    assert found.person.name == "William Tarrant"


async def test_every_quotation_is_a_slice_of_its_article(world):
    for quoted in (await world.quoting.quote(Asked())).quotes:
        text = quoted.version.article.text
        assert quoted.text == text[quoted.quote.start : quoted.quote.end]
        assert quoted.sentence.start <= quoted.quote.start < quoted.quote.end <= quoted.sentence.end


async def test_the_newest_come_first_without_a_topic(world):
    days = [q.version.article.published for q in (await world.quoting.quote(Asked())).quotes]
    assert days == sorted(days, reverse=True)


async def test_a_topic_ranks(world):
    found = await world.quoting.quote(Asked(by="Okafor", about="rebuilding the wall before storms"))
    assert words(found)[0].startswith("We must rebuild")
    assert not found.is_near


async def test_nothing_on_a_topic_names_what_there_is(world):
    found = await world.quoting.quote(Asked(by="Okafor", about="elephants in Kenya"))
    assert found.quotes == () or found.is_near
    assert found.topics


async def test_kind_and_time_are_conditions(world, march):
    direct = await world.quoting.quote(Asked(kind="direct", until=march))
    assert {str(q.quote.kind) for q in direct.quotes} == {"direct"}
    assert all(q.version.article.published <= march for q in direct.quotes)
    since = await world.quoting.quote(Asked(since=march))
    assert all(q.version.article.published >= march for q in since.quotes)


async def test_nobody_of_that_name(world):
    found = await world.quoting.quote(Asked(by="Zebedee Quux"))
    assert (found.person, found.quotes, found.choices) == (None, (), ())


async def test_an_ambiguous_name_gives_the_choices(world):
    await world.ingest("other", HARBOUR_TWO)
    found = await world.quoting.quote(Asked(by="Okafor"))
    assert {known.person.name for known in found.choices} >= {"Anna Okafor", "Grace Okafor"}


HARBOUR_TWO = """---
title: Bakery reopens
---
"Bread is back in the old square," baker Grace Okafor said.

"We start at four each morning," Grace Okafor added.
"""


@pytest.mark.parametrize(
    ("asked", "degree"),
    [
        ("we must rebuild the northern wall", Degree.EXACT),
        ("We must rebuild the southern wall before the summer storms return", Degree.ALTERED),
    ],
)
async def test_words_are_compared_with_what_was_printed(world, asked, degree):
    checked = await world.quoting.whosaid(asked)
    assert checked.is_found
    assert checked.quotes[0].comparison.degree is degree
    assert checked.quotes[0].speaker == "Anna Okafor"


async def test_words_that_nobody_said_are_not_found(world):
    checked = await world.quoting.whosaid("the moon is made of green cheese")
    assert not checked.is_found
    with pytest.raises(EmptyQuestion):
        await world.quoting.whosaid("…!")


async def test_a_card_counts_and_cites(world):
    card = await world.quoting.speaker("Anna Okafor")
    assert isinstance(card, Card)
    assert card.known.articles == 2
    assert sum(count for _, count in card.kinds) == card.known.quotations
    assert card.latest[0].version.article.title == "Budget vote put off"
    assert sum(count for _, count in card.days) == card.known.quotations
    assert card.denials <= 1


async def test_speakers_are_listed_the_best_known_first(world):
    listed = await world.quoting.speakers()
    counts = [known.quotations for known in listed]
    assert counts == sorted(counts, reverse=True)
    assert len(await world.quoting.speakers(1)) == 1


async def test_names_are_completed_by_form_and_role(world):
    assert "Anna Okafor" in await world.quoting.complete("oka")
    assert "Anna Okafor" in await world.quoting.complete("harbour min")
    assert (await world.quoting.complete(""))[0] == (await world.quoting.speakers(1))[0].person.name


async def test_without_articles_it_says_so(empty):
    await empty.open()
    with pytest.raises(NothingIndexed):
        await empty.quoting.quote(Asked())


async def test_a_joint_statement_is_both_speakers(empty):
    text = "Ann Lee met Bob Fox in Ely. “We agree on the bridge,” said Lee and Fox together."
    await empty.ingest("joint", f"---\ntitle: Bridge\n---\n{text}")
    await empty.open()
    for name in ("Ann Lee", "Bob Fox"):
        (quoted,) = (await empty.quoting.quote(Asked(by=name))).quotes
        assert (quoted.speaker, quoted.others) == ("Ann Lee", ("Bob Fox",))
        assert speaker_of(quoted) == "Ann Lee and Bob Fox"
    assert {known.person.name for known in await empty.quoting.speakers()} == {"Ann Lee", "Bob Fox"}
