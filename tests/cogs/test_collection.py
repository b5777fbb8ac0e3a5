from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.browsing import Revision
from bot.services.feeds.feeds import Preview
from bot.services.ingesting import Ingested, Status
from cogs._collection import (
    address_in,
    article_texts,
    history_text,
    ingested_text,
    list_text,
    pages_of,
    preview_text,
)
from corpus.models import Article, ArticleVersion
from corpus.revision import changes

AT = datetime(2026, 1, 1, tzinfo=UTC)
WILD = st.text("*_~|`<>@#[]()\\\n .:-ab", max_size=400) | st.text()


def version(number, title="A title", text="It is open. Cars cross it."):
    return ArticleVersion(1, number, number, AT, Article(title=title, text=text))


@given(st.lists(st.builds(Ingested, WILD, st.sampled_from(Status), st.none() | st.integers(1, 9),
                          st.none() | WILD, st.none() | WILD), max_size=30))  # fmt: skip
def test_what_became_of_any_items_fits_a_message(items):
    text = ingested_text(items)
    assert 0 < len(text) <= 4000
    assert "@everyone" not in text


@given(WILD.filter(str.strip), WILD.filter(str.strip), st.integers(0, 20))
def test_any_part_of_any_article_fits_a_message(title, text, page):
    texts = article_texts(version(1, title, text * 30), page, [version(2, title)] * 5)
    assert sum(map(len, texts)) <= 4000
    assert all(texts)


def test_all_parts_hold_the_whole_text():
    words = " ".join(f"word{n}" for n in range(1_000))
    shown = [article_texts(version(1, "T", words), page)[1] for page in range(9)]
    assert {word for part in shown for word in part.split()} >= {*words.split()}


def test_a_history_shows_what_went_and_what_came():
    before, after = version(1), version(2, text="It is shut. Cars cross it.")
    changed = changes(before.article.text, after.article.text)
    text = history_text([Revision(before, None, ()), Revision(after, before, changed)])
    assert "~~It is open.~~" in text
    assert "> It is shut." in text
    assert "Cars cross it" not in text
    assert text.index("Version 2") < text.index("Version 1")


def test_a_list_turns_its_pages():
    found = [version(n, f"Title {n}") for n in range(1, 13)]
    assert pages_of(found) == 2
    assert "Title 11" not in list_text(found, 0, "")
    assert "Title 11" in list_text(found, 1, "")
    assert pages_of([]) == 1
    assert "no articles yet" in list_text([], 0, "")


@pytest.mark.parametrize("title", ["News", "`https://evil.example/`", "a\n`http://evil.example/`"])
def test_a_feeds_address_is_read_back_whatever_its_title(title):
    found = Preview("https://a.example/feed", title, (title,), 3, None)
    assert address_in(preview_text(found)) == "https://a.example/feed"
