async def test_each_quotation_stands_in_the_passages_that_hold_it(world):
    selecting = await world.quoting.selecting()
    places, rows = world.quoting.places(selecting), selecting.catalogue.rows
    passages = selecting.ranker.passages
    for row in range(len(rows)):
        first, end = places.first[row], places.end[row]
        assert passages.ordinals[first] == places.article[row]
        assert passages.starts[first] <= rows["start"][row] < passages.ends[first]
        assert passages.starts[end - 1] < rows["end"][row] <= passages.ends[end - 1]
        assert places.low[row] <= first < end <= places.high[row]


async def test_a_forgotten_article_has_no_places(world):
    selecting = await world.quoting.selecting()
    gone = int(selecting.catalogue.rows["version"][0])
    article_id = selecting.catalogue.versions[gone].article_id
    await world.forget(article_id)
    selecting = await world.quoting.selecting()
    places = world.quoting.places(selecting)
    assert places.article[0] == -1
    assert places.first[0] == places.end[0]
