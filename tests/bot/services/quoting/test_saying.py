import json
import os
import re
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("ATTRIBUNE_SHARED", Path(__file__).parents[4] / ".." / "shared"))


async def test_the_speaker_is_named_for_misremembered_words(world):
    said = await world.saying.answer("who said the northern wall must be rebuilt before winter")
    assert said.answered
    assert said.speaker == "Anna Okafor"
    assert said.quotes[0].text.startswith("We must rebuild")


async def test_what_somebody_said_about_a_topic(world):
    said = await world.saying.answer("what did the harbour minister say about resigning")
    assert said.answered
    assert said.speaker == "Anna Okafor"
    assert "resign" in said.quotes[0].text


async def test_what_somebody_said_lately(world):
    said = await world.saying.answer("what has Anna Okafor said?")
    assert said.answered
    assert said.quotes[0].version.article.title == "Budget vote put off"


async def test_nothing_said_on_a_topic_is_no_answer(world):
    said = await world.saying.answer("what did Anna Okafor say about elephants in Kenya?")
    assert not said.answered
    assert said.speaker == "Anna Okafor"
    assert said.topics


async def test_what_fits_far_worse_than_the_best_is_not_shown(world):
    await world.ingest(
        "walls",
        "---\ntitle: Walls\n---\n"
        '"A wall of tiny blue glass," Ben Hale said.\n\n"Every wall has a story," Ben Hale said.\n',
    )
    said = await world.saying.answer('who said "a wall of tiny blue glass"')
    assert [quoted.text for quoted in said.quotes] == ["A wall of tiny blue glass"]


async def test_invented_words_are_nobodys(world):
    said = await world.saying.answer('who said "elephants may never vote in Kenya again"')
    assert not said.answered


async def test_a_fact_is_no_question_about_words(world):
    assert await world.saying.answer("when will the harbour close?") is None


async def test_a_name_that_several_bear_asks_back(world):
    await world.ingest(
        "other",
        "---\ntitle: Bakery\n---\n"
        '"Bread is back," Grace Okafor said.\n\n"We rise at four," Grace Okafor said.\n',
    )
    said = await world.saying.answer("what has Okafor said?")
    assert not said.answered
    assert {known.person.name for known in said.choices} == {"Anna Okafor", "Grace Okafor"}


def seed_questions():
    path = SHARED / "benchmarks" / "seeds" / "questions.jsonl"
    if not path.exists():
        return []
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [r for r in rows if "who" in r or re.search(r"\bsay\b", r["q"])]


@pytest.mark.skipif(not seed_questions(), reason="the shared seeds are not here")
async def test_the_seeds_questions_about_words(empty):
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        await empty.ingest(path.stem, path.read_text(encoding="utf-8"))
    await empty.open()
    for row in seed_questions():
        said = await empty.saying.answer(row["q"])
        assert said.answered is not row.get("none", False), row["q"]
        if "who" in row:
            assert said.speaker == row["who"]
        for pattern in row.get("must", ()):
            quoted = said.quotes[0]
            assert re.search(pattern, quoted.sentence.of(quoted.version.article.text)), row["q"]
