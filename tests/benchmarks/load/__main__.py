"""`python -m tests.benchmarks.load`: how soon people hear from the bot while many ask at once.

Questions, searches, autocompletes and button presses come at a steady rate, whether or not the
earlier ones are answered, to the bot and to an empty one, in turn, in one run.
"""

import argparse
import asyncio
import itertools
import json
import random
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.load import newsstand
from tests.benchmarks.load.attribune import standing
from tests.loopback.server import custom_ids

MIX = {"question": 45, "search": 20, "autocomplete": 20, "button": 15}
LATE_S = 3.0
_WARMING = 100  # questions
BUSY = "a lot of questions"
EMPTY = ("-m", "tests.benchmarks.load.empty")


@dataclass
class Figures:
    """What one rate did to one bot; times in seconds."""

    rate: int
    count: int
    p50: float
    p99: float
    worst: float
    answer_p50: float
    late: int  # never acknowledged within Discord's three seconds
    stuck: int  # acknowledged, and at "thinking…" at the end
    shed: int  # told that the bot is busy
    cpu: float  # cores in use
    lag: float = 0.0


class Crowd:
    """People who ask, search, type and click."""

    def __init__(self, stand, questions):
        self.stand, self.discord = stand, stand.discord
        self.questions = itertools.cycle(questions)
        self.chance = random.Random(5)
        self.shown = []  # answers whose buttons may be pressed

    async def warm_up(self):
        for _ in range(8):
            asked = await self.act("question")
            await asyncio.wait_for(asked.answered.wait(), 30)
            self.shown.append(asked.original)
            for kind in ("search", "autocomplete", "button"):
                one = await self.act(kind)
                await asyncio.wait({asyncio.ensure_future(one.answered.wait())}, timeout=10)
        await asyncio.sleep(2)

    async def act(self, kind):
        who, news, question = (
            self.chance.choice(self.stand.people),
            self.stand.news,
            next(self.questions),
        )
        words = question.strip("?").split()[1:]
        if kind == "question":
            return await self.discord.ask(who, news, question)
        if kind == "search":
            return await self.discord.ask(who, news, " ".join(words[:3]), "search", "query")
        if kind == "autocomplete":
            return await self.discord.complete(who, news, "search", "query", words[0][:3])
        message = self.chance.choice(self.shown)
        return await self.discord.click(who, message, next(custom_ids(message)))

    async def rush(self, rate, seconds):
        """Act at a rate for some seconds; return the figures."""
        acts, cpu, began = [], self.stand.cpu_s(), time.perf_counter()
        kinds = self.chance.choices(list(MIX), MIX.values(), k=rate * seconds)
        for n, kind in enumerate(kinds):
            await asyncio.sleep(began + n / rate - time.perf_counter())
            acts.append((time.perf_counter(), await self.act(kind)))
        took = time.perf_counter() - began
        cores = (self.stand.cpu_s() - cpu) / took
        await self._quiet([one for _, one in acts])
        found = _figures(rate, [one for _, one in acts], cores)
        self.discord.world.interactions.clear()
        for channel in self.discord.world.channels.values():
            channel.messages.clear()
        for session in self.discord.gateway.sessions.values():
            session.sent[:] = session.sent[-1:]
        return found

    async def _quiet(self, acts):
        """Wait until all have their answers, or a while."""
        deadline = time.perf_counter() + 20
        while time.perf_counter() < deadline and any(map(_is_open, acts)):  # noqa: ASYNC110 (another process's work)
            await asyncio.sleep(0.1)


def _is_open(act):
    return act.is_thinking or (act.kind is None and time.time() - act.sent_at < LATE_S + 1)


def _is_shed(act):
    return act.original is not None and BUSY in json.dumps(act.original.body)


def _figures(rate, acts, cores):
    heard = sorted(one.took_s for one in acts if one.took_s is not None)
    answers = sorted(one.answered_s for one in acts if one.kind == 5 and one.answered_s)
    return Figures(
        rate, len(acts),
        *(_quantile(heard, q) for q in (0.5, 0.99, 1.0)),
        answer_p50=_quantile(answers, 0.5),
        late=sum(one.kind is None for one in acts),
        stuck=sum(one.is_thinking for one in acts),
        shed=sum(map(_is_shed, acts)),
        cpu=cores,
    )  # fmt: skip


def _quantile(values, q):
    return values[min(len(values) - 1, int(q * len(values)))] if values else float("nan")


async def measure(settings, program, questions, rates, seconds, lag_file=None):
    found, windows = [], []
    async with standing(settings, *program) as stand:
        crowd = Crowd(stand, questions)
        await crowd.warm_up()
        for rate in rates:
            began = time.time()
            found.append(await crowd.rush(rate, seconds))
            windows.append((began, began + seconds))
            await asyncio.sleep(1)
        traces = [line for line in stand.errors if '"ERROR"' in line]
    if lag_file:
        lags = json.loads(Path(lag_file).read_text())
        for figures, (start, end) in zip(found, windows, strict=True):
            figures.lag = max((lag for at, lag in lags if start <= at <= end), default=0.0)
    return found, traces


def show(name, figures, empty):
    for one, none in zip(figures, empty, strict=True):
        times = f"p99 {one.p99 * 1e3:7.1f}  max {one.worst * 1e3:7.1f}"
        answers = f"answer p50 {one.answer_p50 * 1e3:7.1f} ms"
        misses = f"late {one.late}  stuck {one.stuck}  shed {one.shed}"
        print(
            f"{name:>9} {one.rate:4}/s {one.count:6} acts  p50 {one.p50 * 1e3:6.1f} ms "
            f"({one.p50 / none.p50:4.2f} x)  {times}  {answers}  {misses}  {one.cpu:.2f} cores"
            + (f"  worst lag {one.lag * 1e3:.0f} ms" if one.lag else "")
        )


async def main(sentences, rates, seconds):
    newsstand.data(sentences)
    questions = newsstand.questions(sentences, sum(rates) * seconds + _WARMING)  # none twice
    empty, _ = await measure({}, EMPTY, questions, rates, seconds)
    with tempfile.TemporaryDirectory() as folder:
        lag_file = f"{folder}/lag.json"
        program = ("-m", "tests.benchmarks.load.watched", lag_file)
        settings = newsstand.settings_for(sentences)
        found, traces = await measure(settings, program, questions, rates, seconds, lag_file)
    show("empty", empty, empty)
    show("attribune", found, empty)
    print(f"{len(traces)} errors in the log", *traces[:3], sep="\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=100_000)
    parser.add_argument("--rates", type=int, nargs="*", default=[20, 100, 300])
    parser.add_argument("--seconds", type=int, default=20)
    chosen = parser.parse_args()
    asyncio.run(main(chosen.sentences, chosen.rates, chosen.seconds))
