from tests.benchmarks.retrieval.written import (
    asked,
    sentence_rows,
    stories,
    story_asked,
    texts,
    written_questions,
)


def test_every_answer_is_found_in_its_article():
    articles = {row["id"]: row for row in sentence_rows()}
    for question in written_questions("fact", "who", "about"):
        assert question.answers
        assert all(answer in articles for answer in question.answers)


def test_near_misses_have_no_answer():
    assert not any(q.answers or q.is_answerable for q in written_questions("none"))


def test_no_question_is_asked_twice():
    ids = [row["id"] for row in asked()]
    assert len(set(ids)) == len(ids)
    assert len({row["question"] for row in asked()}) > 0.99 * len(ids)


def test_articles_that_answer_the_same_are_one_story():
    assert set(stories()) == set(texts())
    for row in asked():
        told = {stories()[also["doc"]] for also in row.get("also", [])}
        assert told <= {story_asked()[f"written/{row['id']}"]}
