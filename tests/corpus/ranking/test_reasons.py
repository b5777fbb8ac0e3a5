from corpus.passages import Passages
from corpus.ranking.ranker import Ranker
from tests.corpus.ranking.newsroom import BRIDGE, FERRY


def test_each_word_of_the_question_says_what_it_matched():
    hit = Ranker.build(Passages.build([BRIDGE, FERRY])).rank("who purchased zeppelins").hits[0]
    assert {w.word: w.found_as for w in hit.weights} == {"purchased": "bought", "zeppelins": ""}
    assert all(w.weight > 0 for w in hit.weights)


def test_features_are_worked_out_when_asked_for_and_once():
    hit = Ranker.build(Passages.build([BRIDGE, FERRY])).rank("who purchased").hits[0]
    assert hit.features is hit.features
    assert "features" in vars(hit.reasons)
    assert "weights" not in vars(hit.reasons)
