from dataclasses import replace

import pytest

from bot.services.quoting.models import Asked, Found, Said
from bot.services.quoting.wording import (
    facts,
    found_how,
    nothing,
    nothing_found,
    polarity_of,
    question_for,
    speaker_of,
)
from corpus.asking import said_question
from corpus.models import Span


async def quotes(world, **asked):
    return (await world.quoting.quote(Asked(**asked))).quotes


async def test_every_quotation_tells_its_cue_kind_and_how_it_was_found(world):
    for quoted in await quotes(world):
        told = facts(quoted)
        assert found_how(quoted) in told
        assert any("quotation" in fact or "statement" in fact for fact in told)


async def test_what_is_no_assertion_is_led_by_its_polarity(world):
    led = [q for q in await quotes(world) if polarity_of(q)]
    assert led
    for quoted in led:
        assert speaker_of(quoted).endswith((" denied", " asked", " refused"))


async def test_a_guess_is_no_certainty(world):
    quoted = (await quotes(world, by="William Tarrant"))[0]
    guess = replace(quoted, quote=replace(quoted.quote, confidence=0.6))
    assert (speaker_of(quoted), speaker_of(guess)) == ("William Tarrant", "perhaps William Tarrant")
    assert speaker_of(replace(guess, is_corrected=True)) == "William Tarrant"


async def test_via_is_told_once(world):
    quoted = (await quotes(world, by="William Tarrant"))[0]
    paper = Span(0, 5)
    told = facts(replace(quoted, quote=replace(quoted.quote, via=paper, addressee=paper)))
    assert [fact for fact in told if fact.startswith(("via ", "to "))] == [
        f"via {paper.of(quoted.version.article.text)}"
    ]
    itself = replace(quoted.quote, via=quoted.quote.source)
    assert not any(fact.startswith("via ") for fact in facts(replace(quoted, quote=itself)))


@pytest.mark.parametrize(
    ("by", "about", "question"),
    [
        ("Ann Lee", "rain", "What did Ann Lee say about rain?"),
        ("Ann Lee", None, "What has Ann Lee said?"),
        (None, "rain", "Who said something about rain?"),
    ],
)
def test_a_look_up_is_a_question_that_asks_for_the_same(by, about, question):
    assert question_for(by, about) == question
    said = said_question(question)
    assert said.person == by
    assert (about or "") in said.words


def test_nothing_is_said_in_one_sentence():
    assert nothing_found(Found(Asked(by="Quux"))) == "Nobody called Quux is quoted."
    assert nothing_found(Found(Asked())) == "No quotation meets that."
    unsaid = Said(False, False, 0.0, speaker="Ann Lee", about="rain", topics=("snow", "wind"))
    told = "No quotation by Ann Lee on rain; Ann Lee is quoted on: snow, wind."
    assert nothing(unsaid) == told
