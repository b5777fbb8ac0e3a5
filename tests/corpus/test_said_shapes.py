import pytest

from corpus.said_shapes import (
    asks_for_speaker,
    asks_for_words,
    seems_to_ask_for_speaker,
    seems_to_ask_for_words,
)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("who grumbled that the bridge was late", "the bridge was late"),
        ("who was it that called the plan a trap", "the plan a trap"),
        ("whose words are we shall not be moved", "we shall not be moved"),
        ("did anyone say the harbour would close", "the harbour would close"),
        ("which old miner recalled the flood", "the flood"),
    ],
)
def test_the_speaker_is_asked_for(question, words):
    assert asks_for_speaker(question)["words"] == words


@pytest.mark.parametrize(
    ("question", "person", "words"),
    [
        ("what does Mrs Gray have to say about the bells", "Mrs Gray", "the bells"),
        ("tell me what the mayor said about the bells", "the mayor", "the bells"),
    ],
)
def test_somebodys_words_are_asked_for(question, person, words):
    match = asks_for_words(question)
    assert (match["person"], match["words"]) == (person, words)


@pytest.mark.parametrize(
    ("question", "person", "words"),
    [
        ("what's the mayor's view of the bridge", "the mayor's", "the bridge"),
        ("what was the verdict of Ms Ray on the plan", "Ms Ray", "the plan"),
        ("what reason did the bank give for closing", "the bank", "closing"),
        ("what does the coach make of the critics", "the coach", "the critics"),
        ("how did the judge look back on the trial", "the judge", "the trial"),
        ("according to Ms Ray, how deep is it", "Ms Ray", "how deep is it"),
        ("Lena Ray quotes on fishing", "Lena Ray", "fishing"),
    ],
)
def test_somebodys_words_may_be_asked_for(question, person, words):
    match = seems_to_ask_for_words(question)
    assert (match and match["person"], match and match["words"]) == (person, words)


def test_a_half_sentence_may_ask_for_a_quotation():
    match = seems_to_ask_for_speaker("judge threatened salmon showed initiative quote")
    assert match["words"] == "judge threatened salmon showed initiative"


def test_nothing_is_sought_in_what_is_far_too_long_for_a_question():
    assert seems_to_ask_for_words("what does the coach make of " + "the critics " * 100) is None
