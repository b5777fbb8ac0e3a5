from bot.services.quoting.answers import checked_answer, found_answer, said_answer
from bot.services.quoting.models import Asked


async def test_a_look_up_becomes_an_answer_under_its_question(world):
    found = await world.quoting.quote(Asked(by="Anna Okafor", kind="direct"))
    answer = found_answer(found)
    assert (answer.question, answer.kind) == ("What has Anna Okafor said?", "quotes")
    assert (answer.answered, answer.note) == (True, "Only direct ones.")
    assert [hit.said for hit in answer.hits] == [(quoted,) for quoted in found.quotes]


async def test_each_hit_is_the_sentence_that_holds_the_quotation(world):
    answer = found_answer(await world.quoting.quote(Asked()))
    for hit in answer.hits:
        (quoted,) = hit.said
        assert hit.span.contains(quoted.span)
        assert quoted.text in hit.text


async def test_a_comparison_becomes_an_answer_with_its_verdict(world):
    exact = checked_answer(await world.quoting.whosaid("I will not resign over a wall"))
    assert (exact.answered, exact.note) == (True, "Exactly so.")
    nobody = checked_answer(await world.quoting.whosaid("elephants may vote on Sundays"))
    assert (nobody.answered, nobody.note) == (False, "Nobody is quoted saying that.")


async def test_a_misspelt_name_is_told(world):
    said = await world.saying.answer("What did Tarant say about the budget?")
    assert said_answer("?", said).note == "I took Tarant for William Tarrant."
