from datetime import date

import pytest

from bot.storage.article_columns import (
    article_in,
    article_values,
    packed_sentences,
    text_hash,
    unpacked_sentences,
)
from corpus.models import Article, Span
from corpus.segment import sentences

TEXT = "The wall\n\nThe wall is old. 🧱 \ud800"


@pytest.mark.parametrize(
    "article",
    [
        pytest.param(Article("The wall", TEXT), id="nothing known"),
        pytest.param(
            Article("The wall", TEXT, Span(0, 8), "Post", date(2025, 3, 3), "https://x.example/w"),
            id="all known",
        ),
    ],
)
def test_what_is_written_is_read_back(article):
    values = article_values(article)
    assert article_in(values) == article
    assert values["hash"] == text_hash(article.text)


def test_the_hash_is_of_the_text_alone():
    assert (
        article_values(Article("One", TEXT))["hash"] == article_values(Article("2", TEXT))["hash"]
    )
    assert text_hash("a") != text_hash("b")


def test_sentences_are_read_back_in_their_order():
    found = sentences("The wall is old. It leaks.\n\nWho cares?")
    assert unpacked_sentences(packed_sentences(found)) == found
    assert len(found) == 3
    assert unpacked_sentences(packed_sentences(())) == ()
