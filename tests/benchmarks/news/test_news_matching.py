"""The texts here are written for these tests."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from news_matching import Gold, is_right, same_name, same_text, shared_words, words

SENTENCE = "The harbour board raised ferry fares by nine pence on Monday, its third rise in a year."
OPENING = words("Ferry fares rise again in Port Alder. " + SENTENCE)


def gold(text):
    return Gold(words(text), "post_2016-01-02_ferry-fares", OPENING)


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("The mayor’s café — “open” at\u00a0last", id="curly and accented"),
        pytest.param("the mayor's cafe - ''open'' at  last", id="typewriter"),
        pytest.param('THE MAYOR cafe "open"\nat last', id="shouted, no possessive"),
    ],
)
def test_words_forget_how_a_text_was_typed(written):
    assert words(written) == ("the", "mayor", "cafe", "open", "at", "last")


def test_an_opening_quote_is_no_possessive():
    assert words("''should''") == ("should",)


@pytest.mark.parametrize(
    ("shown", "right"),
    [
        pytest.param(SENTENCE, True, id="the sentence"),
        pytest.param("Rain fell. " + SENTENCE + " Nobody came.", True, id="and its neighbours"),
        pytest.param("The harbour board raised ferry fares by nine pence", True, id="most of it"),
        pytest.param(SENTENCE.replace("nine pence", "10p"), True, id="a word or two cleaned"),
        pytest.param("The harbour", False, id="two of its words"),
        pytest.param("The harbour board met on Monday to hear the ferry men.", False, id="another"),
        pytest.param("Its ferry rise by third nine the board in fares", False, id="shuffled"),
        pytest.param(SENTENCE + " And so on and on." * 80, False, id="a whole article"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_a_shown_sentence_is_right_when_it_is_the_gold_one(shown, right):
    assert same_text(words(shown), words(SENTENCE)) is right


def test_a_short_gold_counts_only_whole():
    assert same_text(words('"We lost," she said.'), words("We lost"))
    assert not same_text(words("We won, they lost."), words("We lost"))


@pytest.mark.parametrize(
    ("place", "right"),
    [
        pytest.param({"title": "Ferry fares rise again in Port Alder"}, True, id="its title"),
        pytest.param({"title": "Tigers lose at home", "article": "77"}, False, id="another title"),
        pytest.param(
            {"title": "?", "article": "x/post_2016-01-02_ferry-fares.txt"}, True, id="its stem"
        ),
        pytest.param({}, True, id="nothing to go by"),
    ],
)
def test_a_short_gold_must_come_from_its_article(place, right):
    assert is_right({"text": "“We lost,” he said.", **place}, [gold("We lost")]) is right


def test_a_long_gold_may_come_from_a_copy_of_its_article():
    assert is_right({"text": SENTENCE, "title": "The same story elsewhere"}, [gold(SENTENCE)])


@pytest.mark.parametrize(
    ("name", "wanted", "same"),
    [
        pytest.param("Ada Quist", "Ada Quist", True, id="the same"),
        pytest.param("Quist", "Ada Quist", True, id="last name"),
        pytest.param("Harbour Minister Ada J. Quist", "Ada Quist", True, id="role and initial"),
        pytest.param("Ms. Quist", "Ada Quist", True, id="title"),
        pytest.param("Joe Renn", "Joseph R. Renn Jr.", True, id="short first name"),
        pytest.param("Felipe Marón", "Felipe Maron", True, id="accent"),
        pytest.param("Port Board", "The Port Board", True, id="organisation"),
        pytest.param("Ben Quist", "Ada Quist", False, id="another first name"),
        pytest.param("Ada Renn", "Ada Quist", False, id="another last name"),
        pytest.param("the mayor", "Ada Quist", False, id="a role alone"),
        pytest.param(None, "Ada Quist", False, id="unknown"),
        pytest.param("", "Ada Quist", False, id="empty"),
    ],
)
def test_names_are_one_persons(name, wanted, same):
    assert same_name(name, wanted) is same


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared(one, other):
    shared = shared_words(words(one), words(other))
    assert 0 <= shared <= min(len(words(one)), len(words(other)))
    assert same_text(words(one), words(one)) is bool(words(one))
    assert same_name(one, other) in {True, False}
