import json
import os
import re
from pathlib import Path

import pytest

from bot.bootstrap import open_app
from bot.errors import ArticleMissing, NothingToIngest
from bot.services.answering import FAR_BEHIND
from corpus.errors import EmptyQuestion, QueryMistake
from corpus.models import Span
from corpus.proofs import read_proof_id

SHARED = Path(os.environ.get("ATTRIBUNE_SHARED", Path(__file__).parents[3] / ".." / "shared"))
QUESTIONS = SHARED / "benchmarks" / "seeds" / "questions.jsonl"


@pytest.fixture
async def app(make_settings):
    async with open_app(make_settings()) as app:
        yield app


async def test_each_answer_is_a_slice_with_a_proof(app):
    answer = await app.answering.answer("When did Russian forces annex the Crimean peninsula?")
    assert answer.answered
    assert "2014" in answer.hits[0].text
    for hit in answer.hits:
        text = hit.version.article.text
        assert text[hit.span.start : hit.span.end] == hit.text
        assert read_proof_id(hit.proof).holds_for(text)
        assert all(hit.span.contains(span) for span in hit.matched)


async def test_the_context_is_two_sentences_on_each_side(app):
    hit = (await app.answering.answer("Which steps must Ukraine take to join NATO?")).hits[0]
    around = await app.answering.context(hit.version.version_id, hit.span)
    assert len(around.before) <= 2
    assert len(around.after) <= 2
    assert [s.end <= hit.span.start for s in around.before] == [True] * len(around.before)


async def test_the_context_of_nothing_is_refused(app):
    with pytest.raises(ArticleMissing):
        await app.answering.context(999, Span(0, 5))


@pytest.mark.parametrize("question", ["", "?!", "what who", "🙂"])
async def test_a_question_without_words_is_refused(app, question):
    with pytest.raises(EmptyQuestion):
        await app.answering.answer(question)


async def test_nothing_is_near_where_no_article_has_a_word_of_the_question(app):
    answer = await app.answering.answer("Who won the Eurovision Song Contest?")
    assert answer.missing_terms == ("won", "Eurovision", "Song", "Contest")
    assert not answer.answered
    assert answer.hits == ()


async def test_what_has_a_word_of_the_question_is_near(app):
    answer = await app.answering.answer("Which soldiers won the Eurovision?")
    assert not answer.answered
    assert answer.hits


async def test_search_meets_its_conditions(app):
    found = await app.answering.search('Wallace "divide and rule" publisher:itv')
    assert found.answered
    assert all("divide and rule" in hit.text for hit in found.hits)
    assert not (await app.answering.search("Wallace publisher:bbc")).hits
    with pytest.raises(QueryMistake):
        await app.answering.search("Wallace OR")


async def test_what_was_shown_comes_back_whatever_changed(app):
    answer = await app.answering.answer("Who met President Putin in Moscow?")
    id_ = await app.remembering.keep("ask", answer, "somebody")
    await app.ingesting.forget(answer.hits[0].version.article_id)
    shown, again = await app.remembering.recall(id_)
    assert shown.person == "somebody"
    assert [hit.text for hit in again.hits] == [hit.text for hit in answer.hits]
    assert [hit.proof for hit in again.hits] == [hit.proof for hit in answer.hits]
    assert [(h.sentence, h.sentences) for h in again.hits] == [
        (h.sentence, h.sentences) for h in answer.hits
    ]


async def test_what_was_shown_before_the_start_comes_back(make_settings):
    settings = make_settings()
    async with open_app(settings) as app:
        answer = await app.answering.answer("Who met President Putin in Moscow?")
        id_ = await app.remembering.keep("ask", answer, "somebody")
        await app.ingesting.forget(answer.hits[0].version.article_id)
    async with open_app(settings) as app:
        _, again = await app.remembering.recall(id_)
        around = await app.answering.context(again.hits[0].version.version_id, again.hits[0].span)
    assert [hit.text for hit in again.hits] == [hit.text for hit in answer.hits]
    assert around.before or around.after


async def test_no_folder_no_start(make_settings, tmp_path):
    with pytest.raises(NothingToIngest):
        async with open_app(make_settings(attribune_articles=tmp_path / "nowhere")):
            pass


@pytest.mark.skipif(not QUESTIONS.exists(), reason="the shared questions are not here")
async def test_questions_about_the_raw_texts(make_settings):
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    async with open_app(make_settings(attribune_articles=SHARED / "seeds")) as app:
        answers = [await app.answering.answer(row["q"]) for row in rows]
    wrong = [
        f"{row['q']} ({answer.confidence:.2f}): {answer.hits and answer.hits[0].text}"
        for row, answer in zip(rows, answers, strict=True)
        if not right(row, answer)
    ]
    assert wrong == []


def right(row, answer):
    if row.get("none"):
        return not answer.answered
    must = row.get("must", [])
    first = answer.hits[0].text if answer.answered else ""
    return all(re.search(pattern, first) for pattern in must)


async def test_why_an_article_is_not_first(app):
    question = "When did Russian forces annex the Crimean peninsula?"
    first = (await app.answering.answer(question)).hits[0].version
    other = next(v for v in app.library.versions() if v.article_id != first.article_id)
    found = await app.answering.why_not(question, other.article_id)
    assert not found.is_first
    assert found.first.version == first
    assert found.best.version == other
    assert found.lacks
    assert sum(feature.part for feature in found.behind) > 0
    assert (await app.answering.why_not(question, first.article_id)).is_first


async def test_why_nothing_of_an_article_is_shown(app):
    article_id = app.library.versions()[0].article_id
    found = await app.answering.why_not("zebra xylophone", article_id)
    assert (found.best, found.first) == (None, None)
    assert found.lacks == ("zebra", "xylophone")


async def test_why_of_no_article_is_refused(app):
    with pytest.raises(ArticleMissing):
        await app.answering.why_not("Crimea", 999)
    with pytest.raises(EmptyQuestion):
        await app.answering.why_not("?!", app.library.versions()[0].article_id)


async def test_sentences_far_behind_the_first_are_not_shown_beside_it(app):
    answer = await app.answering.answer("How many troops is the UK sending to Poland?")
    behind = [answer.hits[0].score - hit.score for hit in answer.hits[:3]]
    assert answer.answered
    assert answer.close == sum(gap <= FAR_BEHIND for gap in behind)
    assert 1 <= answer.close < len(answer.hits)
