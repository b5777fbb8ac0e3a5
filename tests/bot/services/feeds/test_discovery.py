from bot.services.feeds.discovery import find_feeds

PAGE = b"""<html><head><base href="/news/">
<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">
<link rel="alternate" type="application/atom+xml" title=" Top  stories "
 href="top.atom?utm_medium=x">
<link rel="alternate" type="application/feed+json" href="//json.ardley.example/feed.json">
<link rel="alternate" type="text/html" hreflang="fr" href="/fr/">
<link rel="stylesheet" href="/feed.css">
</head><body><a href="/sport/rss.xml">Sport</a><a href="top.atom">Again</a>
<a href="/feedback">Tell us</a><a href="mailto:feed@ardley.example">Mail</a></body></html>"""


def test_feeds_are_found_in_order_and_joined():
    found = find_feeds(PAGE, url="https://ardley.example/")
    assert [(feed.url, feed.title) for feed in found] == [
        ("https://ardley.example/news/top.atom", "Top stories"),
        ("https://json.ardley.example/feed.json", ""),
        ("https://ardley.example/sport/rss.xml", "Sport"),
        ("https://ardley.example/comments/feed/", "Comments"),
    ]


def test_a_page_without_feeds_has_none():
    assert find_feeds(b"<p>nothing", url="https://ardley.example/") == []
