import pytest

from corpus.quotes.extract import find_quotes


def contents(text):
    return [[span.of(text) for span in quote.contents] for quote in find_quotes(text).quotes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Ann Lee said on Monday that it rained.", ["that it rained"], id="venue"),
        pytest.param("Ann Lee said, in a letter, that it rained.", ["that it rained"], id="aside"),
        pytest.param(
            "It is, Ann Lee said, a wet day.", ["It is", "a wet day"], id="parted by its cue"
        ),
        pytest.param("Ann Lee vowed to leave Ely.", ["to leave Ely"], id="infinitive"),
        pytest.param("Ann Lee warned of a wet day.", ["a wet day"], id="of"),
        pytest.param("As Ann Lee said, it rained.", ["it rained"], id="as"),
        pytest.param("Ann Lee denied taking the hat.", ["taking the hat"], id="denied"),
        pytest.param(
            "Ann Lee said it rained, which nobody doubts.", ["it rained"], id="a gloss is not hers"
        ),
        pytest.param(
            "Bob Day was told by Ann Lee it rained (Picture: Zed).", ["it rained"], id="credit"
        ),
    ],
)
def test_contents(text, expected):
    assert contents(text)[0] == expected


def test_introduction_alone_is_no_statement():
    assert contents('Asked about the rain, Ann Lee said: "It was wet."') == [["It was wet."]]
