from datetime import UTC, datetime, timedelta
from itertools import pairwise

import discord
import pytest

from bot.services.timing.tzdatabase import load_zone
from tests.cogs.staging import START, staged, text_of, write_article

SIX = {
    "London": "Europe/London",
    "New York": "America/New_York",
    "Kyiv": "Europe/Kyiv",
    "Kathmandu": "Asia/Kathmandu",
    "Lord Howe": "Australia/Lord_Howe",
    "Apia": "Pacific/Apia",
}
BRIDGE = "“We cannot patch this bridge for a third time,” said Mayor Ida Brandt on Monday night."


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    write_article(folder, "Bridge to close", f"The old bridge will close in March. {BRIDGE}")
    write_article(folder, "A poor year for apples", "Growers expect their smallest harvest.")
    return folder


@pytest.fixture
async def stage(tmp_path, articles):
    async with staged(tmp_path / "data", articles) as stage:
        yield stage


async def subscribe(stage, actor=None, **options):
    options = {"time": "07:30", "timezone": "London", "channel": stage.news} | options
    chosen = {name: value for name, value in options.items() if value is not None}
    return text_of(await (actor or stage.ann).slash(stage.news, "briefing subscribe", **chosen))


async def briefed(stage, **options):
    """Subscribe, let the first briefing come, and return its message."""
    await subscribe(stage, **options)
    await stage.move(hours=8)
    return stage.news.last_message


async def test_a_channel_gets_its_briefing_at_the_chosen_minute(stage):
    said = await subscribe(stage)
    assert "07:30 in London, every day" in said
    assert said.count("<t:") == 3
    await stage.move(hours=7, minutes=29)
    assert stage.news.last_message is None
    await stage.move(minutes=1)
    [message] = stage.news.history()
    assert "2 new stories" in text_of(message)
    assert "“We cannot patch this bridge for a third time” — **Ida Brandt**" in text_of(message)


@pytest.mark.parametrize(
    ("change", "cities"),
    [
        ("2026-03-05", ["New York", "Kathmandu"]),
        ("2026-03-27", ["London", "Kyiv"]),
        ("2026-04-02", ["Lord Howe", "Apia"]),
        ("2026-10-01", ["Lord Howe", "Apia"]),
        ("2026-10-22", ["London", "Kyiv"]),
        ("2026-10-30", ["New York", "Kathmandu"]),
    ],
)
async def test_a_week_over_each_clock_change_is_delivered_once_a_day(
    tmp_path, articles, change, cities
):
    start = datetime.fromisoformat(f"{change}T16:00+00:00")
    async with staged(tmp_path / "data", articles, start=start) as stage:
        places = {}
        for city, time in zip(cities, ("02:10", "01:45"), strict=True):
            places[city] = stage.guild.create_text_channel(city.replace(" ", "-").lower())
            await subscribe(stage, timezone=city, time=time, channel=places[city])
        await stage.move(days=7)
        for city, place in places.items():
            moments = [message.created_at + (start - START) for message in place.history()]
            assert_once_a_day(moments, load_zone(SIX[city]))


def assert_once_a_day(moments, zone):
    local = [moment.astimezone(zone) for moment in moments]
    assert len(local) == 7
    assert all(b.date() - a.date() == timedelta(days=1) for a, b in pairwise(local))
    walls = [moment.strftime("%H:%M") for moment in local]
    usual = max(walls, key=walls.count)
    assert usual in {"02:10", "01:45"}
    skipped = [moment for moment, wall in zip(local, walls, strict=True) if wall != usual]
    for moment in skipped:  # the first minute that exists: a minute before, the clock read less
        assert (moment - timedelta(minutes=1)).strftime("%H:%M") != usual
        before = (moment.astimezone(UTC) - timedelta(minutes=1)).astimezone(zone)
        assert before.strftime("%H:%M") < usual < moment.strftime("%H:%M")
    assert len(skipped) <= 1


async def test_what_is_new_is_told_once_and_then_the_archive_and_then_nothing(stage, articles):
    await briefed(stage)
    await stage.move(days=1)
    assert "Nothing new since the last one." in text_of(stage.news.last_message)
    sold = "Ferry sold\n\nThe last ferry was sold to a museum on Friday."
    await stage.app.ingesting.ingest_text(sold, "ferry")
    await stage.move(days=1)
    said = text_of(stage.news.last_message)
    assert "1 new story since the last one" in said
    assert "The last ferry was sold to a museum on Friday." in said


async def test_silence_sends_nothing_when_nothing_is_new(stage):
    await briefed(stage, quiet="silence")
    await stage.move(days=2)
    assert len(stage.news.history()) == 1
    said = text_of(await stage.ann.slash(stage.news, "briefing history"))
    assert said.count("nothing sent (Nothing was new.)") == 2


