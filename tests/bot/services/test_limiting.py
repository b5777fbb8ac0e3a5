from datetime import timedelta

from bot.services.limiting import Cooldowns, Limit


def test_so_many_in_a_window_each_by_itself(clock):
    limit = Limit(clock, most=2, window=timedelta(minutes=1))
    assert [limit.allows("a") for _ in range(3)] == [True, True, False]
    assert limit.allows("b")
    clock.move(seconds=60)
    assert limit.allows("a")


def test_it_is_told_once_a_window(clock):
    limit = Limit(clock, most=0, window=timedelta(minutes=1))
    assert [limit.may_tell("a"), limit.may_tell("a")] == [True, False]
    clock.move(seconds=61)
    assert limit.may_tell("a")


def test_a_clock_put_back_locks_nobody_out(clock):
    limit = Limit(clock, most=1, window=timedelta(minutes=1))
    assert limit.allows("a")
    assert limit.may_tell("a")
    clock.move(hours=-1)
    assert limit.allows("a")
    assert limit.may_tell("a")


def test_memory_stays_small(clock):
    limit = Limit(clock, most=1, window=timedelta(minutes=1))
    for key in range(10_000):
        limit.allows(key)
    clock.move(minutes=2)
    limit.allows("last")
    assert len(limit._passed) == 1


def test_it_says_when_another_may_pass(clock):
    limit = Limit(clock, most=2, window=timedelta(minutes=1))
    start = clock()
    assert limit.allows("a")
    clock.move(seconds=10)
    assert limit.allows("a")
    assert limit.until("a") == start + timedelta(minutes=1)
    clock.move(seconds=50)
    assert limit.until("a") is None


def test_people_servers_and_commands_are_counted_each_by_itself(clock):
    cooldowns = Cooldowns(clock, per_person=8, per_server=12)
    minute = clock() + timedelta(minutes=1)

    def use(command, user_id, guild_id=1):
        return cooldowns.use(command, user_id=user_id, guild_id=guild_id)

    assert [use("usage", 1) for _ in range(6)] == [None] * 5 + [minute]
    assert [use("ask", 1) for _ in range(4)] == [None] * 3 + [minute]
    assert use("ask", 1, guild_id=2) == minute
    assert [use("ask", 2) for _ in range(5)] == [None] * 4 + [minute]
    assert use("ask", 2, guild_id=None) is None


def test_a_refused_command_counts_for_nobody(clock):
    cooldowns = Cooldowns(clock, per_person=1, per_server=2)
    for _ in range(9):
        cooldowns.use("ask", user_id=1, guild_id=1)
    assert cooldowns.use("ask", user_id=2, guild_id=1) is None


def test_zero_is_no_limit(clock):
    cooldowns = Cooldowns(clock, per_person=0, per_server=0)
    assert not any(cooldowns.use("usage", user_id=1, guild_id=1) for _ in range(999))


def test_a_clock_put_back_starts_no_cooldown(clock):
    cooldowns = Cooldowns(clock, per_person=1, per_server=0)
    assert cooldowns.use("ask", user_id=1, guild_id=1) is None
    clock.move(days=-1)
    assert cooldowns.use("ask", user_id=1, guild_id=1) is None


def test_three_presses_are_as_much_as_a_command(clock):
    cooldowns = Cooldowns(clock, per_person=2, per_server=3)

    def press(user_id, guild_id=1):
        return cooldowns.press(user_id=user_id, guild_id=guild_id)

    assert [press(1) is None for _ in range(7)] == [True] * 6 + [False]
    assert [press(2) is None for _ in range(4)] == [True] * 3 + [False]
    assert press(2, guild_id=None) is None
    assert cooldowns.use("ask", user_id=1, guild_id=1) is None
