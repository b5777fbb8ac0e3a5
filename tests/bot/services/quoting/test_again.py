import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.quoting.again import CONDITIONS, asked_again, packed
from bot.services.quoting.models import Asked
from bot.services.quoting.wording import question_for

NAMES = st.sampled_from(["Ann Lee", "the mayor", "Ely Council"])
TOPICS = st.sampled_from(["rain", "the wall, and Nato?", "what was said"])
DAYS = st.none() | st.dates(date(1000, 1, 1))


@given(
    st.none() | NAMES,
    st.none() | TOPICS,
    st.sampled_from([None, "direct", "indirect", "mixed"]),
    DAYS,
    DAYS,
)
def test_a_look_up_is_read_back_whole(by, about, kind, since, until):
    asked = Asked(by, about, kind, since, until)
    assert asked_again(question_for(by, about), packed(asked)) == asked


@pytest.mark.parametrize("conditions", ["..", "d.20250301.", "i.20250230.99999999"])
def test_conditions_of_any_button_are_read(conditions):
    assert asked_again("", conditions).by is None


def test_conditions_fit_a_custom_id():

    longest = packed(Asked(kind="direct", since=date(2025, 3, 1), until=date(2025, 4, 1)))
    assert longest == "d.20250301.20250401"
    assert re.fullmatch(CONDITIONS, longest)
