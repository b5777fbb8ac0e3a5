import pytest

from corpus.quotations import Gender
from corpus.speakers.names import compatible, parse_name, same_given


@pytest.mark.parametrize(
    ("printed", "name", "role", "gender"),
    [
        ("Defence Secretary Ben Wallace", "Ben Wallace", "Defence Secretary", Gender.MALE),
        ("Mrs. Lee", "Lee", "Mrs.", Gender.FEMALE),
        ("Texas Sen. Ann Day", "Ann Day", "Texas Sen.", Gender.FEMALE),
        ("Martin King Jr.", "Martin King Jr.", "", Gender.MALE),
        ("Polish Prime Minister Zbyl Qorv", "Zbyl Qorv", "Polish Prime Minister", Gender.UNKNOWN),
    ],
)
def test_name_and_role_part(printed, name, role, gender):
    parsed = parse_name(printed)
    assert (parsed.printed, parsed.role, parsed.gender) == (name, role, gender)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("bill", "william", True), ("b", "bill", True), ("bill", "bob", False)],
)
def test_short_forms(one, other, same):
    assert same_given(one, other) is same


def test_namesakes_stay_apart():
    assert not compatible(parse_name("Michelle Obama"), parse_name("Barack Obama"))
