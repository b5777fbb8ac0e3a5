import pytest

from corpus.quotations import Gender
from corpus.quotes.tokenizing import read
from corpus.speakers.roster import read_roster


def entities(text):
    return {entity.name.printed: entity for entity in read_roster(read(text)).entities}


def test_forms_of_one_name_are_one_entity():
    found = entities("Mayor Ann Lee came. Ms Lee left. Lee ran.")
    assert set(found) == {"Ann Lee"}
    assert len(found["Ann Lee"].mentions) == 3
    assert found["Ann Lee"].gender is Gender.FEMALE


def test_namesakes_stay_apart():
    found = entities("Michelle Orr came. Mr Orr left.")
    assert {entity.gender for entity in found.values()} == {Gender.FEMALE, Gender.MALE}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Defence Secretary Ann Lee came.", "Defence Secretary"),
        ("His campaign manager Ann Lee came.", "campaign manager"),
        ("Ann Lee, the mayor of Ely, came.", "the mayor of Ely"),
        ("Ann Lee (D-Vt.) came.", "Democratic Vermont"),
    ],
)
def test_roles_before_and_after_a_name(text, role):
    assert role in entities(text)["Ann Lee"].roles
