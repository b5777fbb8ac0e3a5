import pytest

from corpus.ranking.features import FEATURES
from corpus.ranking.model import confidence, ranking
from corpus.ranking.signs import SIGNS


def test_every_weight_belongs_to_a_feature():
    assert set(ranking().names) == set(FEATURES)


@pytest.mark.parametrize("careful", [True, False])
def test_every_weight_belongs_to_a_sign(careful):
    assert set(confidence(careful=careful).names) == set(SIGNS)


def test_every_feature_says_what_it_is():
    assert all((f.__doc__ or "").strip() for f in (*FEATURES.values(), *SIGNS.values()))
