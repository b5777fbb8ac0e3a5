import pytest

from corpus.quotes.finite import is_finite, names_its_host
from corpus.quotes.tokenizing import read


def asked(question, text, word):
    tokens = read(text)
    return question(tokens, tokens.words.index(word), 0)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        pytest.param("The judge ruled the law void.", "ruled", True, id="past"),
        pytest.param("The judge named in it left.", "named", False, id="participle"),
        pytest.param("Ann Lee, the mayor, tied it to rain.", "tied", True, id="after a comma"),
        pytest.param("It has been done.", "been", False, id="auxiliary without a subject"),
    ],
)
def test_finite(text, word, expected):
    assert asked(is_finite, text, word) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("She heads a group called Ely Now.", True), ("The group called Ely Now a lie.", False)],
)
def test_participle_names_what_stands_before_it(text, expected):
    assert asked(names_its_host, text, "called") is expected
