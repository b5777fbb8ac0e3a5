from datetime import date

import pytest

from corpus.filtering import allowed, contains
from corpus.models import Article
from corpus.passages import Passages
from corpus.query import Words, parse_query
from corpus.ranking.ranker import Ranker
from corpus.segment import sentences

ARTICLES = [
    Article(
        "UK sends troops",
        "The UK is sending 350 troops. Nato is a self-defence mechanism. They said: “Any day.”",
        publisher="ITV News",
        published=date(2022, 2, 7),
    ),
    Article("No troops for Ukraine", "Britain sends no troop. He left any other day."),
]


@pytest.fixture(scope="module")
def ranker():
    return Ranker.build(Passages.build((a, sentences(a.text)) for a in ARTICLES))


@pytest.mark.parametrize(
    ("query", "passages"),
    [
        ("troops", [0, 1, 2, 3, 4]),
        ('"350 troops"', [0]),
        ('"any day"', [2]),
        ('"self defence mechanism"', [1]),
        ("x -troops", [1, 2, 4]),
        ("mechanism OR Britain", [1, 3]),
        ("nowhere OR unheard", []),
        ("x publisher:itv", [0, 1, 2]),
        ("x publisher:bbc", []),
        ("x title:ukraine", [3, 4]),
        ("x after:2022-02-07", [0, 1, 2]),
        ("x after:2022-02-08", []),
        ("x before:2022-02-08", [0, 1, 2]),
        ("x before:2022-02-07", []),
        ('publisher:ITV "nato is" -mechanism', []),
    ],
)
def test_conditions(ranker, query, passages):
    assert allowed(parse_query(query), ranker).nonzero()[0].tolist() == passages


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("He was Sending troops", Words("send"), True),
        ("He was Sending troops", Words("send troops", is_phrase=True), False),
        ("Prime Minister’s Café-goers", Words("cafe goers", is_phrase=True), True),
        ("any other day", Words("any day", is_phrase=True), False),
    ],
)
def test_contains(text, words, expected):
    assert contains(text, words) is expected
