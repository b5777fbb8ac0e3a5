import pytest

from corpus.quotes.extract import find_quotes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Ann Lee said it rained; nobody minded.", "it rained", id="semicolon"),
        pytest.param("Ann Lee said it rained, a rare sight.", "it rained", id="gloss"),
        pytest.param("Ann Lee said it rained (Picture: Zed).", "it rained", id="credit"),
        pytest.param(
            "Ann Lee said it rained, and when asked about snow, she said no word.",
            "it rained",
            id="introduction of the next clause",
        ),
        pytest.param(
            "Ann Lee said that it rained and snowed.", "that it rained and snowed", id="all of it"
        ),
    ],
)
def test_content_end(text, expected):
    assert find_quotes(text).quotes[0].contents[-1].of(text) == expected
