import pytest

from bot.quote_rows import quoted_row
from bot.services.quoting.answers import found_answer, said_answer
from bot.services.quoting.before import SaidBefore
from bot.services.quoting.models import Asked
from bot.services.quoting.repeats import told_once

WALL = '"We must rebuild the northern wall before the winter storms return,"'


def report(publisher, day, said):
    fields = f"title: The wall of {publisher}\npublisher: {publisher}\npublished: {day}"
    return f"---\n{fields}\n---\n{said}"


@pytest.fixture
async def retold(world):
    """The wall is quoted by four articles: word for word, shortened, and with nobody named."""
    await world.ingest(
        "times", report("The Brill Times", "2025-03-04", f"{WALL} Anna Okafor said on Monday.\n")
    )
    await world.ingest(
        "echo",
        report(
            "The Echo",
            "2025-03-05",
            '"We must rebuild the northern wall before the winter storms," said Anna Okafor.\n',
        ),
    )
    await world.ingest("wire", report("Wire", "2025-03-06", f'Rain fell.\n\n{WALL[:-2]}."\n'))
    return world


async def test_who_said_shows_a_statement_once_and_names_the_other_articles(retold):
    said = await retold.saying.answer("who said the northern wall must be rebuilt before winter")
    assert said.speaker == "Anna Okafor"
    assert sum("northern wall" in quoted.text for quoted in said.quotes) == 1
    assert len(said.quotes[0].also_in) == 3
    (hit, *_) = said_answer("who said it", said).hits
    assert hit.also_in == said.quotes[0].also_in
    assert set(hit.also_named) <= {"The Ardley Post", "The Brill Times", "The Echo", "Wire"}
    assert quoted_row(said.quotes[0])["also_in"] == [v.article_id for v in hit.also_in]


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(Asked(by="Anna Okafor"), id="newest first"),
        pytest.param(Asked(by="Anna Okafor", about="the northern wall"), id="on a topic"),
        pytest.param(Asked(about="rebuild the northern wall"), id="by anybody"),
    ],
)
async def test_a_look_up_shows_a_statement_once(retold, asked):
    hits = found_answer(await retold.quoting.quote(asked)).hits
    told = [hit for hit in hits if "rebuild the northern" in hit.said[0].text]
    assert len(told) == 1
    assert len(told[0].also_in) >= 2
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))


async def test_remembered_words_are_found_once(retold):
    checked = await retold.quoting.whosaid("We must rebuild the northern wall")
    assert checked.is_found
    assert sum("northern wall" in quoted.text for quoted in checked.quotes) == 1


async def test_a_card_tells_a_statement_once(retold):
    card = await retold.quoting.speaker("Anna Okafor")
    assert sum("northern wall" in quoted.text for quoted in card.latest) == 1


@pytest.mark.parametrize("other", ["Peter Lindqvist", "a spokesman"])
async def test_what_is_said_to_be_of_different_people_stays_apart(world, other):
    for name in ("Grace Holm", other):
        text = f'---\ntitle: {name}\n---\n"Nobody asked us about this wall at all," {name} said.\n'
        await world.ingest(name, text)
    found = await world.quoting.quote(Asked(about="nobody asked us about this wall"))
    alike = [q for q in found.quotes if "asked us about" in q.text]
    assert {q.speaker for q in alike} == {"Grace Holm", other}


async def test_who_is_named_comes_before_who_is_not(retold):
    found = await retold.quoting.quote(Asked(about="rebuild the northern wall"))
    named = found.quotes[0]
    selecting = await retold.quoting.selecting()
    rows = [(row, 0.0) for row in selecting.newest(selecting.mask(Asked()))]
    every = await retold.quoting.cited(rows, selecting.directory)
    unnamed = next(q for q in every if q.speaker is None and "northern wall" in q.text)
    (one,) = told_once([unnamed, named])
    assert one.speaker == "Anna Okafor"
    assert unnamed.version in one.also_in


async def test_what_is_shown_already_was_not_said_before(retold):
    said = await retold.quoting.quote(Asked(by="Anna Okafor", about="the northern wall"))
    wall = next(q for q in said.quotes if "rebuild the northern" in q.text)
    before = await SaidBefore(retold.quoting).of(wall)
    assert not any("rebuild the northern" in other.text for other in before)


def test_nothing_is_told_of_nothing():
    assert told_once([]) == ()
