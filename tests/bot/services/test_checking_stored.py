from datetime import UTC, datetime, timedelta

import pytest

from bot.services.checking_stored import check_stored

FEED = """
    INSERT INTO feed (url, title, added_at, interval_s, next_at, failures, error, paused)
    VALUES ('https://x', 'x', :at, 60, :at, :failures, :error, :paused)
"""
SUBSCRIPTION = """
    INSERT INTO subscription (id, key, user_id, wall, zone, days, topics, speakers, quiet,
        created_at, seen_version, next_at)
    VALUES (1, 'k', 1, '07:00', 'UTC', 1, '[]', '[]', 'no', :at, 0, :next_at)
"""


@pytest.fixture
def look(database, make_settings):
    async def look_():
        found = await check_stored(make_settings(attribune_data=database.path.parent), database)
        return {finding.name: (str(finding.verdict), finding.detail) for finding in found}

    return look_


async def run(database, sql, **values):
    async with database.transaction() as tx:
        await tx.execute(sql, values)


def moment(**ago):
    return (datetime.now(UTC) - timedelta(**ago)).isoformat()


async def test_a_new_database_lacks_articles_and_backups(look):
    found = await look()
    lacking = {name for name, (verdict, _) in found.items() if verdict != "ok"}
    assert lacking == {"articles", "backups"}


async def test_a_feed_that_fails_is_named(look, database):
    await run(database, FEED, at=moment(), failures=3, error="It is gone.", paused=None)
    assert (await look())["feeds"] == ("warning", "feed 1 It is gone.; see `feeds`")


async def test_a_paused_feed_is_counted(look, database):
    await run(database, FEED, at=moment(), failures=0, error=None, paused="by a person")
    assert (await look())["feeds"] == ("warning", "0 are read, 1 paused; see `feeds`")


@pytest.mark.parametrize(("ago", "verdict"), [(-5, "ok"), (50, "ok"), (70, "warning")])
async def test_a_briefing_long_due_is_a_warning(look, database, ago, verdict):
    await run(database, SUBSCRIPTION, at=moment(days=1), next_at=moment(minutes=ago))
    assert (await look())["briefings"][0] == verdict


async def test_a_missing_key_matters_once_somebody_is_named_by_it(look, database):
    assert (await look())["key for people's hashes"][0] == "ok"
    await run(database, "INSERT INTO opted_out (person, at) VALUES ('x', 'y')")
    assert (await look())["key for people's hashes"][0] == "warning"


async def test_a_key_that_others_may_read_is_a_warning(look, database):
    key = database.path.with_name("person.key")
    key.write_bytes(b"x" * 32)
    key.chmod(0o644)
    assert "chmod 600" in (await look())["key for people's hashes"][1]
    key.chmod(0o600)
    assert (await look())["key for people's hashes"][0] == "ok"
