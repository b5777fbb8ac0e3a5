import pytest

from corpus.digest.matching import has_all, is_by, match
from corpus.digest.models import Interest, Said
from corpus.models import Span
from tests.corpus.digest.pieces import bridge

BRANDT = Said((Span(0, 5),), "Ida Brandt", ("Mayor Brandt", "the mayor"))


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        ("bridge", ["Bridge", "bridge", "bridge"]),
        ("Bridges", ["Bridge", "bridge", "bridge"]),
        ("bridge weir", []),
        ("pontoon weir", ["pontoon", "weir"]),
        ("the", []),
    ],
)
def test_a_topic_matches_where_one_sentence_has_all_its_words(topic, words):
    told = bridge()
    found = match(told, Interest(topics=(topic,)))
    assert [word.of(told.article.text) for word in found.words] == words
    assert bool(found) == bool(words)


@pytest.mark.parametrize(
    ("name", "same"),
    [("Brandt", True), ("ida brandt", True), ("mayor", True), ("Otto Brandt", False), ("", False)],
)
def test_a_name_matches_whole_words_of_one_form(name, same):
    assert is_by(BRANDT, name) is same


def test_nothing_followed_matches_nothing():
    assert not match(bridge(), Interest())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["bridge", "pontoon"], True),
        (["bridges", "Councillor"], True),
        (["bridge", "opera"], False),
    ],
)
def test_words_are_looked_for_anywhere_in_a_text(words, expected):
    assert has_all(bridge().article.text, words) is expected
