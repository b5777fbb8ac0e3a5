"""`python -m tests.benchmarks.memory`: resident memory and the time until the bot is ready."""

import argparse
import asyncio
import itertools
import tempfile

from tests.benchmarks.load import newsstand
from tests.benchmarks.load.attribune import standing
from tests.loopback.server import custom_ids

SHIPPED = [
    "When was the Crimean peninsula annexed?",
    "Who said the threat is real?",
    "What did Ben Wallace say about Nato?",
    "How many troops are on the border?",
]


async def measure(name, settings, questions, rounds):
    async with standing(settings) as stand:
        at_ready, cpu_s = stand.rss_mb(), stand.cpu_s()
        for question in itertools.islice(itertools.cycle(questions), rounds):
            await converse(stand, question)
        print(
            f"{name:<22} ready in {stand.ready_s:5.2f} s ({cpu_s:.2f} s of CPU)   "
            f"resident {at_ready:6.1f} MB when ready, {stand.rss_mb():6.1f} MB after {rounds} "
            f"questions, searches and clicks; peak {stand.peak_mb():6.1f} MB"
        )


async def converse(stand, question):
    """Ask, search, complete and click once each, one after the other."""
    discord, ann, news = stand.discord, stand.people[0], stand.news
    asked = await discord.ask(ann, news, question)
    await asyncio.wait_for(asked.answered.wait(), 30)
    words = question.strip("?").split()[1:4]
    found = await discord.ask(ann, news, " ".join(words), command="search", option="query")
    completed = await discord.complete(ann, news, "search", "query", words[0][:4])
    for one in (found, completed):
        await asyncio.wait_for(one.answered.wait(), 30)
    for id_ in list(custom_ids(asked.original))[:1]:
        clicked = await discord.click(ann, asked.original, id_)
        await asyncio.wait_for(clicked.answered.wait(), 30)


async def main(sentences, rounds):
    for n in sentences:
        newsstand.data(n)
    with tempfile.TemporaryDirectory() as folder:
        shipped = {"ATTRIBUNE_DATA": folder}
        await measure("shipped, first start", shipped, SHIPPED, rounds)
        await measure("shipped", shipped, SHIPPED, rounds)
    for n in sentences:
        asked = newsstand.questions(n, 100)
        await measure(f"{n:,} sentences", newsstand.settings_for(n), asked, rounds)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, nargs="*", default=[100_000])
    parser.add_argument("--rounds", type=int, default=100)
    chosen = parser.parse_args()
    asyncio.run(main(chosen.sentences, chosen.rounds))
