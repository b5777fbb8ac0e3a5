from dataclasses import replace

from bot.services.quoting.evidence import Gathering
from bot.services.quoting.inquiry import inquire
from bot.services.quoting.models import Asked
from bot.services.quoting.weighing import certainty, fitting, probability, told, weigh
from corpus.asking import said_question


async def weighed(world, question):
    selecting = await world.quoting.selecting()
    said = said_question(question)
    inquiry = inquire(said, question, selecting, {})
    gathering = Gathering(inquiry, selecting, world.quoting.places(selecting))
    return said, weigh(gathering, selecting.mask(Asked()))


async def test_what_fits_better_comes_first_and_is_likelier_to_answer(world):
    said, found = await weighed(world, "who said the northern wall must be rebuilt before winter")
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    _, others = await weighed(world, "who said elephants will be counted by the navy")
    assert probability(said, found) > probability(said, others)


async def test_nothing_found_answers_nothing(world):
    said, _ = await weighed(world, "who said the wall must be rebuilt")
    assert probability(said, []) == 0.0


async def test_only_what_another_article_has_takes_from_the_lead(world):
    said, found = await weighed(world, "who said the northern wall must be rebuilt")
    alone = [replace(one, article=0) for one in found]
    assert told(said, alone)["ahead"] == 4.0
    elsewhere = [alone[0], replace(alone[0], article=1)]
    assert told(said, elsewhere)["ahead"] == 0.0


async def test_the_models_weigh_only_what_is_gathered(world):
    said, found = await weighed(world, 'which minister said "we must rebuild" the wall')
    assert set(fitting().names) <= {name for one in found for name in one.evidence}
    assert set(certainty().names) <= set(told(said, found))


async def test_the_very_words_come_first_and_leave_little_doubt(world):
    said, found = await weighed(world, 'who said "a single fisherman"')
    assert found[0].is_exact
    assert not any(one.is_exact for one in found[1:])
    assert probability(said, found) == 0.97
