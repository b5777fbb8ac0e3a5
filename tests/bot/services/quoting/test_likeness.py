import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.quoting.likeness import Likeness, Wanted, order


def wanted(*terms, holders=None):
    held = {term: np.array((holders or {}).get(term, []), np.int64) for term in terms}
    return Wanted(tuple(terms), dict.fromkeys(terms, 1.0), held)


def test_a_share_counts_each_term_once():
    assert wanted("army", "cut", "army").share(["army"]) == 0.5
    assert wanted("army").share([]) == 0.0
    assert wanted().share(["army"]) == 0.0


def test_terms_are_found_in_a_range_of_passages():
    asked = wanted("army", "cut", holders={"army": [2, 9], "cut": [5]})
    assert asked.in_passages(2, 5) == {"army"}
    assert asked.in_passages(3, 10) == {"army", "cut"}
    assert asked.in_passages(3, 3) == set()


@pytest.mark.parametrize(
    ("content", "share"),
    [
        (["cut", "army", "plan"], 1.0),
        (["cut", "x", "army", "plan"], 1.0),
        (["army", "cut", "plan"], 0.5),
        (["plan"], 0.0),
        ([], 0.0),
    ],
)
def test_order_is_the_share_of_neighbours_that_stay_neighbours(content, share):
    assert order(wanted("cut", "army", "plan"), content) == pytest.approx(share)


@given(st.lists(st.floats(0, 1), min_size=5, max_size=5))
def test_weighed_parts_stay_between_none_and_all(parts):
    likeness = Likeness(*parts)
    assert 0 <= likeness.weighed((0.3, 0.35, 0.2, 0.0, 0.15)) <= 1.0 + 1e-9
