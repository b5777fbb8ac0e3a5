import pytest

from bot.services.spelling import Vocabulary

WORDS = Vocabulary(["Blaszczak met Wallace in Warsaw.", "Wallace, wallpaper and WALLACE; Wallace."])


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("Blaszczek", "Blaszczak"),
        ("walace", "Wallace"),
        ("WARSWA", "Warsaw"),
        ("met", None),
        ("zebra", None),
        ("", None),
    ],
)
def test_the_nearest_word(word, meant):
    assert WORDS.nearest(word) == meant


def test_words_by_their_beginning_the_most_frequent_first():
    assert WORDS.starting_with("wal", 5) == ["Wallace", "wallpaper"]
    assert WORDS.starting_with("x", 5) == []
    assert Vocabulary(()).nearest("anything") is None
