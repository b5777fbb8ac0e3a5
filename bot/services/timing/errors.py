"""What can be wrong with a time, a day or a time zone that somebody wrote.

AttribuneError
├── TimeUnclear       no time of day can be read from the words
├── DaysUnclear       no set of weekdays can be read from the words
└── ZoneUnknown       no time zone has that name, or several might be meant
"""

from __future__ import annotations

from corpus.errors import AttribuneError

_LONGEST_ECHO = 40  # characters of what was typed that an error repeats


class TimeUnclear(AttribuneError):
    """No time of day can be read from the words.

    Attributes:
        written: What the person typed, unchanged.
    """

    def __init__(self, written: str) -> None:
        self.written = written
        super().__init__(
            f"I cannot read “{_short(written)}” as a time of day: "
            "write it like 07:30, 7.30am or 19h."
        )


class DaysUnclear(AttribuneError):
    """No set of weekdays can be read from the words.

    Attributes:
        written: What the person typed, unchanged.
    """

    def __init__(self, written: str) -> None:
        self.written = written
        super().__init__(
            f"I cannot read “{_short(written)}” as days: write every day, weekdays, weekends, "
            "mon-fri or a list like mon, wed."
        )


class ZoneUnknown(AttribuneError):
    """No time zone has that name, or several might be meant.

    Attributes:
        written: What the person typed, unchanged.
        choices: The names that might be meant, best first; may be empty.
    """

    def __init__(self, written: str, choices: tuple[str, ...] = ()) -> None:
        self.written = written
        self.choices = choices
        advice = (
            f"Did you mean {' or '.join(choices)}?"
            if choices
            else "Name a large city near you, like London or New York."
        )
        super().__init__(f"I know no time zone called “{_short(written)}”. {advice}")


def _short(written: str) -> str:
    cleaned = " ".join(written.split())
    return cleaned if len(cleaned) <= _LONGEST_ECHO else f"{cleaned[: _LONGEST_ECHO - 1]}…"
