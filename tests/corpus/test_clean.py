from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.clean import Known, clean
from corpus.errors import EmptyArticle

STORY = "The mayor of Ardley opened the new bridge on Monday, two years later than it was planned."


def kept(raw, **known):
    return clean(raw, name="test", known=Known(**known)).article.text.split("\n\n")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Bridge at dusk 120517 CREDIT ALAMY STOCK PHOTO", "caption or credit"),
        ("The bridge at dusk (Picture: Alamy).", "caption or credit"),
        ("Mayor Ann Poe cut the ribbon with her deputy. Credit: PA", "caption or credit"),
        ("Jo Doe/Getty Images", "caption or credit"),
        ("Mayor Ann Poe has been quoted in local media amid fear of a...", "truncated standfirst"),
        ("Watch Town Correspondent Jo Doe's report from the bridge, open at last", "teaser"),
        ("Town News Correspondent Jo Doe reports from Ardley on the latest", "teaser"),
        ("What comes after the bridge? Town News Correspondent Jo Doe explains", "teaser"),
        ("By Jo Doe and Sam Roe, Political Correspondents", "byline"),
        ("Published: 12 May 2021 at 10:30", "page furniture"),
        ("Share this article on Facebook", "page furniture"),
        ("© 2021 Ardley Times", "page furniture"),
        (".bio-text, .twitter-bio {", "left-over markup"),
    ],
)  # fmt: skip
def test_a_line_that_is_no_news_is_dropped_with_its_reason(line, reason):
    cleaned = clean(f"The bridge opens\n\n{line}\n\n{STORY}", name="test")
    assert cleaned.article.text == f"The bridge opens\n\n{STORY}"
    assert [(d.line, d.reason) for d in cleaned.dropped] == [(line, reason)]


@pytest.mark.parametrize(
    "line",
    [
        "Watch groups said the bridge was safe.",
        "The bigger picture: jobs, homes and growth are at stake across the county.",
        "By Tuesday the bridge had carried 4,000 cars.",
        "Khans: Trump stirs 'ugliness';",
        "Photographers lined the bank (and some fell in).",
        "Share prices fell by 3 per cent.",
    ],
)
def test_a_line_that_only_looks_like_furniture_stays(line):
    assert line in kept(f"The bridge opens\n\n{STORY}\n\n{line}")


def test_a_repeated_paragraph_stands_once():
    cleaned = clean(f"The bridge opens\n\n{STORY}\n\n{STORY}", name="test")
    assert cleaned.article.text.count(STORY) == 1
    assert cleaned.dropped[0].reason == "repeated"


def test_the_first_line_is_the_headline():
    article = clean(f"The bridge opens\n{STORY}", name="test").article
    assert article.title == "The bridge opens"
    assert article.headline.of(article.text) == "The bridge opens"


def test_a_known_title_comes_first_and_is_not_doubled():
    article = clean(
        f"The bridge opens\n\n{STORY}", name="x", known=Known("The bridge opens")
    ).article
    assert article.text == f"The bridge opens\n\n{STORY}"


def test_a_text_without_headline_is_named_by_its_beginning():
    article = clean(f"{STORY} {STORY}", name="test").article
    assert article.headline is None
    assert article.title.endswith(" …")
    assert article.text.startswith(article.title.removesuffix(" …"))


def test_what_is_known_is_kept():
    article = clean(STORY, name="x", known=Known("A", " The\nTimes ", date(2021, 5, 12))).article
    assert (article.publisher, article.published) == ("The Times", date(2021, 5, 12))


def test_characters_of_what_is_kept_stay():
    line = "It is “not a member of NATO\u00a0 so it’s” a 'no' — she said."
    assert kept(f"Headline\n\n{line}")[1] == line


def test_hard_wrapped_lines_become_one_paragraph():
    wrapped = (
        "The mayor of Ardley opened the new bridge on\n"
        "Monday, two years later than planned, and said\n"
        "that the town had waited for it far too long."
    )
    assert kept(f"The bridge opens\n\n{wrapped}\n\n{STORY}")[1] == wrapped.replace("\n", " ")


def test_crlf_nul_and_byte_order_marks_leave_no_trace():
    assert kept("\ufeffThe bridge opens\r\n\r\nIt is\x00 open.\r\n") == [
        "The bridge opens",
        "It is open.",
    ]


@pytest.mark.parametrize("raw", ["", " \n\t\n", "\x00", "Getty Images", "By Jo Doe"])
def test_nothing_to_keep_is_a_named_condition(raw):
    with pytest.raises(EmptyArticle, match=r"no sentence to keep in empty\.txt"):
        clean(raw, name="empty.txt")


@given(st.text())
def test_any_text_is_an_article_of_its_own_words_or_empty(raw):
    try:
        article = clean(raw, name="any").article
    except EmptyArticle:
        return
    squeezed = "".join(raw.replace("\x00", "").replace("\ufeff", "").split())
    for paragraph in article.text.split("\n\n"):
        assert paragraph == paragraph.strip() != ""
        assert "".join(paragraph.split()) in squeezed
