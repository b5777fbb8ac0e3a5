import numpy as np

from corpus.ranking.signs import SIGNS
from tests.benchmarks.retrieval.examples import Example, fit, judged_by_fold


def examples(n=200):
    """Return examples whose first sign tells answers when passing, and lies when careful."""
    chance = np.random.default_rng(5)
    found = []
    for number in range(n):
        careful, values = number % 2 == 1, chance.normal(size=len(SIGNS)).astype(np.float32)
        answerable = bool((values[0] > 0) != careful)
        found.append(Example("pool", values, careful, answerable, answerable, number % 5, 1.0))
    return found


def test_each_way_of_typing_gets_its_own_weights():
    fitted = fit(examples())
    assert fitted.passing[0] > 0.5
    assert fitted.careful[0] < -0.5


def test_examples_are_judged_by_the_other_folds():
    found = examples()
    given = judged_by_fold(found)
    assert np.mean((given > 0.5) == [one.is_answerable for one in found]) > 0.85
