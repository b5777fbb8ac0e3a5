"""Files and folders: regular files only, links not followed, in a steady order."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import UnreadableFile
from bot.services.reading.errors import FileTooLarge
from bot.services.reading.models import Source, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

# The largest file that is opened: an archive may hold many articles.
LARGEST_FILE_BYTES = 200_000_000
# Neither wait for a pipe's other end nor follow a link that has just taken a file's place.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


def walk(folder: Path, root: Path | None = None) -> Iterator[Path | Unread]:
    """Yield the files of a folder and its subfolders by name; hidden ones are left out.

    A link, and a folder that cannot be entered, come with the reason.

    Args:
        folder: Where to look.
        root: The folder below which names count; this one when None.
    """
    root = root or folder
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield _left_out(folder, root, _reason(error))
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith("."):
            continue
        if entry.is_symlink():
            yield _left_out(path, root, "links are not followed")
        elif entry.is_dir(follow_symlinks=False):
            yield from walk(path, root)
        else:
            yield path


def _left_out(path: Path, root: Path, reason: str) -> Unread:
    name = str(path) if path == root else path.relative_to(root).as_posix()
    return Unread(name, UnreadableFile(name, reason))


def open_file(path: Path, *, name: str, may_be_link: bool = False) -> Source:
    """Return a file's bytes.

    Args:
        path: The file.
        name: What it is called from now on.
        may_be_link: Whether a link is followed: a person named it.

    Raises:
        UnreadableFile: It cannot be opened, or is no regular file.
        FileTooLarge: It is larger than ``LARGEST_FILE_BYTES``.
    """
    try:
        handle = os.open(path, _FLAGS if may_be_link else _FLAGS | _NO_LINK)
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableFile(name, "it is not a regular file")
            if status.st_size > LARGEST_FILE_BYTES:
                raise FileTooLarge(name, LARGEST_FILE_BYTES)
            return Source(name, file.read(LARGEST_FILE_BYTES + 1))
    except (OSError, ValueError) as error:
        raise UnreadableFile(name, _reason(error)) from error


def _reason(error: OSError | ValueError) -> str:
    strerror = getattr(error, "strerror", None)
    return strerror.lower() if strerror else "its name is not one"
