import pytest

from corpus.quotes.phrases import phrase_after, phrase_before
from corpus.quotes.tokenizing import read


def before(text, word):
    tokens = read(text)
    phrase = phrase_before(tokens, tokens.words.index(word), 0)
    return tokens.words[phrase.head]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        pytest.param("Officials at the Zed Office said so.", "officials", id="preposition"),
        pytest.param("Ann Lee on Monday said so.", "lee", id="time between"),
        pytest.param("A man wearing a hat said so.", "man", id="participle"),
        pytest.param("The man who shot a bear said so.", "man", id="relative clause"),
        pytest.param("Secretary of State Ann Lee said so.", "lee", id="office and name"),
        pytest.param("Ann Lee herself said so.", "lee", id="herself"),
    ],
)
def test_head_before(text, head):
    assert before(text, "said") == head


def test_phrase_after_takes_what_hangs_on_it():
    tokens = read("a spokesman for the Zed Office in Ely, who left")
    phrase = phrase_after(tokens, 0, len(tokens.words))
    assert (tokens.words[phrase.head], tokens.words[phrase.end - 1]) == ("spokesman", "ely")
