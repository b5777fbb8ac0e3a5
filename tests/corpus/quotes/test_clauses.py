import pytest

from corpus.quotes.clauses import governed, group_start, subject_of
from corpus.quotes.tokenizing import read


def subject(text, word="said"):
    tokens = read(text)
    at = tokens.words.index(word)
    found = subject_of(tokens, group_start(tokens, at, 0), 0)
    return None if found is None else tokens.words[found.phrase.head]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        pytest.param("Ann Lee, the mayor of Ely, said so.", "lee", id="apposition"),
        pytest.param("Ann Lee, 22, of Flint, Mich., said so.", "lee", id="age and place"),
        pytest.param("Ann Lee, who has led Ely for years, said so.", "lee", id="relative"),
        pytest.param("In Ely, Ann Lee said so.", "lee", id="introduction"),
        pytest.param("Ann Lee praised it and said so.", "lee", id="shared"),
        pytest.param("Those whose laws have been annulled said so.", "those", id="whose"),
        pytest.param("Ann Lee has reportedly said so.", "lee", id="auxiliaries"),
        pytest.param("Ann Lee, at a hall in Ely, Kent, said so.", "lee", id="a place between"),
        pytest.param("Ann Lee, writing in a 2-1 decision, said so.", "lee", id="a vote"),
        pytest.param("April Lee, a clerk, said so.", "lee", id="named like a month"),
        pytest.param("It rained, Bob Day, a clerk, said.", "day", id="after a clause"),
    ],
)
def test_subject(text, head):
    assert subject(text) == head


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Ann Lee left the room, saying no.", "lee"),
        ("It ended badly, as Bob Day shook his head, saying no.", "day"),
        ("Saying no, Ann Lee left.", "lee"),
    ],
)
def test_participle_borrows_its_subject(text, head):
    tokens = read(text)
    found = governed(tokens, tokens.words.index("saying"), 0)
    assert tokens.words[found.phrase.head] == head
