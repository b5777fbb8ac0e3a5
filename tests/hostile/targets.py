"""What reads text from outside, one function each: bytes in, nothing out, no error but a sentence.

The hypothesis tests and the coverage-guided benchmark drive the same functions.
"""

import re
import unicodedata
from datetime import UTC, datetime

from bot.errors import AttribuneError
from bot.services.feeds.discovery import find_feeds
from bot.services.feeds.opml import read_opml
from bot.services.feeds.parsing import parse_feed
from bot.services.harmless import harmless, one_line
from bot.services.links import deep_link
from bot.services.reading.models import Source
from bot.services.reading.reading import read
from bot.services.timing.days import parse_days
from bot.services.timing.walltime import parse_wall
from bot.services.timing.zones import parse_zone, suggest_zones
from bot.services.urls import canonical_url
from cogs._text import escaped, parts
from corpus.clean import clean
from corpus.conversation.resolve import understand
from corpus.query import parse_query
from corpus.question import analyse
from corpus.quotes.extract import find_quotes
from corpus.segment import sentence_spans
from corpus.terms import located_terms

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TARGETS = {}


def target(function):
    TARGETS[function.__name__] = function
    return function


def text_of(content):
    """Return any text, lone surrogates among them."""
    return content.decode("utf-8", "surrogateescape")


def allowed(call, *arguments, **named):
    """Return what comes out, or None for what ends in a sentence for a person."""
    try:
        return call(*arguments, **named)
    except AttribuneError:
        return None


@target
def cleaning(content):
    cleaned = allowed(clean, text_of(content), name="x")
    if cleaned:
        assert cleaned.article.text.strip()


@target
def sentences(content):
    text = text_of(content)
    end = 0
    for span in sentence_spans(text):
        assert end <= span.start < span.end <= len(text)
        end = span.end


@target
def quotations(content):
    text = text_of(content)
    for quote in find_quotes(text).quotes:
        assert all(0 <= span.start < span.end <= len(text) for span in quote.contents)


@target
def words(content):
    text = text_of(content)
    for _, start, end in located_terms(text):
        assert 0 <= start < end <= len(text)


@target
def queries(content):
    allowed(parse_query, text_of(content))


@target
def questions(content):
    analyse(text_of(content))


@target
def conversations(content):
    understand(text_of(content))


@target
def times(content):
    allowed(parse_wall, text_of(content))


@target
def days(content):
    allowed(parse_days, text_of(content))


@target
def zones(content):
    allowed(parse_zone, text_of(content))
    assert len(suggest_zones(text_of(content), NOW)) <= 25


@target
def feeds(content):
    feed = allowed(parse_feed, content, url="https://example.org/feed")
    for entry in feed.entries if feed else ():
        assert entry.key


@target
def subscriptions(content):
    allowed(read_opml, content, name="x")


@target
def pages_with_feeds(content):
    allowed(find_feeds, content, url="https://example.org/")


@target
def front_matter(content):
    allowed(lambda: list(read(Source("x.md", b"---\n" + content))))


@target
def pages(content):
    allowed(lambda: list(read(Source("x.html", content))))


@target
def records(content):
    allowed(lambda: list(read(Source("x.jsonl", content))))


@target
def addresses(content):
    url = canonical_url(text_of(content), base="https://example.org/")
    assert url is None or url.startswith(("http://", "https://"))
    deep_link(url, text_of(content))


@target
def shown_text(content):
    text = text_of(content)
    shown = harmless(text)
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t" for c in shown)
    assert harmless(shown) == shown
    assert "\n" not in one_line(text)
    unescaped = re.sub(r"\\(.)", r"\1", escaped(text))
    assert len(unescaped) <= len(shown)
    covered = [text[a:b] for a, b in parts(text, 50)]
    assert "".join(covered) == text
    assert all(len(part) <= 50 for part in covered)
