import pytest

from corpus.quotes.extract import find_quotes


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('Ann Lee smiled: "Yes."', "before"),
        ('Ann Lee: "It is all over now."', "colon"),
        ('"It is all over now" - Ann Lee', "signature"),
        ('Ann Lee ran a campaign on "hope for all of us".', "governing"),
    ],
)
def test_rule(text, rule):
    quote = find_quotes(text).quotes[-1]
    assert quote.rule == rule
    assert quote.source.of(text) == "Ann Lee"


def test_quotation_without_a_pause_is_not_followed_by_its_cue():
    text = 'The "all too clever" minister said it rained.'
    assert [quote.contents[0].of(text) for quote in find_quotes(text).quotes] == ["it rained"]
