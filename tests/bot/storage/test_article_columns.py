from datetime import date

import pytest

from bot.storage.article_columns import article_in, article_values, text_hash
from corpus.models import Article, Span

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
