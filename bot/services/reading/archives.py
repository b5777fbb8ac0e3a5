"""Zip archives, opened in memory: no name of theirs ever touches the disk."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from bot.services.reading.errors import BrokenFile, FileTooLarge
from bot.services.reading.models import LIMIT_BYTES, Source, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_FILES = 20_000
MOST_BYTES = 500_000_000


def unzip(content: bytes, *, name: str) -> Iterator[Source | Unread]:
    """Yield the files of a zip archive as ``name/path``, and what is wrong with the others.

    No file is unpacked beyond ``LIMIT_BYTES``, and no archive beyond ``MOST_BYTES``.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as broken:
        yield _unread(name, f"the archive is broken ({broken})")
        return
    left_bytes = MOST_BYTES
    with archive:
        for number, member in enumerate(archive.infolist()):
            if number >= MOST_FILES:
                yield _unread(name, f"it holds more than {MOST_FILES} files; the rest is left out")
                return
            if member.is_dir() or _is_hidden(member.filename):
                continue
            file = _unzipped(archive, member, name)
            if isinstance(file, Source):
                left_bytes -= len(file.content)
            if left_bytes < 0:
                yield _unread(name, "it unpacks to too much; the rest is left out")
                return
            yield file


def _unzipped(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> Source | Unread:
    path = f"{name}/{_shown(member.filename)}"
    if reason := _reason_to_refuse(member):
        return _unread(path, reason)
    if member.file_size > LIMIT_BYTES:
        return Unread(path, FileTooLarge(path, LIMIT_BYTES))
    try:
        with archive.open(member) as file:
            content = file.read(LIMIT_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError) as broken:
        return _unread(path, f"it is damaged in the archive ({broken})")
    except (NotImplementedError, RuntimeError):
        return _unread(path, "it is packed in an unknown way, or with a password")
    if len(content) > LIMIT_BYTES:
        return Unread(path, FileTooLarge(path, LIMIT_BYTES))
    return Source(path, content)


def _reason_to_refuse(member: zipfile.ZipInfo) -> str | None:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return "its name leads out of the archive"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "it is a link"
    if member.flag_bits & 1:
        return "it is locked with a password"
    if path.suffix.lower() == ".zip":
        return "an archive in an archive is not opened"
    return None


def _is_hidden(filename: str) -> bool:
    parts = PurePosixPath(filename.replace("\\", "/")).parts
    return any((part.startswith(".") and part != "..") or part == "__MACOSX" for part in parts)


def _shown(filename: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in filename)


def _unread(name: str, reason: str) -> Unread:
    return Unread(name, BrokenFile(name, reason))
