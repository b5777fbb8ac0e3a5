from datetime import UTC, datetime

import pytest

from bot.bootstrap import open_app
from bot.services.proving import NoSuchProof, Standing

PROOFED = "The harbour of Ardley will close on 4 May, the council said."
FIRST = f"---\ntitle: Harbour\n---\n\nArdley is small. {PROOFED} Nobody objected.\n"


@pytest.fixture
async def app(make_settings, write_articles, clock):
    async with open_app(
        make_settings(attribune_articles=write_articles(harbour=FIRST)), clock=clock
    ) as app:
        yield app


@pytest.fixture
async def proof(app):
    answer = await app.answering.answer("When will the harbour of Ardley close?")
    assert answer.hits[0].text == PROOFED
    return answer.hits[0].proof


@pytest.fixture
def rewrite(app, write_articles, clock):
    async def rewrite(old, new):
        clock.move(days=1)
        write_articles(harbour=FIRST.replace(old, new))
        await app.collection.folder.sync()

    return rewrite


async def test_an_unchanged_slice_is_verified(app, proof):
    proven = await app.proving.prove(proof.lower().replace("-", " "))
    assert proven.standing is Standing.VERIFIED
    assert proven.text == proven.text_now == PROOFED
    assert proven.proof == proof


async def test_a_slice_that_moved_is_still_verified(app, proof, rewrite):
    await rewrite("Ardley is small.", "Ardley is a small town by the sea.")
    proven = await app.proving.prove(proof)
    assert proven.standing is Standing.VERIFIED
    assert (proven.version.number, proven.newest.number) == (1, 2)
    assert proven.place.start > proven.span.start


async def test_a_changed_slice_is_superseded_with_the_difference(app, proof, rewrite, clock):
    await rewrite("4 May", "11 June")
    changed = clock.at
    await rewrite("4 May", "12 June")
    proven = await app.proving.prove(proof)
    assert proven.standing is Standing.SUPERSEDED
    assert proven.text == PROOFED
    assert proven.text_now == PROOFED.replace("4 May", "12 June")
    assert [w.text.strip() for w in proven.difference if w.side != "both"] == ["4 May,", "12 June,"]
    assert proven.changed_at == changed


async def test_a_removed_slice_is_gone(app, proof, rewrite):
    await rewrite(PROOFED, "")
    proven = await app.proving.prove(proof)
    assert proven.standing is Standing.GONE
    assert proven.place is None
    assert proven.changed_at


async def test_a_slice_of_a_forgotten_article_is_gone(app, proof, write_articles, clock):
    folder = write_articles(other="---\ntitle: Other\n---\n\nNothing else happened.\n")
    (folder / "harbour.md").unlink()
    await app.collection.folder.sync()
    proven = await app.proving.prove(proof)
    assert proven.standing is Standing.GONE
    assert proven.forgotten_at == datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize("id_", ["", "???", "04H6R", "00000-00000-00000", "x" * 500])
async def test_what_is_no_proof_is_said_so(app, id_):
    with pytest.raises(NoSuchProof):
        await app.proving.prove(id_)


async def test_one_wrong_letter_is_noticed(app, proof):
    wrong = proof[:-1] + ("0" if proof[-1] != "0" else "1")
    with pytest.raises(NoSuchProof):
        await app.proving.prove(wrong[:3] + ("0" if wrong[3] != "0" else "1") + wrong[4:])
