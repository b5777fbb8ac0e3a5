"""Short articles for the digest's tests."""

from itertools import count

from corpus.digest.models import Piece, Said
from corpus.models import Article, Span
from corpus.segment import sentences

_NUMBERS = count(1)

BRIDGE = (
    "The old bridge over the Tamsel will close in March for two years, the council decided. "
    "Councillors voted eleven to four for the closure on Monday night. "
    "“We cannot patch this bridge for a third time,” said Mayor Ida Brandt. "
    "Cyclists will cross by a pontoon below the weir."
)
BRIDGE_AGAIN = (
    "Councillors in Tamsel voted on Monday to close the old bridge for two years from March. "
    "Mayor Ida Brandt called the closure overdue. The bridge was patched twice before. "
    "A pontoon below the weir will carry cyclists."
)
HARVEST = (
    "Apple growers expect their smallest harvest for a decade after late frost in April. "
    "Cider makers have begun to buy fruit abroad. "
    "“My trees carry nothing at all,” said grower Paul Ness. "
    "The farmers' union wants help from the state."
)


def piece(title, text, *, published=None, publisher=None, speakers=()):
    whole = f"{title}\n\n{text}"
    article = Article(title, whole, Span(0, len(title)), publisher, published)
    said = tuple(quoted(whole, words, name) for words, name in speakers)
    return Piece(next(_NUMBERS), article, sentences(whole), said)


def quoted(text, words, name):
    start = text.index(words)
    return Said((Span(start, start + len(words)),), name)


def bridge(**known):
    words = "We cannot patch this bridge for a third time,"
    return piece("Bridge to close", BRIDGE, speakers=[(words, "Ida Brandt")], **known)


def bridge_again(**known):
    return piece("Tamsel shuts its bridge", BRIDGE_AGAIN, **known)


def harvest(**known):
    words = "My trees carry nothing at all,"
    return piece("A poor year for apples", HARVEST, speakers=[(words, "Paul Ness")], **known)
