from datetime import date

import numpy as np

from corpus.models import Article
from corpus.passages import Passages
from corpus.ranking.arrangement import explaining, newness, over_articles, without_repeats
from corpus.ranking.table import Table, Vocabulary
from corpus.segment import sentences
from tests.corpus.ranking.newsroom import BRIDGE, FERRY


def test_newer_articles_gain_more():
    passages = Passages.build([BRIDGE, FERRY])
    found = newness([0, 1], passages, date(2024, 5, 8))
    assert found[0] > found[1] > 0
    assert newness([0], passages, None)[0] >= found[0]


def test_spelling_out_a_short_form_counts_where_its_meaning_is_asked_for():
    text = "The MAP helps members. A Membership Action Plan (MAP) is a programme. Nato has one."
    article = Article("Plans", text)
    passages = Passages.build([(article, sentences(text))])
    assert explaining([0, 1, 2], passages, {"map"}).tolist() == [0, 3, 0]
    assert explaining([0, 1, 2], passages, {"nato"}).tolist() == [0, 0, 0]


def test_repeats_follow_the_first():
    texts = ["ferry crews stay on strike", "ferry crews stay on strike again", "the bridge reopens"]
    table = Table.build(texts, Vocabulary())
    assert without_repeats([1, 0, 2], [0, 1, 2], table, 2) == [(1, (0,)), (2, ())]


def test_close_scores_take_turns_among_articles():
    scores = np.array([5.0, 4.95, 4.9, 1.0], np.float32)
    assert over_articles([0, 1, 2, 3], scores, [7, 7, 8, 9]) == [0, 2, 1, 3]
