from hypothesis import given
from hypothesis import strategies as st

from corpus.postings.vocabulary import Vocabulary, sorted_terms

TERMS = st.sets(st.text(st.characters(categories=["L", "N", "Cs", "Zs"]), max_size=5))


@given(terms=TERMS, other=st.text(max_size=3))
def test_every_term_is_found_where_it_stands(terms, other):
    ascending = sorted_terms(terms)
    vocabulary = Vocabulary.of(ascending)
    assert [vocabulary.find(term) for term in ascending] == list(range(len(terms)))
    assert (vocabulary.find(other) >= 0) == (other in terms)
    assert vocabulary.terms() == ascending


@given(terms=TERMS)
def test_sorting_by_shelves_is_sorting(terms):
    assert sorted_terms(terms) == sorted(terms)


@given(terms=TERMS)
def test_the_order_of_characters_is_that_of_the_bytes(terms):
    vocabulary = Vocabulary.of(sorted_terms(terms))
    assert list(vocabulary) == sorted(vocabulary)
    assert vocabulary[1:3] == list(vocabulary)[1:3]
