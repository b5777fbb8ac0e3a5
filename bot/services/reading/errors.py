"""Why bytes could not be read as articles.

UnreadableFile             bot.errors: a file cannot be read as text
├── EmptyFile              there is nothing in it
├── FileTooLarge           more than we read
├── BinaryFile             it is no text
├── UnknownForm            no form of article that we read
├── BrokenFile             it is damaged, or not what its name says
└── NoArticle              a page or a record without an article in it
"""

from __future__ import annotations

from bot.errors import UnreadableFile

_MEGABYTE = 1_000_000


class EmptyFile(UnreadableFile):
    """There is nothing in it."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "it is empty")


class FileTooLarge(UnreadableFile):
    """It holds more than we read.

    Attributes:
        limit_bytes: The most we read.
    """

    def __init__(self, name: str, limit_bytes: int) -> None:
        self.limit_bytes = limit_bytes
        super().__init__(name, f"it is larger than {limit_bytes / _MEGABYTE:g} MB")


class BinaryFile(UnreadableFile):
    """It is no text.

    Attributes:
        what: What it looks like, as in "a picture".
    """

    def __init__(self, name: str, what: str) -> None:
        self.what = what
        super().__init__(name, f"it is {what}, not text")


class UnknownForm(UnreadableFile):
    """It has no form of article that we read."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "only txt, md, html, json, jsonl and zip files can be")


class BrokenFile(UnreadableFile):
    """It is damaged, or not what its name says."""


class NoArticle(UnreadableFile):
    """A page or a record without an article in it."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "there is no article in it")
