import json
import os

import pytest

from corpus.errors import DamagedIndex
from corpus.index import Index

PASSAGES = [["a", "b", "b"], ["b", "c"], ["c"] * 7, []]


@pytest.fixture
def folder(tmp_path):
    Index.build(PASSAGES).save(tmp_path / "kept")
    return tmp_path / "kept"


def files(folder):
    return sorted(path.name for path in folder.iterdir())


def answer(index):
    return [part.tolist() for part in index.search(["b", "c"])]


def test_what_was_saved_comes_back(folder):
    assert answer(Index.open(folder)) == answer(Index.build(PASSAGES))


def test_segments_that_are_there_are_not_written_again(folder):
    index = Index.open(folder)
    before = {path: path.stat().st_ino for path in folder.glob("*.postings")}
    index.add([["b"]])
    index.save(folder)
    assert {path: path.stat().st_ino for path in before} == before
    assert len(files(folder)) == 3
    assert Index.open(folder).df("b") == 3


def test_what_is_no_longer_listed_goes(folder):
    index = Index.open(folder)
    index.add([["b"]])
    index.merge(whole=True)
    index.save(folder)
    assert len(files(folder)) == 2
    assert Index.open(folder).df("b") == 3


def test_a_copy_in_another_folder_is_whole(folder, tmp_path):
    index = Index.open(folder)
    index.save(tmp_path / "copy")
    for path in folder.iterdir():
        path.unlink()
    assert answer(Index.open(tmp_path / "copy")) == answer(index)


@pytest.mark.parametrize("fails", ["fsync", "replace"])
@pytest.mark.parametrize("times", range(4))
def test_a_crash_in_the_middle_of_a_save_leaves_the_last_one(folder, monkeypatch, fails, times):
    before = answer(Index.open(folder))
    index = Index.build([["b"]] * 9)
    left = iter(range(times))
    original = getattr(os, fails)

    def crash(*args, **kwargs):
        if next(left, None) is None:
            raise OSError("no more power")
        return original(*args, **kwargs)

    monkeypatch.setattr(os, fails, crash)
    try:
        index.save(folder)
    except OSError:
        assert answer(Index.open(folder)) in (before, answer(index))
    else:
        assert answer(Index.open(folder)) == answer(index)


def test_a_crash_before_the_list_is_replaced_leaves_the_last_one(folder, monkeypatch):
    before = answer(Index.open(folder))

    def crash(*_, **__):
        raise OSError("no more power")

    monkeypatch.setattr("corpus.postings.store.json.dumps", crash)
    with pytest.raises(OSError, match="power"):
        Index.build([["b"]] * 9).save(folder)
    monkeypatch.undo()
    assert answer(Index.open(folder)) == before


def test_every_flipped_byte_is_noticed(folder):
    for path in folder.iterdir():
        whole = path.read_bytes()
        for at in range(0, len(whole), 1 if path.suffix == ".json" else 7):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
            with pytest.raises(DamagedIndex):
                Index.open(folder)
        path.write_bytes(whole)
    assert Index.open(folder)


def test_every_truncation_is_noticed(folder):
    for path in folder.iterdir():
        whole = path.read_bytes()
        for size in range(0, len(whole), 5):
            path.write_bytes(whole[:size])
            with pytest.raises(DamagedIndex):
                Index.open(folder)
        path.write_bytes(whole)


def test_a_missing_file_is_noticed(folder):
    next(folder.glob("*.postings")).unlink()
    with pytest.raises(DamagedIndex, match="cannot be read"):
        Index.open(folder)
    with pytest.raises(DamagedIndex):
        Index.open(folder / "nowhere")


def test_another_version_is_refused(folder):
    path = folder / "index.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"version": 0}))
    with pytest.raises(DamagedIndex, match="version 0"):
        Index.open(folder)


def test_an_empty_index_is_kept_too(tmp_path):
    Index().save(tmp_path)
    assert len(Index.open(tmp_path)) == 0
