from corpus.question import analyse
from corpus.ranking.hits import Ranking


def test_a_ranking_without_hits_is_not_confident():
    assert Ranking(analyse("anything")).confidence == 0.0
