import pytest

from corpus.errors import DamagedIndex
from corpus.passages import Passages
from corpus.ranking.ranker import Ranker
from tests.corpus.ranking.newsroom import BRIDGE, FERRY


@pytest.fixture
def passages():
    return Passages.build([BRIDGE, FERRY])


@pytest.fixture
def folder(passages, tmp_path):
    Ranker.build(passages).save(tmp_path)
    return tmp_path


def test_what_was_saved_ranks_the_same_after_additions(passages, folder):
    again = Ranker.open(folder, passages)
    again.add([FERRY])
    again.discard(0)
    fresh = Ranker.build(passages)
    fresh.add([FERRY])
    fresh.discard(0)
    assert again.rank("ferry strike") == fresh.rank("ferry strike")


def test_nothing_saved_is_named(passages, tmp_path):
    with pytest.raises(DamagedIndex, match="missing"):
        Ranker.open(tmp_path, passages)


def test_other_articles_are_noticed(folder):
    with pytest.raises(DamagedIndex, match="other articles"):
        Ranker.open(folder, Passages.build([FERRY]))


def test_a_forgotten_article_is_noticed(passages, folder):
    with pytest.raises(DamagedIndex, match="other articles"):
        Ranker.open(folder, passages.without(0))


@pytest.mark.parametrize("name", ["*.npy", "ranker.json"])
def test_damage_is_noticed(passages, folder, name):
    for path in folder.glob(name):
        raw = bytearray(path.read_bytes())
        raw[-1] ^= 0xFF
        path.write_bytes(bytes(raw))
    with pytest.raises(DamagedIndex):
        Ranker.open(folder, passages)


def test_a_file_cut_short_is_noticed(passages, folder):
    for path in folder.glob("*-terms.npy"):
        path.write_bytes(path.read_bytes()[:-5])
    with pytest.raises(DamagedIndex):
        Ranker.open(folder, passages)


def test_saving_again_leaves_nothing_behind(passages, folder):
    ranker = Ranker.open(folder, passages)
    before = len(list(folder.glob("*.npy")))
    ranker.add([FERRY])
    ranker.save(folder)
    assert len(list(folder.glob("*.npy"))) == before
    assert Ranker.open(folder, ranker.passages).rank("ferry").hits


def test_what_is_open_stays_whole_when_it_is_saved_again(tmp_path):
    passages = Passages.build([BRIDGE])
    Ranker.build(passages).save(tmp_path)
    opened = Ranker.open(tmp_path, passages)
    held = {path: path.stat().st_ino for path in tmp_path.glob("*-terms.npy")}
    Ranker.build(passages).save(tmp_path)
    assert all(path.stat().st_ino != before for path, before in held.items())
    assert opened.rank("When did the bridge reopen?").hits
