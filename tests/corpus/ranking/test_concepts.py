import pytest

from corpus.question import analyse
from corpus.ranking.concepts import Alternative, concepts_of, weight_of


class Articles:
    def df(self, term):
        return {"bridg": 3, "say": 40, "eu": 2}.get(term, 0)

    def is_name(self, term):
        return term == "wyle"

    def alternatives(self, term):
        return [Alternative(("cross",), 0.5)] if term == "bridg" else []

    def short_form_of(self, terms):
        return "eu" if terms == ("european", "union") else None


def concepts(question):
    return {c.term: c for c in concepts_of(analyse(question), Articles(), n=50)}


def test_rare_words_weigh_more_even_in_two_articles():
    assert weight_of("bridge", df=1, n=4) > 3 * weight_of("said", df=1, n=4)


def test_a_repeated_word_is_one_concept():
    assert list(concepts("bridge bridges say")) == ["bridg", "say"]


@pytest.mark.parametrize(
    ("question", "is_name"),
    [("where is wyle", True), ("where is Ortiz", True), ("where is it now", False)],
)
def test_names_are_known_by_the_articles_or_by_a_capital(question, is_name):
    assert any(c.is_name for c in concepts(question).values()) == is_name


def test_a_short_form_stands_for_each_of_its_words():
    found = concepts("the European Union")
    assert found["union"].alternatives[1].terms == ("eu",)
    assert found["union"].is_known
    assert not concepts("a union")["union"].is_known
