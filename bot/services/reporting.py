"""The usage report: how much was asked, what came of it, how fast, and about what."""

from __future__ import annotations

import asyncio
import csv
import io
from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.storage.usage_counts import DayCount
from corpus.question import analyse
from corpus.terms import content_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.services.loops import Clock
    from bot.services.usage import Usage
    from bot.storage.usage_counts import UsageCounts

MORE_THAN = 5  # different people: a topic of fewer could tell who asked
_MOST_TOPICS = 10
_BARS = "▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class Topic:
    """A word or a person that was asked about, as it was last typed, and by how many people."""

    name: str
    people: int


@dataclass(frozen=True, slots=True)
class Latency:
    """How long questions took, in milliseconds; zeros when there were none."""

    p50_ms: float
    p90_ms: float
    p99_ms: float


@dataclass(frozen=True, slots=True)
class Report:
    """Usage over some days.

    Attributes:
        days: Each day with its questions, the oldest first, without gaps.
        commands: (command, uses), the most used first.
        outcomes: How many uses ended how: answered, abstained, mistake, failed, ….
        hours: Uses in each hour of the day (UTC), 24 numbers.
        latency: How long questions took.
        people: How many different people; those who opted out are not counted.
        right: How many answers people found right.
        wrong: How many they found wrong.
        topics: Words asked about by more than five people, the most asked first.
        speakers: People whose words more than five people asked for.
        keeps_questions: Whether texts are kept; without, there are no topics and speakers.
    """

    days: tuple[DayCount, ...]
    commands: tuple[tuple[str, int], ...]
    outcomes: dict[str, int]
    hours: tuple[int, ...]
    latency: Latency
    people: int
    right: int
    wrong: int
    topics: tuple[Topic, ...]
    speakers: tuple[Topic, ...]
    keeps_questions: bool

    @property
    def questions(self) -> int:
        """How many questions there were over all days."""
        return sum(day.questions for day in self.days)

    @property
    def answered(self) -> int:
        """How many of them were answered."""
        return sum(day.answered for day in self.days)

    @property
    def abstained(self) -> int:
        """How many of them were told that nothing answers."""
        return sum(day.abstained for day in self.days)

    @property
    def busiest_hour(self) -> int | None:
        """The hour of the day (UTC) with most uses; None when there were none."""
        return self.hours.index(max(self.hours)) if any(self.hours) else None


class Reporting:
    """Reports usage."""

    def __init__(
        self, counts: UsageCounts, usage: Usage, clock: Clock, *, keeps_questions: bool
    ) -> None:
        self._counts = counts
        self._usage = usage
        self._clock = clock
        self._keeps_questions = keeps_questions

    async def report(self, days: int, *, guild_id: int | None) -> Report:
        """Return the report over so many days, today included.

        Args:
            days: At least 1.
            guild_id: The server; None for everything everywhere.
        """
        await self._usage.flush()
        now = self._clock()
        today = now.date()
        first = today - timedelta(days=days - 1)
        since = now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=days - 1)
        counts = self._counts
        right, wrong = await counts.judgements(since, guild_id=guild_id)
        asked = await counts.questions(since, guild_id=guild_id)
        topics, speakers = await asyncio.to_thread(_asked_about, asked)
        return Report(
            days=_without_gaps(await counts.days(since, guild_id=guild_id), first, days),
            commands=tuple(await counts.commands(since, guild_id=guild_id)),
            outcomes=await counts.outcomes(since, guild_id=guild_id),
            hours=tuple(await counts.hours(since, guild_id=guild_id)),
            latency=_latency(await counts.latencies(since, guild_id=guild_id)),
            people=await counts.people(since, guild_id=guild_id),
            right=right,
            wrong=wrong,
            topics=topics,
            speakers=speakers,
            keeps_questions=self._keeps_questions,
        )


def _without_gaps(found: Iterable[DayCount], first: date, days: int) -> tuple[DayCount, ...]:
    by_day = {count.day: count for count in found}
    names = [(first + timedelta(days=n)).isoformat() for n in range(days)]
    return tuple(by_day.get(name, DayCount(name, 0, 0, 0)) for name in names)


def _latency(ascending: Sequence[float]) -> Latency:
    def percentile(share: float) -> float:
        last = len(ascending) - 1
        return ascending[min(last, int(share * len(ascending)))] if ascending else 0.0

    return Latency(percentile(0.5), percentile(0.9), percentile(0.99))


def _asked_about(
    asked: Iterable[tuple[str, str]],
) -> tuple[tuple[Topic, ...], tuple[Topic, ...]]:
    """Return topics and speakers of the questions, each only above a number of people."""
    topics: dict[str, set[str]] = defaultdict(set)
    speakers: dict[str, set[str]] = defaultdict(set)
    names: dict[str, str] = {}
    for question, person in asked:
        for word in content_words(question):
            topics[word.term].add(person)
            names[word.term] = word.span.of(question)
        speaker = analyse(question).person
        if speaker:
            speakers[speaker.casefold()].add(person)
            names[speaker.casefold()] = speaker
    return _most(topics, names), _most(speakers, names)


def _most(people: dict[str, set[str]], names: dict[str, str]) -> tuple[Topic, ...]:
    found = [Topic(names[key], len(who)) for key, who in people.items() if len(who) > MORE_THAN]
    return tuple(sorted(found, key=lambda topic: (-topic.people, topic.name))[:_MOST_TOPICS])


def sparkline(numbers: Sequence[int]) -> str:
    """Return one bar a number, the highest one full; zero is the lowest bar."""
    most = max(numbers, default=0)
    return "".join(_BARS[round(n / most * (len(_BARS) - 1)) if most else 0] for n in numbers)


def as_csv(report: Report) -> bytes:
    """Return the report's numbers as CSV in UTF-8: section, name, column, number."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["section", "name", "column", "number"])
    rows.writerows(
        ["day", day.day, column, getattr(day, column)]
        for day in report.days
        for column in ("questions", "answered", "abstained")
    )
    rows.writerows(["command", name, "uses", uses] for name, uses in report.commands)
    rows.writerows(["outcome", name, "uses", n] for name, n in sorted(report.outcomes.items()))
    rows.writerows(["hour UTC", f"{h:02}", "uses", n] for h, n in enumerate(report.hours))
    rows.writerows(["latency", "questions", *pair] for pair in asdict(report.latency).items())
    rows.writerow(["people", "all", "people", report.people])
    rows.writerow(["judgement", "right", "answers", report.right])
    rows.writerow(["judgement", "wrong", "answers", report.wrong])
    rows.writerows(["topic", _harmless_cell(t.name), "people", t.people] for t in report.topics)
    rows.writerows(["speaker", _harmless_cell(t.name), "people", t.people] for t in report.speakers)
    return out.getvalue().encode()


def _harmless_cell(text: str) -> str:
    """Return the text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text
