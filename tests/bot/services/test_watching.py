from datetime import timedelta

import pytest

from bot.bootstrap import open_app
from bot.services.delivering import Patience
from bot.services.edition import from_json
from bot.services.subscribing import Person, Place
from bot.services.watching import NothingToWaitFor, TooManyWatches, WatchMissing, words_to_wait_for
from tests.bot.services.couriers import MemoryCourier
from tests.loopback.server import until

ANN, BOB = Person(1), Person(2)
QUESTION = "Who won the Eurovision in Kyiv?"
NEWS = "A singer from Lviv won the Eurovision in Kyiv on Saturday night, the jury said.\n"


@pytest.fixture
async def app(make_settings, clock):
    async with open_app(make_settings(attribune_watches_per_person=2), clock=clock) as app:
        app.desk._patience = Patience(pace_s=0)
        yield app


def watch(app, person=ANN, place=Place(), missing=("Eurovision",)):  # noqa: B008 (frozen)
    return app.desk.watching.watch(person, place, QUESTION, missing)


async def waits(app, person=ANN):
    return [w.wanted.topics for w in await app.desk.watching.all_of(person.user_id)]


async def test_it_is_told_once_when_all_its_words_appear(app, clock):
    await watch(app, missing=("Eurovision", "jury"))
    courier = MemoryCourier(clock)
    app.desk.start(courier)
    await app.ingesting.ingest_text("The jury of the Eurovisions is of old age.\n", "old")
    await app.ingesting.ingest_text(NEWS, "news")
    await until(lambda: courier.arrived)
    await app.ingesting.ingest_text(NEWS.replace("Lviv", "Odesa"), "later")
    [(_, _, parcel)] = courier.arrived
    edition = from_json(parcel.delivery.payload)
    assert (edition.kind, edition.label) == ("watch", QUESTION)
    assert "Eurovision" in edition.entries[0].sentence.text
    assert await waits(app) == []


async def test_what_was_there_before_does_not_count(app):
    await app.ingesting.ingest_text(NEWS, "news")
    await watch(app)
    await app.ingesting.ingest_text("Nothing else was heard from the town.\n", "other")
    assert await app.desk.watching.look() == 0


async def test_it_survives_a_restart_and_an_outage_longer_than_the_grace(make_settings, clock):
    async with open_app(make_settings(), clock=clock) as app:
        await watch(app)
        await app.ingesting.ingest_text(NEWS, "news")
        await app.desk.watching.look()
    clock.move(days=2)
    courier = MemoryCourier(clock)
    async with open_app(make_settings(), clock=clock) as app:
        app.desk.start(courier)
        await until(lambda: courier.arrived)
        assert not courier.arrived[0][2].is_late


async def test_limits_and_the_same_words_twice(app):
    assert (await watch(app)).id == (await watch(app)).id
    await watch(app, missing=("Hormuz",))
    with pytest.raises(TooManyWatches, match="2 things"):
        await watch(app, missing=("Ascot",))
    await watch(app, BOB, missing=("Ascot",))


async def test_it_is_ended_by_whoever_waits_alone(app):
    key = (await watch(app)).key
    with pytest.raises(WatchMissing):
        await app.desk.watching.end(BOB.user_id, key)
    assert (await app.desk.watching.end(ANN.user_id, key)).wanted.topics == ("Eurovision",)
    assert await waits(app) == []


async def test_it_ends_by_itself_after_a_while(app, clock):
    await watch(app)
    clock.move(days=91)
    await app.desk.prune(before=clock() - timedelta(days=90))
    assert await waits(app) == []


async def test_a_persons_watches_are_shown_exported_and_deleted(app):
    await watch(app)
    await watch(app, place=Place(7, 70), missing=("Hormuz",))
    held = await app.privacy.show(ANN.user_id)
    assert {h.name: h.count for h in held.holdings}["watches"] == 2
    assert b"Eurovision" in await app.privacy.export(ANN.user_id)
    await app.privacy.delete(ANN.user_id)
    assert await waits(app) == []
    assert (await app.privacy.show(ANN.user_id)).is_nothing


@pytest.mark.parametrize(
    ("question", "missing", "words"),
    [
        (QUESTION, ("won", "Eurovision"), ("Eurovision",)),
        ("What did Truss say about Hormuz?", (), ("Truss", "Hormuz")),
        ("When will the harbour close?", (), ("harbour", "close")),
    ],
)
def test_what_is_waited_for(question, missing, words):
    assert words_to_wait_for(question, missing) == words


def test_no_word_is_nothing_to_wait_for():
    with pytest.raises(NothingToWaitFor):
        words_to_wait_for("?", ())
