import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.ranking.spelling import Spelling, slips_between

WORDS = Spelling(["president", "preside", "bridge", "health", "care", "resign", "cat"])


@pytest.mark.parametrize(
    ("word", "nearest"),
    [
        ("presidant", ["president"]),
        ("brigde", ["bridge"]),
        ("helth", ["health"]),
        ("xylophone", []),
        ("cot", []),
        ("1234", []),
    ],
)
def test_the_nearest_words(word, nearest):
    assert WORDS.nearest(word) == nearest


def test_words_that_begin_alike():
    assert WORDS.sharing_beginning("presidency") == ["preside", "president"]
    assert WORDS.sharing_beginning("cat") == []


def test_joined_words_are_taken_apart():
    assert WORDS.halves("healthcare") == ("health", "care")
    assert WORDS.halves("healthy") is None


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_slips_are_even_handed_and_bounded(left, right):
    found = slips_between(left, right, 2)
    assert found == slips_between(right, left, 2)
    assert (found == 0) == (left == right)
    assert found <= 3