async def test_a_topic_tells_only_what_matches_with_the_word_bold(stage):
    message = await briefed(stage, topic="bridge")
    said = text_of(message)
    assert "1 new story about bridge" in said
    assert "The old **bridge** will close in March." in said
    assert "apples" not in said


async def test_direct_messages_are_checked_at_once(stage):
    said = await subscribe(stage, stage.bob, channel=None)
    assert "direct messages" in said
    dm = stage.bob.user.dm_channel
    assert dm.last_message.content == "Your briefings will come here."
    await stage.move(hours=8)
    assert "Briefing" in text_of(dm.last_message)
    stage.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    said = await subscribe(stage, stage.bob, channel=None)
    assert "direct messages are closed" in said


async def test_a_channel_needs_manage_server(stage):
    assert "needs Manage Server" in await subscribe(stage, stage.bob)


async def test_each_missing_permission_is_named(stage):
    me = stage.guild.me
    hidden = discord.PermissionOverwrite(send_messages=False, read_message_history=False)
    closed = stage.guild.create_text_channel("closed", overwrites={me: hidden})
    said = await subscribe(stage, channel=closed)
    assert "I lack: Send Messages, Read Message History" in said


@pytest.mark.parametrize(
    ("option", "written", "sentence"),
    [
        ("time", "soon", "I cannot read “soon” as a time of day"),
        ("timezone", "Narnia", "no time zone called “Narnia”"),
        ("days", "someday", "I cannot read “someday” as days"),
        ("topic", ",".join(map(str, range(11))), "at most 10 topics"),
    ],
)
async def test_a_mistake_is_explained_and_nothing_is_stored(stage, option, written, sentence):
    assert sentence in await subscribe(stage, **{option: written})
    assert "no briefing yet" in text_of(await stage.ann.slash(stage.news, "briefing list"))


async def test_a_flood_is_stopped(tmp_path, articles):
    limits = {"attribune_briefings_per_person": 2}
    async with staged(tmp_path / "data", articles, **limits) as stage:
        await subscribe(stage)
        await subscribe(stage)
        assert "2 briefings already" in await subscribe(stage)


async def test_it_goes_to_this_channel_unless_told_otherwise(stage):
    assert f"<#{stage.news.id}>" in await subscribe(stage, channel=None)
    told = await subscribe(stage, channel=None, where="my direct messages")
    assert "direct messages" in told


async def test_speakers_are_completed_one_after_the_other(stage):
    found = await stage.ann.autocomplete(
        stage.news, "briefing subscribe", "speaker", "Paul Ness, bran"
    )
    assert found == [{"name": "Paul Ness, Ida Brandt", "value": "Paul Ness, Ida Brandt"}]


async def test_what_changed_since_is_shown_word_by_word(stage, articles):
    await briefed(stage)
    write_article(articles, "Bridge to close", f"The old bridge will close in June. {BRIDGE}")
    await stage.app.collection.folder.sync()
    await stage.move(days=1)
    said = text_of(stage.news.last_message)
    assert "**Changed since you had it:** Bridge to close" in said
    assert "~~March.~~ **June.**" in said


async def test_zones_are_completed(stage):
    found = await stage.ann.autocomplete(stage.news, "briefing subscribe", "timezone", "kiv")
    assert found[0] == {"name": "Kyiv, Ukraine · 02:00 now", "value": "Europe/Kyiv"}


async def test_list_pause_resume_edit_unsubscribe(stage):
    await subscribe(stage)
    assert "Paused since" in text_of(await stage.ann.slash(stage.news, "briefing pause"))
    await stage.move(days=1)
    assert stage.news.last_message is None
    assert "Next:" in text_of(await stage.ann.slash(stage.news, "briefing resume"))
    edited = await stage.ann.slash(stage.news, "briefing edit", time="19h", days="weekends")
    assert "19:00 in London, weekends" in text_of(edited)
    found = await stage.ann.autocomplete(stage.news, "briefing pause", "briefing", "")
    assert found == [{"name": "1 · 19:00 in London, weekends", "value": 1}]
    assert "Unsubscribed" in text_of(await stage.ann.slash(stage.news, "briefing unsubscribe"))
    assert "no briefing yet" in text_of(await stage.ann.slash(stage.news, "briefing list"))


async def test_an_edit_to_a_later_time_does_not_brief_twice_a_day(stage):
    await briefed(stage)
    await stage.ann.slash(stage.news, "briefing edit", time="10:00")
    await stage.move(hours=5)
    assert len(stage.news.history()) == 1
    await stage.move(days=1)
    assert len(stage.news.history()) == 2


async def test_others_cannot_touch_it_but_managers_can(stage):
    await subscribe(stage, stage.bob, channel=None)
    await subscribe(stage)
    assert "no briefing 2" in text_of(
        await stage.bob.slash(stage.news, "briefing pause", briefing=2)
    )
    assert "no briefing 1" in text_of(
        await stage.ann.slash(stage.news, "briefing pause", briefing=1)
    )


