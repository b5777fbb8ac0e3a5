import numpy as np

from bot.services.quoting.catalogue import KINDS, NOBODY, POLARITIES


async def test_a_row_holds_what_is_stored(world):
    rows = world.holding.catalogue.rows
    kept = await world.quotations.get(rows["id"].tolist())
    for row, item in enumerate(kept):
        quote = item.quote
        assert (rows["start"][row], rows["end"][row]) == (quote.start, quote.end)
        assert KINDS[rows["kind"][row]] is quote.kind
        assert POLARITIES[rows["polarity"][row]] is quote.polarity
        assert rows["number"][row] == (NOBODY if quote.speaker is None else quote.speaker)
        published = world.holding.catalogue.versions[item.version_id].article.published
        assert rows["day"][row] == published.toordinal()


async def test_what_is_discarded_keeps_its_place_and_is_dead(world):
    catalogue = world.holding.catalogue
    version_id = min(catalogue.versions)
    before, changes = len(catalogue.rows), catalogue.changes
    catalogue.discard(version_id)
    assert (len(catalogue.rows), catalogue.changes) == (before, changes + 1)
    assert np.array_equal(catalogue.rows.alive, catalogue.rows["version"] != version_id)
    assert catalogue.speaker(version_id, 0) is None
    catalogue.discard(version_id)
    assert catalogue.changes == changes + 1


async def test_people_are_joined_over_articles(world):
    anna = next(p for p in world.holding.catalogue.people() if p.key == "anna okafor")
    assert len({version_id for version_id, _ in anna.slots}) == 2
    assert "Harbour Minister" in anna.roles
