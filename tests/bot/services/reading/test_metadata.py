from datetime import date

import pytest
from lxml import html

from bot.services.reading.metadata import page_facts

URL = "https://www.ardley.example/a?utm_source=x"


def facts(head, body="<p>text", lang="en", url=URL):
    tree = html.fromstring(f"<html lang='{lang}'><head>{head}</head><body>{body}</body></html>")
    return page_facts(tree, url)


RECORD = """<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"},
{"@type": ["NewsArticle"], "headline": "From the record",
"datePublished": "2026-05-12T23:00:00-07:00",
"publisher": [{"name": "Ardley Times"}], "isAccessibleForFree": "False", "inLanguage": "en-GB"}]}
</script>"""


def test_the_record_goes_before_all_else():
    found = facts(RECORD + '<meta property="og:title" content="Another"><title>Third</title>')
    assert (found.title, found.publisher) == ("From the record", "Ardley Times")
    assert (found.published, found.language) == (date(2026, 5, 12), "en")
    assert not found.is_free


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta property="article:published_time" content="2026-05-12T08:00Z">', ""),
        ('<meta name="DC.date" content="12 May 2026">', ""),
        ("", '<time itemprop="datePublished" datetime="2026-05-12">yesterday</time>'),
    ],
)
def test_a_day_that_the_page_states(head, body):
    assert facts(head, body).published == date(2026, 5, 12)


@pytest.mark.parametrize(
    "body", ["<p>12 May 2026", "<time datetime='2026-05-12'>", "Posted yesterday", "© 2026"]
)
def test_a_day_that_only_stands_somewhere_is_not_taken(body):
    assert facts("", body, url="https://ardley.example/2026/05/12/bridge").published is None


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("", "https://www.ardley.example/a"),
        ('<link rel="canonical" href="/b#x">', "https://www.ardley.example/b"),
        ('<meta property="og:url" content="https://ardley.example/c">', "https://ardley.example/c"),
        ('<link rel="canonical" href="https://other.example/a">', "https://www.ardley.example/a"),
        ('<link rel="canonical" href="javascript:1">', "https://www.ardley.example/a"),
    ],
)
def test_an_address_is_believed_of_its_own_site_alone(head, url):
    assert facts(head).url == url


@pytest.mark.parametrize("broken", ["{", "[[[[", "null", '"x"', '{"@type": 7}', "[" * 100_000])
def test_a_broken_record_is_passed_over(broken):
    head = f'<script type="application/ld+json">{broken}</script><title> The  title </title>'
    assert facts(head).title == "The title"