async def test_the_buttons_outlive_a_restart(stage):
    message = await briefed(stage)
    await stage.restart()
    paused = await stage.ann.click(message, label="Pause")
    assert "Paused since" in text_of(paused)
    assert "It runs again" in text_of(await stage.ann.click(paused.response, label="Resume"))
    asked = await stage.ann.click(message, label="Unsubscribe")
    assert "for good?" in text_of(asked)
    gone = await stage.ann.click(asked.response, label="Yes, unsubscribe")
    assert "Unsubscribed" in text_of(gone)
    assert "no such briefing" in text_of(await stage.ann.click(message, label="Pause"))


async def test_a_stranger_cannot_pause_by_button(stage):
    message = await briefed(stage)
    assert "You have no" in text_of(await stage.bob.click(message, label="Pause"))


async def test_change_is_a_form_filled_with_what_is(stage):
    message = await briefed(stage, topic="bridge, apples")
    shown = await stage.ann.click(message, label="Change")
    fields = {name: field.get("value", "") for name, field in fields_of(shown).items()}
    assert list(fields.values()) == ["07:30", "Europe/London", "every day", "bridge, apples", ""]
    time, zone, days, topics, speakers = fields
    done = await stage.ann.submit_modal(
        shown, {time: "8am", zone: "Kiev", days: "weekdays", topics: "", speakers: "Brandt"}
    )
    assert "08:00 in Kyiv, weekdays" in text_of(done)
    assert "about Brandt" in text_of(done)


def fields_of(shown):
    labels = shown.modal["components"]
    return {label["component"]["custom_id"]: label["component"] for label in labels}


async def test_a_line_is_read_on_by_select(stage):
    message = await briefed(stage)
    lead = "1" if "**1. Bridge" in text_of(message) else "2"
    read_on = text_of(await stage.ann.select(message, [lead], custom_id=select_id(message)))
    assert "Bridge to close" in read_on
    assert "Ida Brandt" in read_on


def select_id(message):
    [row] = [c for c in message.components if isinstance(c, discord.ActionRow)]
    return row.children[0].custom_id


async def test_a_deleted_channel_pauses_and_tells_the_subscriber_once(stage):
    await subscribe(stage)
    await stage.guild.me.guild.get_channel(stage.news.id).delete()
    other = stage.guild.create_text_channel("other")
    await stage.move(days=2)
    told = [m for m in stage.ann.user.dm_channel.history() if "is paused" in text_of(m)]
    assert len(told) == 1
    assert "The channel is gone." in text_of(told[0])
    assert "The channel is gone." in text_of(await stage.ann.slash(other, "briefing list"))


async def test_a_lost_permission_pauses_with_one_click_to_go_on(stage):
    await subscribe(stage)
    stage.env.inject_error("POST", f"/channels/{stage.news.id}/messages", status=403, code=50013)
    await stage.move(hours=8)
    told = stage.ann.user.dm_channel.last_message
    assert "lost a permission" in text_of(told)
    assert "It runs again" in text_of(await stage.ann.user.click(told, label="Resume"))
    await stage.move(days=1)
    assert "2 new stories" in text_of(stage.news.last_message)


async def test_an_outage_is_waited_out(stage):
    await subscribe(stage)
    path = f"/channels/{stage.news.id}/messages"
    stage.env.inject_error("POST", path, status=503, times=3)
    await stage.move(hours=8)
    assert len(stage.news.history()) == 1


async def test_an_announcement_channel_is_published_and_a_forum_gets_a_post(stage):
    announcements = stage.guild.create_news_channel("announcements")
    forum = stage.guild.create_forum_channel("forum")
    await subscribe(stage, channel=announcements)
    await subscribe(stage, channel=forum)
    await stage.move(hours=8)
    published = f"/channels/{announcements.id}/messages/{announcements.last_message.id}/crosspost"
    assert published in [request.path for request in stage.env.http_requests]
    [thread] = forum.threads
    assert "Briefing" in text_of(thread.history()[0])


async def test_soundless_makes_no_sound(stage):
    message = await briefed(stage, quiet="soundless")
    assert message.flags.silent


async def test_down_over_the_due_time(tmp_path, articles):
    data = tmp_path / "data"
    async with staged(data, articles) as stage:
        await subscribe(stage)
        await stage.app.desk.stop()
        await stage.move(hours=10)
        await stage.restart()
        await stage.move(minutes=1)
        assert "Late by 2 h." in text_of(stage.news.last_message)


async def test_preview_shows_a_briefing_at_once(stage):
    said = text_of(await stage.bob.slash(stage.news, "briefing preview", speaker="Ida Brandt"))
    assert "1 new story about Ida Brandt" in said
