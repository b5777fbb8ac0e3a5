import csv
import io
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.reporting import Reporting, Topic, as_csv, sparkline
from bot.services.usage import Usage
from bot.storage.usage import UsageStore, Use
from bot.storage.usage_counts import UsageCounts


@pytest.fixture
def reporting(database, clock):
    usage = Usage(UsageStore(database), b"k", clock, retention_days=90, keeps_questions=True)
    return Reporting(UsageCounts(database), usage, clock, keeps_questions=True)


@pytest.fixture
def use(database, clock):
    async def use(command="ask", outcome="answered", *, days=0, **more):
        at = clock() - timedelta(days=days)
        await UsageStore(database).add(
            Use(at, command, outcome, **{"latency_ms": 5.0, "guild_id": 7, "person": "p"} | more)
        )

    return use


async def test_days_have_no_gaps_and_questions_are_told_apart(reporting, use):
    await use()
    await use(outcome="abstained", days=2)
    await use("console ask")
    await use("help")
    await use(days=3)
    report = await reporting.report(3, guild_id=None)
    assert [day.questions for day in report.days] == [1, 0, 2]
    assert (report.questions, report.answered, report.abstained) == (3, 2, 1)
    assert dict(report.commands) == {"ask": 2, "console ask": 1, "help": 1}
    assert report.busiest_hour == 12


async def test_a_server_sees_its_own_alone(reporting, use):
    await use(guild_id=8)
    await use(guild_id=None)
    assert (await reporting.report(1, guild_id=7)).questions == 0
    assert (await reporting.report(1, guild_id=8)).questions == 1
    assert (await reporting.report(1, guild_id=None)).questions == 2


async def test_latency_percentiles(reporting, use):
    for ms in range(100):
        await use(latency_ms=float(ms))
    latency = (await reporting.report(1, guild_id=None)).latency
    assert (latency.p50_ms, latency.p90_ms, latency.p99_ms) == (50.0, 90.0, 99.0)


async def test_topics_need_more_than_five_people(reporting, use):
    for person in "abcdef":
        await use(person=person, question="What did Ben Wallace say about Nato?")
    for person in "abcde":
        await use(person=person, question="Who met Macron?")
    report = await reporting.report(1, guild_id=None)
    assert Topic("Nato", 6) in report.topics
    assert "Macron" not in {topic.name for topic in report.topics}
    assert report.speakers == (Topic("Ben Wallace", 6),)


async def test_an_empty_log_is_a_report(reporting):
    report = await reporting.report(30, guild_id=None)
    assert (report.questions, report.busiest_hour, len(report.days)) == (0, None, 30)


async def test_the_csv_has_every_number_and_no_formula(reporting, use):
    for person in "abcdef":
        await use(person=person, question="what did =cmd() say about @SUM?")
    rows = list(csv.reader(io.StringIO(as_csv(await reporting.report(2, guild_id=None)).decode())))
    assert rows[0] == ["section", "name", "column", "number"]
    assert ["day", "2026-01-01", "questions", "6"] in rows
    assert all(len(row) == 4 and row[1][:1] not in "=+-@" for row in rows if row[1])


@given(st.lists(st.integers(0, 10**6)))
def test_a_sparkline_has_one_bar_a_number(numbers):
    assert len(sparkline(numbers)) == len(numbers)
