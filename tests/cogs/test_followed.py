from datetime import UTC, datetime

from bot.services.conversing import Place
from cogs import _followed
from cogs._followed import FOLLOWED, Followed, FollowedMessages

SOME = Followed(Place(1, 2), None, 3)


class Clock:
    at = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self):
        return self.at


def test_a_message_is_followed_for_a_while():
    clock = Clock()
    messages = FollowedMessages(clock)
    messages.follow(7, SOME)
    assert messages.get(7) == SOME
    assert messages.get(8) is None
    clock.at += FOLLOWED
    assert messages.get(7) is None


def test_a_message_is_forgotten_when_told_so():
    messages = FollowedMessages(Clock())
    messages.follow(7, SOME)
    messages.forget(7)
    messages.forget(7)
    assert messages.get(7) is None


def test_the_latest_are_kept(monkeypatch):
    monkeypatch.setattr(_followed, "_MOST", 2)
    messages = FollowedMessages(Clock())
    for number in (1, 2, 3):
        messages.follow(number, SOME)
    assert [messages.get(number) for number in (1, 2, 3)] == [None, SOME, SOME]
