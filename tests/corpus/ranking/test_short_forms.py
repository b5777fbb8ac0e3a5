import pytest

from corpus.ranking.short_forms import short_forms_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a Membership Action Plan (MAP) was", {"map": (("membership", "action", "plan"),)}),
        ("the Bank of England (BoE) said", {"boe": (("bank", "england"),)}),
        ("two Non-Commissioned Officers (NCOs) left", {}),
        ("he said (AND) left", {}),
        ("Ana Ortiz (Lab) won", {}),
    ],
)
def test_short_forms_are_those_whose_letters_fit(text, found):
    assert short_forms_in([text]) == found
