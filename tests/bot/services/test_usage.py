from datetime import UTC, datetime

import pytest

from bot.errors import AttribuneError, DatabaseUnusable
from bot.services.usage import Asker, Usage, person_key
from bot.storage.usage import UsageStore

AT = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def usage(database):
    return make(UsageStore(database))


def make(store, **options):
    options = {"retention_days": 90, "keeps_questions": False} | options
    return Usage(store, b"k" * 32, lambda: AT, **options)


async def logged(database):
    return [
        tuple(row) for row in await database.all("SELECT command, outcome, question FROM usage")
    ]


async def test_outcomes_are_told_apart(usage, database):
    async with usage.record("ask", Asker(7, 8), "Who?") as outcome:
        outcome.name = "abstained"
    with pytest.raises(AttribuneError):
        async with usage.record("ask", Asker()):
            raise AttribuneError("no")
    with pytest.raises(ZeroDivisionError):
        async with usage.record("ask", Asker()):
            raise ZeroDivisionError
    await usage.close()
    assert await logged(database) == [
        ("ask", "abstained", None),
        ("ask", "mistake", None),
        ("ask", "failed", None),
    ]


async def test_questions_are_kept_only_where_the_host_says_so(database):
    usage = make(UsageStore(database), keeps_questions=True)
    async with usage.record("ask", Asker(), "Who?"):
        pass
    await usage.close()
    assert await logged(database) == [("ask", "answered", "Who?")]


async def test_a_failing_log_never_fails_the_answer(caplog):
    class FullDisk:
        async def add(self, _):
            raise DatabaseUnusable("x", "disk full")

    usage = make(FullDisk())
    async with usage.record("ask", Asker()):
        pass
    await usage.close()
    assert "usage is not logged" in caplog.text


def test_people_are_keyed_hashes(usage, tmp_path):
    assert usage.person(None) is None
    assert usage.person(1) == usage.person(1) != usage.person(2)
    assert "1" * 5 not in usage.person(11111)
    key = person_key(tmp_path)
    assert person_key(tmp_path) == key
    assert (tmp_path / "person.key").stat().st_mode & 0o77 == 0
