import pytest

from corpus.quotes.extract import find_quotes


def contents(text):
    return [quote.contents[0].of(text) for quote in find_quotes(text).quotes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Ann Lee said it rained and added that it was wet.",
            ["it rained", "that it was wet"],
            id="a second cue ends the first content",
        ),
        pytest.param(
            "Ann Lee said it rained, but Bob Day said it snowed.",
            ["it rained", "it snowed"],
            id="another speaker",
        ),
        pytest.param(
            "Ann Lee said that if it rained, the town would say no.",
            ["that if it rained, the town would say no"],
            id="a condition belongs to its clause",
        ),
        pytest.param(
            "Ann Lee believes it may rain, Bob Day reported.",
            ["Ann Lee believes it may rain"],
            id="the closing cue holds the rest",
        ),
    ],
)
def test_statements(text, expected):
    assert contents(text) == expected
