"""What can go wrong with a name, in a sentence that a person may read."""

from __future__ import annotations

from bot.errors import AttribuneError


class SpeakerUnknown(AttribuneError):
    """A name means nobody who is quoted, or several people."""

    def __init__(self, name: str, choices: tuple[str, ...] = ()) -> None:
        self.choices = choices
        meant = f": {', '.join(choices)}" if choices else ""
        sentence = f"Several people are called {name}{meant}." if choices else ""
        super().__init__(sentence or f"Nobody called {name} is quoted.")
