from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.reading.errors import NoArticle
from bot.services.reading.models import Source
from bot.services.reading.pages import read_page, text_of_markup
from corpus.errors import AttribuneError
from tests.web.pages import PARAGRAPHS, TITLE, article_page

ADDRESS = "https://ardley.example/bridge"


def page(markup, charset="utf-8"):
    return Source(ADDRESS, markup.encode(charset), "text/html", None, ADDRESS)


def test_a_page_gives_its_article_alone():
    found = read_page(page(article_page()))
    assert found.article.title == TITLE
    assert found.article.text.split("\n\n") == [TITLE, *PARAGRAPHS]
    assert found.article.publisher == "Ardley Times"
    assert found.is_free


def test_a_page_says_its_canonical_address():
    canonical = "https://ardley.example/news/bridge"
    found = read_page(page(article_page(canonical=canonical)))
    assert found.article.url == canonical


def test_the_encoding_that_the_page_names_is_believed():
    markup = article_page().replace('charset="utf-8"', 'charset="windows-1252"')
    found = read_page(page(markup, "windows-1252"))
    assert "£3.4m" in found.article.text


def test_no_date_is_no_date():
    found = read_page(page(article_page(record={"@type": "NewsArticle", "headline": TITLE})))
    assert found.article.published is None


@pytest.mark.parametrize("markup", ["<html><body></body></html>", "<p></p>", "<nav>Home</nav>"])
def test_a_page_without_an_article_is_one_sentence(markup):
    with pytest.raises(NoArticle):
        read_page(page(markup))


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param("<p>One.</p><p>Two <b>bold</b>.</p>", "One.\n\nTwo bold.", id="paragraphs"),
        pytest.param("One.<br>Two.", "One.\n\nTwo.", id="line breaks"),
        pytest.param("<script>x()</script><p>One.</p>", "One.", id="scripts go"),
        pytest.param("<figure><figcaption>A</figcaption></figure>One.", "One.", id="captions go"),
        pytest.param("Fish &amp; chips", "Fish & chips", id="entities"),
        pytest.param("<p>One.</p>\x18Two.", "One.\n\nTwo.", id="control characters"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_piece_of_markup_is_text_a_paragraph_a_line(markup, text):
    assert text_of_markup(markup) == text


@given(st.text(st.sampled_from("<>/&;=\"' abp\0\n") | st.characters(), max_size=80))
def test_any_markup_is_text_or_one_error(markup):
    assert isinstance(text_of_markup(markup), str)
    with suppress(AttribuneError):
        read_page(Source("a", markup.encode("utf-8", "replace"), "text/html"))
