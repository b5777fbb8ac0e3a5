import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.quotes.tokenizing import read


def sentences(text):
    tokens = read(text)
    return [tokens.span(one.start, one.end).of(text) for one in tokens.sentences]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("Mr. Smith left. He ran.", 2, id="title"),
        pytest.param("The U.S. is big. So is it.", 2, id="initials inside"),
        pytest.param("He lives in the U.S. The rest do not.", 2, id="initials at the end"),
        pytest.param("“Where is he?” Mrs Smith said. “Here.”", 2, id="question, then cue"),
        pytest.param('"It is over." He sat down.', 2, id="quotation ends a sentence"),
        pytest.param("It cost $1.5 million. Yes.", 2, id="decimal"),
        pytest.param("One\n\nTwo", 2, id="paragraphs"),
    ],
)
def test_sentences(text, count):
    assert len(sentences(text)) == count


def test_quotation_is_one_token():
    tokens = read('He said "one, two. Three" to us.')
    assert tokens.tags.count("Q") == 1


@given(st.text(max_size=200))
def test_tokens_tell_the_text_in_order(text):
    tokens = read(text)
    at = 0
    for start, end in zip(tokens.starts, tokens.ends, strict=True):
        assert at <= start < end <= len(text)
        at = end
