"""Two small articles that the tests of ranking share."""

from datetime import date

from corpus.models import Article, Sentence, Span


def pair(title, *sentences, published=None):
    text = "\n\n".join(sentences)
    found, at = [], 0
    for n, sentence in enumerate(sentences):
        found.append(Sentence(Span(at, at + len(sentence)), paragraph=n, position=n))
        at += len(sentence) + 2
    return Article(title=title, text=text, published=published), tuple(found)


BRIDGE = pair(
    "The bridge over the Wyle reopens",
    "The bridge over the Wyle reopened on Monday after six years of repairs.",
    "Mayor Ana Ortiz said the work had cost 40 million pounds.",
    "She thanked the 350 engineers who rebuilt it.",
    "The Wyle Crossing Trust (WCT) will keep the bridge from now on.",
    published=date(2024, 5, 7),
)
FERRY = pair(
    "Ferry strike enters third week",
    "Ferry crews in Port Ellis stayed on strike for a third week.",
    "Union leader Tom Brand said no talks were planned because the owners had refused to meet.",
    "The strike began when the owners bought 2 German ships.",
    published=date(2024, 5, 1),
)
