import pytest

from bot.services.quoting.inquiry import inquire
from corpus.asking import said_question
from corpus.quotations import Gender


@pytest.mark.parametrize(
    ("question", "gender"),
    [
        ("who said she would not resign", Gender.FEMALE),
        ("who said his men were never asked", Gender.MALE),
        ("who said he told her so", Gender.UNKNOWN),
        ("who said nobody was asked", Gender.UNKNOWN),
    ],
)
async def test_pronouns_tell_who_is_meant(world, question, gender):
    selecting = await world.quoting.selecting()
    inquiry = inquire(said_question(question), question, selecting, {})
    assert inquiry.gender is gender


async def test_a_role_is_looked_up_apart_from_the_words(world):
    question = "which minister said the northern wall must be rebuilt"
    inquiry = inquire(said_question(question), question, await world.quoting.selecting(), {})
    assert [concept.word for concept in inquiry.who.concepts] == ["minister"]
    assert max(inquiry.ranked.values()) == 1.0
