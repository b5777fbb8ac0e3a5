from bot.services.places import place_of
from corpus.models import Article, Span

TEXT = "Rain stops play\n\nIt rained. It stopped. They played."


def test_a_bare_headline_is_no_sentence():
    article = Article("Rain stops play", TEXT, headline=Span(0, 15))
    assert place_of(article, Span(17, 27)) == (1, 3)
    assert place_of(article, Span(28, 39)) == (2, 3)


def test_a_slice_of_several_sentences_stands_where_it_begins():
    article = Article("Rain stops play", TEXT, headline=Span(0, 15))
    assert place_of(article, Span(17, len(TEXT))) == (1, 3)


def test_a_headline_that_is_a_sentence_counts():
    text = TEXT.replace("play\n", "play.\n")
    article = Article("Rain stops play.", text, headline=Span(0, 16))
    assert place_of(article, Span(18, 28)) == (2, 4)


def test_the_headline_itself_is_the_first():
    article = Article("Rain stops play", TEXT, headline=Span(0, 15))
    assert place_of(article, Span(0, 15)) == (1, 4)
