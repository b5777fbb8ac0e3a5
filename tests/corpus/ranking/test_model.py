from corpus.ranking.confidence import SIGNS
from corpus.ranking.features import FEATURES
from corpus.ranking.model import confidence, ranking


def test_every_weight_belongs_to_a_feature():
    assert set(ranking().names) == set(FEATURES)
    assert set(confidence().names) == set(SIGNS)


def test_every_feature_says_what_it_is():
    assert all((f.__doc__ or "").strip() for f in (*FEATURES.values(), *SIGNS.values()))
