"""A web page to an article: trafilatura in precision mode, metadata as the page states it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.services.reading.decoding import declared_charset, decode
from bot.services.reading.errors import BrokenFile, NoArticle
from bot.services.reading.metadata import PageFacts, page_facts
from corpus.clean import Known, clean

if TYPE_CHECKING:
    from bot.services.reading.models import Source
    from corpus.models import Article

# What parsers raise on pages that nobody foresaw.
_CONTROLS = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # no XML
_PARSER_FAULTS = (ValueError, TypeError, LookupError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Page:
    """A web page as it was read.

    Attributes:
        article: Its article.
        text: Its text before anything was cleaned away.
        is_free: False when it says that only subscribers may read it.
    """

    article: Article
    text: str
    is_free: bool


def read_page(source: Source) -> Page:
    """Return the article of a web page, and the text that it was cleaned from.

    Raises:
        UnreadableFile: It is no text, or cannot be parsed, or there is no article in it.
        EmptyArticle: There is nothing to keep in it.
    """
    charset = source.charset or declared_charset(source.content)
    markup = decode(source.content, name=source.name, charset=charset)
    text, facts = _extracted(markup, source)
    known = Known(facts.title, facts.publisher, facts.published, facts.url)
    article = clean(text, name=source.name, known=known).article
    return Page(article, text, facts.is_free)


def text_of_markup(markup: str) -> str:
    """Return the text of a piece of HTML, such as a feed's item, a paragraph on each line."""
    from lxml import etree, html  # noqa: PLC0415 (slow to import, and not always needed)

    try:
        tree = html.fromstring(f"<div>{markup}</div>")
    except (etree.LxmlError, ValueError):
        return ""
    for element in tree.xpath("//script | //style | //figure | //iframe | //form | //noscript"):
        element.drop_tree()
    for element in tree.iter("p", "div", "br", "li", "h1", "h2", "h3", "h4", "blockquote", "tr"):
        element.tail = "\n\n" + _CONTROLS.sub("", element.tail or "")
    lines = (" ".join(line.split()) for line in tree.text_content().split("\n\n"))
    return "\n\n".join(line for line in lines if line)


def _extracted(markup: str, source: Source) -> tuple[str, PageFacts]:
    import trafilatura  # noqa: PLC0415 (slow to import, and not always needed)
    from lxml import etree  # noqa: PLC0415 (as above)

    try:
        tree = trafilatura.load_html(markup)
        if tree is None:
            raise NoArticle(source.name)
        facts = page_facts(tree, source.url)
        text = trafilatura.extract(
            tree,
            url=source.url,
            favor_precision=True,
            include_comments=False,
            include_tables=False,
            with_metadata=False,
            output_format="txt",
        )
    except (etree.LxmlError, *_PARSER_FAULTS) as fault:
        raise BrokenFile(source.name, "the page's markup cannot be parsed") from fault
    if not text:
        raise NoArticle(source.name)
    return "\n\n".join(text.splitlines()), facts
