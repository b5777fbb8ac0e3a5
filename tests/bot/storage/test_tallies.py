from datetime import UTC, datetime

from bot.storage.tallies import Tallies

DELIVERY = """
    INSERT INTO delivery (subscription_id, local_date, due_at, claimed_at, nonce, payload, state,
        seen_before, sent_at)
    VALUES (1, :day, :due_at, :due_at, 'n', '{}', 'sent', 0, :sent_at)
"""
SUBSCRIPTION = """
    INSERT INTO subscription (id, key, user_id, wall, zone, days, topics, speakers, quiet,
        created_at, seen_version)
    VALUES (1, 'k', 1, '07:00', 'UTC', 1, '[]', '[]', 'no', 'x', 0)
"""


async def test_late_briefings_and_paused_subscriptions_are_counted(database):
    due_at = "2026-01-01T07:00:00+00:00"
    async with database.transaction() as tx:
        await tx.execute(SUBSCRIPTION)
        for day, sent_at in (
            ("1", "2026-01-01T07:01:00+00:00"),
            ("2", "2026-01-01T09:00:00+00:00"),
        ):
            await tx.execute(DELIVERY, {"day": day, "due_at": due_at, "sent_at": sent_at})
    tallies = Tallies(database)
    assert await tallies.briefings() == {"sent": 2, "late": 1}
    assert await tallies.subscriptions() == {"running": 0, "paused": 1}
    assert await tallies.feeds() == {"all": 0, "failing": 0, "paused": 0}


async def test_it_can_be_shown_that_writing_works(database):
    for _ in range(2):
        await Tallies(database).write(datetime(2026, 1, 1, tzinfo=UTC))
    assert (await database.one("SELECT COUNT(*) FROM fact WHERE name = 'health'"))[0] == 1
