import pytest

from corpus.models import Article, Span


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 3)])
def test_span_refuses_nonsense(start, end):
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_span_slices_its_text():
    assert Span(4, 9).of("The mayor spoke.") == "mayor"


def test_spans_that_touch_do_not_overlap():
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 4).overlaps(Span(3, 5))


@pytest.mark.parametrize(("title", "text"), [(" ", "Words."), ("Title", "\n")])
def test_article_refuses_emptiness(title, text):
    with pytest.raises(ValueError, match="needs a"):
        Article(title=title, text=text)
