import pytest

from corpus.models import Span
from corpus.quotations import Kind, Quote, Resolution, Speaker


def quote(contents, confidence=0.5):
    return Quote(Kind.DIRECT, contents, None, None, None, "none", Resolution.NONE, confidence)


def test_quote_spans_its_contents():
    assert (quote((Span(3, 5), Span(8, 9))).start, quote((Span(3, 5), Span(8, 9))).end) == (3, 9)


@pytest.mark.parametrize(("contents", "confidence"), [((), 0.5), ((Span(0, 1),), 1.5)])
def test_quote_refuses_nonsense(contents, confidence):
    with pytest.raises(ValueError, match=r"content|confidence"):
        quote(contents, confidence)


def test_speaker_needs_a_name():
    with pytest.raises(ValueError, match="name"):
        Speaker(" ")
