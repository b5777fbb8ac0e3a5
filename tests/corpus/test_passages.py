import pytest

from corpus.models import Article, Sentence, Span
from corpus.passages import Passages


def pair(*sentences, title="Title"):
    text = "\n\n".join(sentences)
    found, at = [], 0
    for n, sentence in enumerate(sentences):
        found.append(Sentence(Span(at, at + len(sentence)), paragraph=n, position=n))
        at += len(sentence) + 2
    return Article(title=title, text=text), tuple(found)


@pytest.fixture
def passages():
    return Passages.build([pair("One.", "Two."), pair("Three.", "Four.", "Five.")])


def test_passages_are_numbered_in_the_order_of_the_articles(passages):
    assert [passages.text(n) for n in range(len(passages))] == [
        "One.", "Two.", "Three.", "Four.", "Five.",
    ]  # fmt: skip
    assert passages.passages_of(1) == range(2, 5)
    assert (passages.article(3), passages.paragraph(3)) == (1, 1)


def test_a_passage_is_the_slice_of_its_article(passages):
    for n in range(len(passages)):
        article = passages.article_of(passages.article(n))
        assert passages.span(n).of(article.text) == passages.text(n)


def test_neighbours_stay_within_the_article(passages):
    assert passages.around(2) == range(2, 5)
    assert passages.around(1, reach=1) == range(2)


def test_adding_keeps_the_numbers_and_the_old_passages(passages):
    more = passages.with_articles([pair("Six.")])
    assert (len(passages), len(more)) == (5, 6)
    assert (more.text(5), more.article(5)) == ("Six.", 2)


def test_discarding_leaves_a_gap(passages):
    less = passages.without(0)
    assert less.alive().tolist() == [False, False, True, True, True]
    assert less.text(2) == "Three."
    with pytest.raises(KeyError):
        less.article_of(0)
    assert passages.alive().all()


def test_nothing_at_all():
    empty = Passages.build([])
    assert len(empty) == 0
    assert empty.alive().tolist() == []
