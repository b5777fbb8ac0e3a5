from datetime import date

from bot.services.quoting.cards import describe, known, topics
from bot.services.quoting.models import Asked
from corpus.quotations import Polarity


async def parts(world, name):
    selecting = await world.quoting.selecting()
    (match,) = await world.quoting.people(name, selecting.directory)
    quotes = (await world.quoting.quote(Asked(by=name))).quotes
    return selecting.catalogue, selecting.directory, match.code, quotes


async def test_a_list_counts_quotations_articles_and_days(world):
    catalogue, directory, code, quotes = await parts(world, "Anna Okafor")
    counted = known(catalogue, directory, code)
    assert (counted.quotations, counted.articles) == (len(quotes), 2)
    assert (counted.first, counted.last) == (date(2025, 3, 3), date(2025, 4, 10))


async def test_a_card_counts_kinds_denials_and_whom_somebody_answers(world):
    card = describe(*await parts(world, "Anna Okafor"))
    assert sum(count for _, count in card.kinds) == card.known.quotations
    assert card.addressees == (("Peter Lindqvist", 1),)
    denied = [q for q in card.latest if q.quote.polarity is not Polarity.ASSERTED]
    assert card.denials == len(denied) == 1
    assert [day for day, _ in card.days] == [date(2025, 3, 3), date(2025, 4, 10)]


async def test_topics_are_printed_words_without_the_speakers_own_name(world):
    catalogue, _, _, quotes = await parts(world, "Anna Okafor")
    found = topics(catalogue, quotes)
    assert "wall" in found
    assert not {"Anna", "Okafor"} & set(found)
    text = " ".join(q.text for q in quotes)
    assert all(word in text for word in found)
