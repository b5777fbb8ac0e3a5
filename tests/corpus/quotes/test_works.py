import pytest

from corpus.quotes.tokenizing import read


@pytest.mark.parametrize(
    ("text", "is_title"),
    [
        ('She sang on "The Late Night Show" in Ely.', True),
        ('"The Long Rain" star Ann Lee left.', True),
        ('Ann Lee said: "The Rain Is Here".', False),
        ('Ann Lee called it "the rain of the year" in Ely.', False),
        ('"The Rain Is Here," Ann Lee said.', False),
    ],
)
def test_titles_of_works_are_no_quotations(text, is_title):
    tokens = read(text)
    assert (not tokens.marks) is is_title
    assert bool(tokens.skipped) is is_title
