"""What can go wrong around the articles, in sentences that a person may read.

corpus.errors.AttribuneError
├── SettingMistake         a setting cannot be used
├── StorageError
│   ├── NewerDatabase      the database was written by a newer version
│   ├── DatabaseUnusable   the database cannot be opened, read or written
│   ├── DatabaseInUse      the database is to be replaced, and a program has it open
│   └── MigrationFailed    the database could not be brought up to date; the old one is kept
├── BackupFailed           no backup could be made, found or used
├── ArticleMissing         no such article
├── InFolder               an article comes from the articles folder and would come back
├── UnreadableFile         a file cannot be read as text
├── NothingToIngest        a path holds no article
├── StartFailed            the bot cannot go on Discord
└── FetchError             an address could not be read: bot.fetching.errors
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.errors import AttribuneError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "ArticleMissing",
    "AttribuneError",
    "BackupFailed",
    "DatabaseInUse",
    "DatabaseUnusable",
    "InFolder",
    "MigrationFailed",
    "NewerDatabase",
    "NothingToIngest",
    "SettingMistake",
    "StartFailed",
    "StorageError",
    "UnreadableFile",
]


class SettingMistake(AttribuneError):
    """A setting cannot be used.

    Attributes:
        name: The environment variable to blame.
    """

    def __init__(self, name: str, sentence: str) -> None:
        self.name = name
        super().__init__(f"{name}: {sentence}")


class StorageError(AttribuneError):
    """Something is wrong with the database."""


class NewerDatabase(StorageError):
    """The database was written by a newer version of the program.

    Attributes:
        unknown: The names of its migrations that this program does not know.
    """

    def __init__(self, path: Path, *, unknown: list[str]) -> None:
        self.unknown = unknown
        super().__init__(
            f"{path} was written by a newer Attribune (migration {unknown[-1]}). "
            "Update Attribune, or point ATTRIBUNE_DATA at another folder."
        )


class DatabaseUnusable(StorageError):
    """The database cannot be opened, read or written; the sentence says what to do.

    Attributes:
        reason: What SQLite or the system says.
    """

    def __init__(self, path: Path, reason: str) -> None:
        self.reason = reason
        super().__init__(f"The database {path} cannot be used: {reason}. {_remedy(reason)}")


def _remedy(reason: str) -> str:
    lower = reason.lower()
    if "locked" in lower:
        return "Another program keeps it busy: end that one, or wait."
    if "full" in lower or "no space" in lower:
        return "Make room on the disk; nothing that was stored is lost."
    if "malformed" in lower or "not a database" in lower:
        return "Stop the bot, then restore a backup with `attribune restore`."
    return "Check the folder's permissions and free space, or restore a backup."


class DatabaseInUse(StorageError):
    """The database is to be replaced, and a program has it open."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"A program has {path} open. Stop the bot first, then try again.")


class MigrationFailed(StorageError):
    """The database could not be brought up to date; nothing was changed.

    Attributes:
        copy: Where the copy made beforehand lies; None for a new database.
    """

    def __init__(self, name: str, reason: str, *, copy: Path | None) -> None:
        self.copy = copy
        kept = f" A copy from before is {copy}." if copy else ""
        super().__init__(f"The database migration {name} failed: {reason}.{kept}")


class BackupFailed(AttribuneError):
    """No backup could be made, found or used.

    Attributes:
        reason: Why, as the end of a sentence.
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"That did not work: {reason}")


class ArticleMissing(AttribuneError):
    """There is no such article."""

    def __init__(self, reference: int | str) -> None:
        self.reference = reference
        told = reference if str(reference).isdigit() else f"called “{reference}”"
        super().__init__(f"There is no article {told}. `articles` lists those there are.")


class InFolder(AttribuneError):
    """An article comes from the articles folder, so that it would come back when forgotten."""

    def __init__(self, article_id: int) -> None:
        self.article_id = article_id
        super().__init__(
            f"Article {article_id} lies in the articles folder: remove its file there, and it is "
            "forgotten at the next start."
        )


class UnreadableFile(AttribuneError):
    """A file cannot be read as text.

    Attributes:
        name: The file's name as it was given.
        reason: What is wrong with it.
    """

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        self.reason = reason
        super().__init__(f"{name} cannot be read: {reason}.")


class NothingToIngest(AttribuneError):
    """A path holds no article."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"There is nothing to ingest at {path}: {reason}.")


class StartFailed(AttribuneError):
    """The bot cannot go on Discord."""
