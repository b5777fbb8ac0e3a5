"""Hostile articles, names and questions: harmless and readable on Discord, terminal and in logs."""

import io
import json
import logging
import re
import unicodedata

import pytest

from bot.cli import main
from bot.errors import AttribuneError
from bot.log import Redaction
from bot.tree import sentence_of
from tests.hostile.seeds import (
    ESCAPES,
    FORGED_LINE,
    LONG_WORD,
    MARKUP,
    RIGHT_TO_LEFT,
    RLO,
    TEXTS,
    ZALGO,
)

EVIL = f"{MARKUP} {RLO}evil\u2069 {ZALGO} {RIGHT_TO_LEFT} [x](https://evil.example) @here"
QUESTION = "When does the Ardle bridge close?"
ACTIVE = re.compile(r"(?<!\\)(?:<@|<#|@everyone|@here|\|\|)|\]\(https?://evil|https://evil")


@pytest.fixture
def hostile_articles(write_articles):
    """Articles with tricks in every field, of which each sentence can be found."""
    head = json.dumps({"title": f"Bridge to close {EVIL}", "publisher": f"Post {EVIL}"})
    text = (
        f"The Ardle bridge will close in March {EVIL}.\n\n"
        f"“It is not safe {MARKUP},” said Anna {ZALGO} Ortiz {RLO}.\n\n"
        f"Long {LONG_WORD} words stand here, and {ESCAPES} escapes."
    )
    return write_articles(evil=f"---\n{head}\n---\n{text}\n")


def assert_harmless(text):
    assert not ACTIVE.search(text), ACTIVE.search(text)
    assert not any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in text)
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert not re.search("[\u0300-\u036f]{5}", text)


@pytest.mark.parametrize(
    "doing",
    [
        ("ask", {"question": QUESTION}),
        ("ask", {"question": f"{QUESTION} {EVIL}"[:900]}),
        ("ask", {"question": "Who said that it is not safe?"}),
        ("search", {"query": "bridge"}),
        ("search", {"query": LONG_WORD[:900]}),
        ("search", {"query": f'speaker:"{MARKUP}" x'}),
        ("quote", {"by": EVIL[:90]}),
        ("whosaid", {"words": f"It is not safe {EVIL}"[:900]}),
        ("speakers", {"name": EVIL[:90]}),
        ("articles list", {}),
        ("verify", {"id": EVIL[:60]}),
        ("briefing preview", {"topic": EVIL[:200]}),
    ],
    ids=lambda doing: f"{doing[0]} {list(doing[1].values())[:1]}"[:40].encode("ascii", "replace"),
)
async def test_on_discord(open_world, hostile_articles, read, doing):
    command, options = doing
    async with open_world(attribune_articles=hostile_articles) as world:
        shown = await world.alice.slash(world.channel, command, **options)
        response = shown.followups[-1] if shown.followups else shown.response
        for text in read(response):
            assert_harmless(text)
            assert text.strip()
        world.expected_errors()


@pytest.mark.parametrize("label", ["Context", "Why?"])
@pytest.mark.parametrize("question", [QUESTION, "Who said that it is not safe?"])
async def test_behind_a_button(open_world, hostile_articles, read, question, label):
    async with open_world(attribune_articles=hostile_articles) as world:
        asked = await world.alice.slash(world.channel, "ask", question=question)
        clicked = await world.alice.click(asked.response, label=label)
        shown = clicked.followups[-1] if clicked.followups else clicked.response
        for text in read(shown or asked.response):
            assert_harmless(text)
            assert text.strip()


@pytest.mark.parametrize("command", ["articles show", "articles history"])
async def test_an_article_as_it_is(open_world, hostile_articles, read, command):
    async with open_world(attribune_articles=hostile_articles) as world:
        shown = await world.alice.slash(world.channel, command, article="1")
        for text in read(shown.followups[-1] if shown.followups else shown.response):
            assert_harmless(text)


@pytest.mark.parametrize("topic", [f"bridge {RLO}{ZALGO}", "@here [x](https://evil.example) <@1>"])
async def test_a_subscription_in_a_channel_with_a_trick_for_a_name(
    open_world, hostile_articles, read, topic
):
    async with open_world(attribune_articles=hostile_articles) as world:
        room = world.guild.create_text_channel(f"room {RLO}{ZALGO}{MARKUP}"[:90])
        somebody = world.guild.add_member(world.env.create_user(f"bo{RLO}{ZALGO}"[:30]))
        wishes = {"time": "07:30", "timezone": "London", "where": "my direct messages"}
        await somebody.slash(room, "briefing subscribe", **wishes, topic=topic[:60])
        listed = await somebody.slash(room, "briefing list")
        told = read(listed.followups[-1] if listed.followups else listed.response)
        assert any("07:30" in text for text in told)
        for text in told:
            assert_harmless(text)


async def test_a_conversation(open_world, hostile_articles, read):
    async with open_world(attribune_articles=hostile_articles) as world:
        mention = world.guild.me.mention
        await world.alice.send(world.channel, f"{mention} {QUESTION} {EVIL}"[:1900])
        for text in read(world.channel.last_message):
            assert_harmless(text)


@pytest.mark.parametrize("text", TEXTS)
def test_a_mistakes_sentence(text):
    shown = sentence_of(AttribuneError(f"There is no speaker {text * 9}."))
    assert_harmless(shown)
    assert len(shown) <= 1900


@pytest.mark.parametrize("command", ["ask", "search", "whosaid", "quote", "speakers", "articles"])
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_in_the_terminal(hostile_articles, tmp_path, monkeypatch, capsys, command, form):
    monkeypatch.setenv("ATTRIBUNE_ARTICLES", str(hostile_articles))
    monkeypatch.setenv("ATTRIBUNE_DATA", str(tmp_path / "data"))
    typed = {"quote": ["--about", "safe"], "articles": []}.get(command, [f"safe bridge {ESCAPES}"])
    with pytest.raises(SystemExit):
        main([command, *typed, *form])
    shown = "".join(capsys.readouterr())
    assert shown
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


def test_a_hostile_file_name_in_the_terminal(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("ATTRIBUNE_DATA", str(tmp_path / "data"))
    with pytest.raises(SystemExit):
        main(["ingest", str(tmp_path / f"{ESCAPES[:20]}.txt".replace("/", ""))])
    assert "\x1b" not in "".join(capsys.readouterr())


@pytest.mark.parametrize("as_json", [True, False])
@pytest.mark.parametrize("text", TEXTS)
def test_in_logs(as_json, text):
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Redaction([], as_json=as_json))
    record = logging.LogRecord("bot", logging.ERROR, "", 0, "%s", (text,), None)
    try:
        raise ValueError(f"{text}\n{FORGED_LINE}")
    except ValueError as error:
        record.exc_info = (ValueError, error, error.__traceback__)
    handler.emit(record)
    first, *more = stream.getvalue().splitlines()
    assert all(line.startswith("  ") for line in more)
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", first + "".join(more)
    )
    if as_json:
        assert not more
        assert json.loads(first)["level"] == "ERROR"
