import gc

import pytest

from bot.memory import settle_memory, spare_memory


@pytest.fixture(autouse=True)
def the_collector():
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def test_it_is_harmless_where_it_can_do_nothing(monkeypatch):
    monkeypatch.setattr("bot.memory.ctypes.CDLL", lambda _: object())
    spare_memory()
    settle_memory()


def test_what_stays_is_no_longer_collected():
    before = gc.get_freeze_count()
    settle_memory()
    assert gc.get_freeze_count() > before
