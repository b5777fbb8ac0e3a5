from datetime import date

from bot.services.quoting.models import Asked


async def picked(world, **asked):
    selecting = await world.quoting.selecting()
    rows = selecting.newest(selecting.mask(Asked(**asked)))
    return [
        quoted.text
        for quoted in await world.quoting.cited([(r, 0) for r in rows], selecting.directory)
    ]


async def test_days_and_kinds_are_kept_to(world):
    assert all(
        "harbour" not in text for text in await picked(world, since=date(2025, 4, 1), kind="direct")
    )
    everything = await picked(world)
    before, after = (
        await picked(world, until=date(2025, 3, 31)),
        await picked(world, since=date(2025, 4, 1)),
    )
    assert sorted(before + after) == sorted(everything)


async def test_the_newest_article_comes_first_each_in_its_order(world):
    selecting = await world.quoting.selecting()
    rows = selecting.newest(selecting.mask(Asked()))
    days = [int(selecting.catalogue.rows["day"][row]) for row in rows]
    assert days == sorted(days, reverse=True)
    assert len(set(rows)) == len(rows)


async def test_the_likest_words_come_first(world):
    selecting = await world.quoting.selecting()
    text = "rebuild the wall before winter"
    wanted = await world.quoting.wanted(text)
    ranked = selecting.weigh(wanted, selecting.mask(Asked()), text)
    assert [score for _, score in ranked] == sorted((s for _, s in ranked), reverse=True)
    (best,) = await world.quoting.cited(ranked[:1], selecting.directory)
    assert "northern wall" in best.text


async def test_passages_that_hold_a_row_are_marked(world):
    selecting = await world.quoting.selecting()
    mask = selecting.mask(Asked(kind="direct"))
    held = selecting.passages(mask)
    assert 0 < held.sum() <= mask.sum() * 2


async def test_a_term_counts_once_for_each_quotation_of_somebody(world):
    selecting = await world.quoting.selecting()
    (okafor,) = await world.quoting.people("Anna Okafor", selecting.directory)
    held, total = selecting.counted(okafor.code)
    assert total == len(selecting.directory.rows_of(okafor.code))
    assert held["wall"] == 2
    assert "fisherman" not in held
