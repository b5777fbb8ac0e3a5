import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.conversation.people import Somebody
from corpus.conversation.resolve import understand
from corpus.conversation.turns import Act, turn_of
from corpus.quotations import Gender

BEN = Somebody("Ben Wallace", Gender.MALE)
LAST = turn_of("What did Ben Wallace say about Poland?", ["Mr Wallace said so."], [BEN])


@given(st.text())
def test_any_text_means_something(text):
    for last in (None, LAST):
        found = understand(text, last)
        assert bool(found.question) == (found.act is Act.ASK)


def test_a_question_of_its_own_takes_nothing_over():
    found = understand("When was Crimea annexed?", LAST)
    assert (found.question, found.about) == ("When was Crimea annexed?", ())


@pytest.mark.parametrize(
    "text", ["this week in Poland?", "Is it true that Russia denied the claims?"]
)
def test_words_that_only_look_like_it(text):
    assert understand(text, LAST).question == text


def test_who_said_that_is_about_the_slice():
    found = understand("who said that?", LAST)
    assert found.question == "Who said “Mr Wallace said so”?"
