import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.quoting.directory import Directory
from bot.services.quoting.naming import find_people, meant, starting_with
from corpus.people import Person, key_of
from corpus.quotations import Gender


def person(name, *roles, gender=Gender.UNKNOWN):
    return Person(key_of(name), name, (name, name.split()[-1]), roles, gender, True, ())


PEOPLE = (
    (person("Hillary Clinton", "Secretary of State", gender=Gender.FEMALE), 90),
    (person("Bill Clinton", "former President", gender=Gender.MALE), 30),
    (person("Boris Johnson", "Prime Minister"), 20),
    (person("William Weld", "Gov."), 5),
    (person("Oleksii Reznikov", "Ukrainian Defence Minister"), 4),
    (person("Jeff Weaver", "Sanders campaign manager"), 4),
    (person("Karen Weaver", "Mayor"), 3),
)
SIZE = len(PEOPLE)
DIRECTORY = Directory(
    people=tuple(p for p, _ in PEOPLE),
    codes=np.arange(SIZE),
    counts=np.array([n for _, n in PEOPLE]),
    corrected=np.zeros(SIZE, bool),
    changes=1,
)


def named(typed):
    return [m.person.name for m in meant(find_people(typed, DIRECTORY), DIRECTORY)]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        pytest.param("Boris Johnson", "Boris Johnson", id="in full"),
        pytest.param("johnson", "Boris Johnson", id="a surname"),
        pytest.param("the PM", "Boris Johnson", id="a short role"),
        pytest.param(
            "Ukraine's defense minister", "Oleksii Reznikov", id="a role, otherwise spelt"
        ),
        pytest.param("Bill Weld", "William Weld", id="a short form"),
        pytest.param("oleksi reznikoff", "Oleksii Reznikov", id="misspelt"),
        pytest.param("Mrs Clinton", "Hillary Clinton", id="a title tells"),
        pytest.param("mayor weaver", "Karen Weaver", id="a role tells"),
        pytest.param("sanders campaign manager", "Jeff Weaver", id="somebody's"),
    ],
)
def test_a_name_means(typed, name):
    assert named(typed)[0] == name


@pytest.mark.parametrize("typed", ["Zebedee Quux", "", "the", "?!"])
def test_other_words_mean_nobody(typed):
    assert named(typed) == []


def test_a_shared_surname_is_ambiguous_the_best_known_first():
    assert named("Clinton") == ["Hillary Clinton", "Bill Clinton"]
    assert set(named("Weaver")) == {"Jeff Weaver", "Karen Weaver"}


def test_names_and_roles_are_completed():
    assert [p.name for p in starting_with("cli", DIRECTORY, 5)] == [
        "Hillary Clinton",
        "Bill Clinton",
    ]
    assert [p.name for p in starting_with("prime", DIRECTORY, 5)] == ["Boris Johnson"]
    assert len(starting_with("", DIRECTORY, 3)) == 3


@given(st.text(max_size=60))
def test_any_text_is_looked_for(typed):
    found = find_people(typed, DIRECTORY)
    assert all(0 <= match.fit <= 1 for match in found)
    assert len(meant(found, DIRECTORY)) <= len(found)
