from hypothesis import given
from hypothesis import strategies as st

from corpus.quotations import Gender, Speaker
from corpus.speakers.registry import Merge, Rename, Sighting, join


def seen(article, name, *roles, company=(), is_person=True):
    speaker = Speaker(name, (name,), roles, Gender.UNKNOWN, is_person)
    return Sighting(article, speaker, frozenset(company))


def names(records):
    return [record.name for record in records]


def test_full_names_join_across_articles():
    records = join([seen("a", "Bill Lee"), seen("b", "William Lee")])
    assert names(records) == ["William Lee"]
    assert records[0].sightings == (("a", "Bill Lee"), ("b", "William Lee"))


def test_namesakes_are_not_joined():
    assert len(join([seen("a", "Ann Lee"), seen("b", "Bob Lee")])) == 2


def test_surname_alone_needs_a_role_or_company():
    mayor, other = seen("a", "Ann Lee", "mayor"), seen("a", "Bob Lee")
    assert len(join([mayor, other, seen("b", "Lee", "mayor")])) == 2
    assert len(join([mayor, other, seen("b", "Lee")])) == 3


def test_shared_company_joins_a_surname():
    known = seen("a", "Ann Lee", company=("Bob Day", "Cy Orr"))
    assert len(join([known, seen("b", "Lee", company=("Bob Day", "Cy Orr"))])) == 1


def test_bodies_join_by_their_name():
    records = join([seen(a, "Kremlin", is_person=False) for a in "ab"])
    assert names(records) == ["Kremlin"]


def test_corrections_are_replayed_in_order():
    sightings = [seen("a", "Ann Lee"), seen("b", "Anna Li")]
    records = join(sightings, [Merge("Anna Li", "Ann Lee"), Rename("Ann Lee", "Ann Q. Lee")])
    assert names(records) == ["Ann Q. Lee"]
    assert len(records[0].sightings) == 2
    assert names(join(sightings)) == ["Ann Lee", "Anna Li"]


_NAMES = st.sampled_from(["Ann Lee", "A. Lee", "Lee", "Bob Lee", "Kremlin", "Anna Li", "Mr Lee"])


@given(st.lists(st.tuples(st.sampled_from("abc"), _NAMES), max_size=8), st.randoms())
def test_order_does_not_matter_and_nothing_is_lost(pairs, random):
    sightings = [seen(article, name) for article, name in pairs]
    shuffled = random.sample(sightings, len(sightings))
    assert join(sightings) == join(shuffled)
    kept = [one for record in join(sightings) for one in record.sightings]
    assert sorted(kept) == sorted(pairs)
