from datetime import date, timedelta

import pytest

from bot.services.subscribing import (
    Limits,
    Person,
    Place,
    Subscribing,
    SubscriptionMissing,
    TooManySubscriptions,
    TooMuchFollowed,
    Wishes,
    followed,
    when,
)
from corpus.errors import AttribuneError

ANN, BOB = Person(1, manages=70), Person(2)
HERE = Place(70, 700)
WISHES = Wishes(time="7.30am", timezone="Kiev", days="mon-fri", topic="drones, grain")


@pytest.fixture
def woken():
    return []


@pytest.fixture
def subscribing(subscriptions, deliveries, clock, woken):
    made = Subscribing(subscriptions, deliveries, lambda before: 5, clock, Limits(2, 3))
    made.on_change = lambda: woken.append(1)
    return made


async def test_what_people_write_is_stored_as_what_they_mean(subscribing, woken):
    added = await subscribing.subscribe(ANN, HERE, WISHES)
    assert (added.wanted.wall, added.wanted.zone) == ("07:30", "Europe/Kyiv")
    assert added.wanted.topics == ("drones", "grain")
    assert added.seen_version == 5
    assert when(added.wanted) == "07:30 in Kyiv, weekdays"
    assert woken


async def test_the_next_times_cross_a_clock_change(subscribing, clock):
    clock.at = clock.at.replace(month=3, day=27)
    added = await subscribing.subscribe(ANN, HERE, Wishes(time="07:30", timezone="London"))
    runs = subscribing.next_runs(added, 3)
    assert [(run.local_date.day, run.at.hour) for run in runs] == [(28, 7), (29, 6), (30, 6)]


async def test_a_person_and_a_server_have_limits(subscribing):
    for person in (ANN, ANN, BOB):
        await subscribing.subscribe(person, HERE, WISHES)
    with pytest.raises(TooManySubscriptions, match="You have 2 briefings"):
        await subscribing.subscribe(ANN, Place(), WISHES)
    with pytest.raises(TooManySubscriptions, match="This server has 3"):
        await subscribing.check(BOB, HERE, WISHES)
    await subscribing.check(BOB, Place(), WISHES)


async def test_only_ones_own_or_the_managed_servers_can_be_changed(subscribing):
    added = await subscribing.subscribe(ANN, HERE, WISHES)
    with pytest.raises(SubscriptionMissing):
        await subscribing.pause(BOB, added.id)
    paused = await subscribing.pause(Person(BOB.user_id, manages=70), added.id)
    assert paused.pause_reason == "Paused by hand."
    resumed = await subscribing.resume(ANN, None)
    assert resumed.next_at == added.next_at


async def test_what_goes_to_a_channel_is_its_servers(subscribing):
    there = await subscribing.subscribe(ANN, HERE, WISHES)
    own = await subscribing.subscribe(ANN, Place(), WISHES)
    for now in (Person(ANN.user_id), Person(ANN.user_id, manages=71)):
        assert await subscribing.all_of(now) == [own]
        with pytest.raises(SubscriptionMissing):
            await subscribing.unsubscribe(now, there.id)
        with pytest.raises(SubscriptionMissing):
            await subscribing.by_nonce(now, f"{there.key}-20260101")


async def test_who_subscribed_resumes_from_anywhere_and_nobody_else(subscribing):
    there = await subscribing.subscribe(ANN, HERE, WISHES)
    await subscribing.pause(ANN, there.id)
    with pytest.raises(SubscriptionMissing):
        await subscribing.resume_by_nonce(BOB, f"{there.key}-00000000")
    resumed = await subscribing.resume_by_nonce(Person(ANN.user_id), f"{there.key}-00000000")
    assert resumed.paused_at is None


async def test_several_need_a_number(subscribing):
    await subscribing.subscribe(ANN, HERE, WISHES)
    await subscribing.subscribe(ANN, Place(), WISHES)
    with pytest.raises(AttribuneError, match="several"):
        await subscribing.get(ANN)


async def test_an_edit_changes_what_was_written_and_nothing_else(subscribing):
    added = await subscribing.subscribe(ANN, HERE, WISHES)
    edited = await subscribing.edit(ANN, added.id, Wishes(time="19h", topic="everything"))
    assert (edited.wanted.wall, edited.wanted.zone) == ("19:00", "Europe/Kyiv")
    assert edited.wanted.topics == ()
    assert edited.next_at.hour == 17


async def test_a_paused_one_stays_paused_through_an_edit(subscribing):
    added = await subscribing.subscribe(ANN, HERE, WISHES)
    await subscribing.pause(ANN, added.id)
    assert (await subscribing.edit(ANN, added.id, Wishes(time="19h"))).next_at is None


async def test_buttons_name_a_subscription_by_its_nonce(subscribing):
    added = await subscribing.subscribe(ANN, HERE, WISHES)
    assert await subscribing.by_nonce(ANN, f"{added.key}-20260101") == added
    await subscribing.unsubscribe(ANN, added.id)
    with pytest.raises(SubscriptionMissing, match="no such briefing"):
        await subscribing.by_nonce(ANN, f"{added.key}-20260101")


async def test_a_person_is_forgotten_whole(subscribing):
    await subscribing.subscribe(ANN, Place(), WISHES)
    kept = await subscribing.subscribe(ANN, HERE, WISHES)
    assert await subscribing.forget_person(ANN.user_id) == 2
    left = await subscribing.all_of(Person(ANN.user_id, HERE.guild_id))
    assert [(one.id, one.wanted.user_id) for one in left] == [(kept.id, 0)]  # the server's


@pytest.mark.parametrize(
    ("written", "names"),
    [("drones", ("drones",)), (" a  b , a b,c,,", ("a b", "c")), ("", ())],
)
def test_what_is_followed_is_a_list_with_commas(written, names):
    assert followed(written) == names


@pytest.mark.parametrize("written", [",".join(map(str, range(11))), "x" * 61])
def test_too_much_followed_is_explained(written):
    with pytest.raises(TooMuchFollowed, match="at most 10 topics"):
        followed(written)


async def test_a_history_is_the_last_day_first(subscribing, deliveries, clock):
    added = await subscribing.subscribe(ANN, HERE, WISHES)
    found, kept = await subscribing.history(ANN, None)
    assert (found, kept) == (added, [])
    assert subscribing.next_runs(added, 1)[0].local_date == date(2026, 1, 2)
    assert added.next_at - clock() < timedelta(days=1)
