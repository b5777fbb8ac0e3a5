from bot.services.quoting.evidence import Gathering
from bot.services.quoting.inquiry import inquire
from bot.services.quoting.models import Asked
from corpus.asking import said_question


async def gathered(world, question):
    """Return the evidence for each candidate of a question, by its first words."""
    selecting = await world.quoting.selecting()
    inquiry = inquire(said_question(question), question, selecting, {})
    gathering = Gathering(inquiry, selecting, world.quoting.places(selecting))
    rows, versions = selecting.catalogue.rows, selecting.catalogue.versions
    found = {}
    for row in gathering.candidates(selecting.mask(Asked())).tolist():
        text = versions[int(rows["version"][row])].article.text
        found[text[rows["start"][row] :][:7]] = gathering.evidence(row)
    return found


async def test_words_in_the_quotation_count_as_content(world):
    found = await gathered(world, "who said the northern wall must be rebuilt")
    assert found["We must"]["content"] > 0.9
    assert found["I will "]["content"] < found["We must"]["content"]


async def test_each_reach_holds_the_one_before(world):
    for known in (await gathered(world, "who said winter storms would return")).values():
        assert known["content"] <= known["sentence"] <= known["around"] <= known["article"]


async def test_who_is_described_is_told_by_role_and_by_what_stands_beside_the_name(world):
    found = await gathered(world, "which union leader said no fisherman was asked")
    assert found["Nobody "]["described"] > 0.9
    assert found["We must"]["described"] < 0.5


async def test_a_speaker_of_the_other_gender_speaks_against(world):
    found = await gathered(world, "who said he must rebuild the wall")
    assert found["We must"]["gender_differs"] == 1.0
