import pytest

from corpus.models import Span
from corpus.quotes.extract import find_quotes


def first(text, headline=None):
    extraction = find_quotes(text, headline=headline)
    if not extraction.quotes:
        return None
    quote = extraction.quotes[0]
    return extraction.speakers[quote.speaker].name, quote.contents[0].of(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ann Lee: Ely Must Never Flood Again\n\nIt rained.",
            ("Ann Lee", "Ely Must Never Flood Again"),
        ),
        ("PM: I will not resign\n\nIt rained.", ("PM", "I will not resign")),
        ("Lee on Rain: 'Never Again in Ely'\n\nIt rained.", ("Lee", "Never Again in Ely")),
        ("NEW DELHI: The bridge was closed again.\n\nIt rained.", None),
        ("UPDATE: Ely Is Flooded Once Again\n\nIt rained.", None),
        ("The Latest: Ely Is Flooded Once Again\n\nIt rained.", None),
    ],
)
def test_source_before_a_colon(text, expected):
    assert first(text) == expected


def test_known_headline_needs_no_capitals():
    text = "Ann Lee: I will not resign\n\nIt rained."
    assert first(text, Span(0, 26)) == ("Ann Lee", "I will not resign")


def test_text_with_a_colon_is_no_headline():
    assert first("It rained.\n\nIt snowed.\n\nAnn Lee: a quiet woman of some means.") is None
