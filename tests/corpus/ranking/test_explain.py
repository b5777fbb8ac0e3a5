import pytest

from corpus.passages import Passages
from corpus.ranking.explain import explain, not_chosen
from corpus.ranking.ranker import Ranker
from tests.corpus.ranking.newsroom import BRIDGE, FERRY

QUESTION = "When did the bridge over the Wyle reopen?"


@pytest.fixture
def ranker():
    return Ranker.build(Passages.build([BRIDGE, FERRY]))


def test_the_first_is_explained_beside_the_second(ranker):
    ranking = ranker.rank(QUESTION)
    found = explain(ranking, ranking.hits[0].passage)
    assert found.other == ranking.hits[1]
    ahead = sum(feature.part for feature in found.ahead)
    assert ahead > 0
    assert {w.word: w.found_as for w in found.weights}["reopen"] == "reopened"


def test_a_single_hit_has_nothing_to_beat(ranker):
    ranking = ranker.rank("engineers")
    assert explain(ranking, ranking.hits[0].passage).other is None


def test_what_is_no_hit_cannot_be_explained_as_one(ranker):
    with pytest.raises(KeyError):
        explain(ranker.rank(QUESTION), 6)


def test_an_article_that_shares_nothing_lacks_every_word(ranker):
    found = not_chosen(ranker, ranker.rank("engineers rebuilt it"), 1)
    assert found.best is None
    assert found.lacks == ("engineers", "rebuilt")


def test_an_article_that_was_beaten_says_by_what(ranker):
    ranking = ranker.rank("who said the work on the bridge cost 40 million, not the owners")
    found = not_chosen(ranker, ranking, 1)
    assert found.best is not None
    assert "bridge" in found.lacks
    assert found.behind
