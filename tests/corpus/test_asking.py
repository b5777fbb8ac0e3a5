import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.asking import said_question


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("who said the army must never be cut", "the army must never be cut"),
        ("which senator joked that he would leave", "he would leave"),
        ("who compared the mayor to a king", "the mayor to a king"),
        ("least bad option, who said that", "least bad option"),
        ("we lost the vote - who", "we lost the vote"),
        ("wake up the whole town quote by", "wake up the whole town"),
        ("wake up the whole town, said by whom?", "wake up the whole town"),
        ('"a mean banker" who said', '"a mean banker"'),
    ],
)
def test_the_speaker_is_asked_for(question, words):
    said = said_question(question)
    assert said.asks_who
    assert said.words == words
    assert said.person is None


@pytest.mark.parametrize(
    ("question", "person", "words"),
    [
        ("what did the PM say about Nato?", "the PM", "Nato"),
        ("What has Liz Truss said?", "Liz Truss", ""),
        ("did Johnson say he would resign", "Johnson", "he would resign"),
        ("what did Tim Allen say the actor should do", "Tim Allen", "the actor should do"),
        ("how did the mayor defend the road", "the mayor", "the road"),
        ("jack nicklaus on golf", "jack nicklaus", "golf"),
    ],
)
def test_what_somebody_said_is_asked_for(question, person, words):
    said = said_question(question)
    assert not said.asks_who
    assert (said.person, said.words) == (person, words)


def test_a_role_is_kept_apart_from_the_words():
    assert said_question("which state senator said taxes must fall").role == "state senator"


@pytest.mark.parametrize(
    "question",
    ["How many troops are there?", "When did it start?", "what is the capital of Peru", "", "?!"],
)
def test_other_questions_are_not_about_words(question):
    assert said_question(question) is None


def test_who_somebody_is_may_only_be_guessed_from_words():
    assert not said_question("who at the union said the plan had failed").is_certain


@pytest.mark.parametrize(
    "question",
    [
        "who is the prime minister of Japan",
        "who founded the school",
        "which town's buses cost the least compared to income",
    ],
)
def test_who_somebody_is_and_what_somebody_did_is_not_about_words(question):
    assert said_question(question) is None


@given(st.text(max_size=200))
def test_any_question_is_read(question):
    said = said_question(question)
    assert said is None or isinstance(said.words, str)
