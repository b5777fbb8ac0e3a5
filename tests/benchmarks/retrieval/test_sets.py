import pytest

from tests.benchmarks.retrieval.sets import FOLDS, fold_of, folds, shared

needs_shared = pytest.mark.skipif(not shared().is_dir(), reason="the question sets are not here")


def test_every_article_is_measured_once():
    articles = [f"article {n}" for n in range(40)]
    measured = [n for _, measure in folds(articles) for n in range(40) if measure(n)]
    assert sorted(measured) == list(range(40))


def test_no_article_is_learnt_from_and_measured():
    articles = ["one", "one", "two", "three"]
    for learn, measure in folds(articles):
        learnt = {articles[n] for n in range(4) if learn(n)}
        assert not learnt & {articles[n] for n in range(4) if measure(n)}


def test_folds_do_not_move():
    assert 0 <= fold_of("Huguenot") < FOLDS
    assert fold_of("Huguenot") == fold_of("Huguenot")


@needs_shared
def test_the_sets_are_where_they_are_looked_for():
    assert (shared() / "questions.jsonl").is_file()
