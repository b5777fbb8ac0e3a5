import pytest

from bot.errors import AttribuneError
from bot.services.quoting import holding
from bot.services.quoting.correcting import Correcting, SpeakerUnknown, describe_correction
from bot.services.quoting.models import Asked

from .conftest import HARBOUR, NOW


@pytest.fixture
def correcting(world):
    return Correcting(world.corrections, world.holding, world.quoting, lambda: NOW)


async def first_of(world, name):
    return (await world.quoting.quote(Asked(by=name))).quotes[0]


async def test_a_quotation_given_to_somebody_stays_his_through_everything(
    world, correcting, monkeypatch
):
    quoted = await first_of(world, "Tarrant")
    await correcting.give(quoted.version.version_id, quoted.span, "Ruth Adeyemi")
    assert (await first_of(world, "Ruth Adeyemi")).text == quoted.text

    monkeypatch.setattr(holding, "EXTRACTOR_VERSION", 999)  # extracted again
    await world.open()
    assert (await first_of(world, "Ruth Adeyemi")).text == quoted.text


async def test_a_correction_follows_its_words_to_a_newer_version(world, correcting):
    quoted = next(
        q for q in (await world.quoting.quote(Asked(by="Okafor"))).quotes if "rebuild" in q.text
    )
    await correcting.give(quoted.version.version_id, quoted.span, "Ruth Adeyemi")
    await world.ingest("harbour", HARBOUR.replace("for a\nwhole year", "until next\nspring"))
    moved = await first_of(world, "Ruth Adeyemi")
    assert moved.version.number == 2
    assert moved.text == quoted.text
    assert moved.is_corrected


async def test_undoing_brings_the_old_speaker_back(world, correcting):
    quoted = await first_of(world, "Tarrant")
    made = await correcting.give(quoted.version.version_id, quoted.span, "Ruth Adeyemi")
    await correcting.undo(made.id)
    assert (await first_of(world, "Tarrant")).text == quoted.text
    assert (await world.quoting.quote(Asked(by="Ruth Adeyemi"))).person is None
    with pytest.raises(AttribuneError):
        await correcting.undo(made.id)


async def test_merged_records_share_forms_and_quotations(world, correcting):
    before = len((await world.quoting.quote(Asked(by="Tarrant"))).quotes)
    okafor = len((await world.quoting.quote(Asked(by="Anna Okafor"))).quotes)
    await correcting.merge("Tarrant", "Anna Okafor")
    found = await world.quoting.quote(Asked(by="Anna Okafor"))
    assert len(found.quotes) == before + okafor
    assert (await world.quoting.quote(Asked(by="William Tarrant"))).person.name == "Anna Okafor"


async def test_a_name_that_means_nobody_is_refused(correcting):
    with pytest.raises(SpeakerUnknown):
        await correcting.rename("Zebedee Quux", "Anybody")
    with pytest.raises(AttribuneError):
        await correcting.merge("Anna Okafor", "the harbour minister")
    with pytest.raises(AttribuneError):
        await correcting.give_by_proof("00000-00000", "Anybody")


async def test_corrections_are_told_in_words(correcting):
    made = await correcting.rename("Anna Okafor", "Anna N. Okafor")
    assert describe_correction(made) == "anna okafor is shown as Anna N. Okafor"
    assert [c.id for c in await correcting.listed()] == [made.id]
