import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.people import group_of, join, key_of
from corpus.quotations import Gender, Speaker


def person(name, *roles, gender=Gender.UNKNOWN, is_person=True):
    return Speaker(name, (name,), roles, gender, is_person)


def joined(*speakers):
    return join({(version, 0): speaker for version, speaker in enumerate(speakers, 1)})


def test_company_tells_whom_a_shared_surname_means():
    speakers = {(1, 0): person("Jane Weaver"), (2, 0): person("Jeff Weaver")}
    speakers[(3, 0)] = person("Weaver")
    company = {1: frozenset({"ann lee", "bob day"}), 3: frozenset({"ann lee", "bob day", "cy fox"})}
    assert {p.key: len(p.slots) for p in join(speakers, company)} == {
        "jane weaver": 2,
        "jeff weaver": 1,
    }
    near = {**company, 2: frozenset({"cy fox"})}
    assert sorted(p.key for p in join(speakers, near)) == ["jane weaver", "jeff weaver", "weaver"]


def keys(*speakers):
    return sorted(p.key for p in joined(*speakers))


@pytest.mark.parametrize(
    ("speakers", "expected"),
    [
        pytest.param(["Ben Wallace", "Ben Wallace"], ["ben wallace"], id="the same name"),
        pytest.param(["Donald Trump", "Donald J. Trump"], ["donald trump"], id="a middle initial"),
        pytest.param(["Bill Weld", "Bill Weld", "William Weld"], ["bill weld"], id="a short form"),
        pytest.param(["Ben Wallace", "Ben Wallace", "Wallace"], ["ben wallace"], id="a surname"),
        pytest.param(
            ["Jane Weaver", "Jeff Weaver", "Weaver"],
            ["jane weaver", "jeff weaver", "weaver"],
            id="a surname that two share joins neither",
        ),
        pytest.param(
            ["Jane Doe", "John Doe", "J. Doe"],
            ["j doe", "jane doe", "john doe"],
            id="an initial of two",
        ),
    ],
)
def test_people_are_joined_by_their_names(speakers, expected):
    assert keys(*map(person, speakers)) == expected


def test_a_role_decides_between_two_who_share_a_surname():
    found = joined(
        person("Hillary Clinton", "Secretary"),
        person("Bill Clinton", "President"),
        person("Clinton", "President"),
    )
    assert [(1, 0)] in [list(p.slots) for p in found]
    assert [(2, 0), (3, 0)] in [list(p.slots) for p in found]


def test_a_title_keeps_mrs_from_mr():
    found = joined(
        person("Bill Clinton", gender=Gender.MALE), person("Clinton", "Mrs", gender=Gender.FEMALE)
    )
    assert len(found) == 2


def test_what_a_headline_ran_into_a_name_is_that_person():
    known = [person("Donald Trump")] * 9
    assert keys(*known, person("North Korea Donald Trump")) == ["donald trump"]


def test_bodies_are_joined_by_their_whole_name():
    press = [person(name, is_person=False) for name in ("Fox News", "The Fox News", "CBS News")]
    assert keys(*press) == ["cbs news", "fox news"]
    assert key_of("F.B.I.") == key_of("FBI")


def test_the_record_holds_every_form_and_role_the_frequent_ones_first():
    (found,) = joined(
        Speaker("Ben Wallace", ("Ben Wallace", "Wallace"), ("Defence Secretary",)),
        Speaker("Ben Wallace", ("Ben Wallace",), ("Defence Secretary", "Mr")),
    )
    assert found.forms == ("Ben Wallace", "Wallace")
    assert found.roles == ("Defence Secretary",)


@given(st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=8))
def test_any_names_are_joined_without_losing_one(names):
    groups = {}
    for version, name in enumerate(names):
        speaker = person(name)
        groups.setdefault(group_of(speaker), {})[(version, 0)] = speaker
    slots = [slot for locals_ in groups.values() for p in join(locals_) for slot in p.slots]
    assert sorted(slots) == [(version, 0) for version in range(len(names))]
