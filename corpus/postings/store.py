"""Segments in files that are mapped, not read: one file a segment, and a list of them.

The list, ``index.json``, is replaced in one step, so a folder always holds the last index that was
saved whole. Every file is checked against its checksum before it is trusted.
"""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import zlib
from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from uuid import uuid4
from weakref import WeakKeyDictionary

import numpy as np

from corpus.errors import DamagedIndex
from corpus.postings.parameters import Parameters
from corpus.postings.segment import Segment
from corpus.postings.state import State
from corpus.postings.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from numpy.typing import NDArray

_VERSION = 1
_LIST = "index.json"
_ENDING = ".postings"
_ALIGNED = 64  # bytes; arrays begin on a cache line
_BLOCK = 1 << 20


def save(state: State, folder: Path) -> None:
    """Write a state's new segments, then the list of all, then remove what is no longer listed."""
    folder.mkdir(parents=True, exist_ok=True)
    listed = [_kept(view.segment, folder) for view in state.views]
    content = {
        "parameters": asdict(state.parameters),
        "segments": [
            entry | {"dead": view.dead.tolist()}
            for entry, view in zip(listed, state.views, strict=True)
        ],
    }
    text = json.dumps(content, sort_keys=True)
    whole = {"version": _VERSION, "checksum": zlib.crc32(text.encode()), "content": content}
    _replace(folder / _LIST, [json.dumps(whole, sort_keys=True).encode()])
    names = {entry["name"] for entry in listed}
    for path in folder.glob(f"*{_ENDING}*"):
        if path.name not in names:
            with contextlib.suppress(OSError):  # still mapped by someone: the next save tries again
                path.unlink()


def load(folder: Path) -> State:
    """Return the state that was saved in a folder.

    Raises:
        DamagedIndex: A file is missing, incomplete, altered or of another version.
    """
    try:
        content = _content((folder / _LIST).read_bytes())
        parts = [
            (_mapped(folder / entry["name"], entry), np.array(entry["dead"], np.int32))
            for entry in content["segments"]
        ]
        return State.of(Parameters(**content["parameters"]), parts)
    except OSError as e:
        raise DamagedIndex(f"a file cannot be read: {e.strerror}") from e
    except (KeyError, TypeError, ValueError) as e:
        raise DamagedIndex("its list of segments makes no sense") from e


def _content(text: bytes) -> dict[str, Any]:
    """Return what the list of segments says, once it is found to be whole."""
    whole = json.loads(text)
    if whole["version"] != _VERSION:
        raise DamagedIndex(f"it has version {whole['version']}, not {_VERSION}")
    if zlib.crc32(json.dumps(whole["content"], sort_keys=True).encode()) != whole["checksum"]:
        raise DamagedIndex("its list of segments was altered")
    content: dict[str, Any] = whole["content"]
    return content


def _arrays(segment: Segment) -> dict[str, NDArray[Any]]:
    """Return a segment's arrays by name."""
    plain = {name: getattr(segment, name) for name in _PLAIN}
    vocabulary = segment.vocabulary
    return plain | {"vocabulary": vocabulary.text, "vocabulary_bounds": vocabulary.bounds}


_PLAIN = ("lengths", "bounds", "ids", "codes", "pair_tf", "pair_length", "pair_weights", "peaks")
_KEPT: WeakKeyDictionary[Segment, tuple[Path, dict[str, Any]]] = WeakKeyDictionary()


def _kept(segment: Segment, folder: Path) -> dict[str, Any]:
    """Return the list's entry for a segment, writing its file unless the folder has it."""
    where, entry = _KEPT.get(segment, (None, {}))
    path = folder.resolve() / entry.get("name", "")
    if where == path and path.is_file() and path.stat().st_size == entry["size_bytes"]:
        return entry
    entry = _written(segment, folder)
    _KEPT[segment] = (folder.resolve() / entry["name"], entry)
    return entry


def _written(segment: Segment, folder: Path) -> dict[str, Any]:
    """Write a segment's file and return the list's entry for it."""
    arrays, size, checksum = {}, 0, 0
    blocks: list[bytes | memoryview] = []
    for name, array in _arrays(segment).items():
        arrays[name] = {"type": array.dtype.str, "count": len(array), "at": size}
        padding = b"\0" * (-array.nbytes % _ALIGNED)
        size += array.nbytes + len(padding)
        blocks += [array.data.cast("B"), padding] if len(array) else []
    for block in blocks:
        checksum = zlib.crc32(block, checksum)
    name = f"{segment.first}-{uuid4().hex}{_ENDING}"
    _replace(folder / name, blocks)
    return {
        "name": name,
        "first": segment.first,
        "size_bytes": size,
        "checksum": checksum,
        "arrays": arrays,
    }


def _mapped(path: Path, entry: dict[str, Any]) -> Segment:
    """Return the segment of a file, its arrays mapped, once the file is found to be whole."""
    if path.stat().st_size != entry["size_bytes"]:
        raise DamagedIndex("a file was cut short")
    if _checksum(path) != entry["checksum"]:
        raise DamagedIndex("a file was altered")
    with path.open("rb") as file:
        whole = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    arrays = {
        name: np.frombuffer(whole, array["type"], array["count"], array["at"])
        for name, array in entry["arrays"].items()
    }
    vocabulary = Vocabulary(arrays.pop("vocabulary"), arrays.pop("vocabulary_bounds"))
    segment = Segment(first=entry["first"], vocabulary=vocabulary, **arrays)
    _KEPT[segment] = (path.resolve(), entry)
    return segment


def _checksum(path: Path) -> int:
    """Return a file's checksum, read in blocks so that no more than one is in memory."""
    checksum, block = 0, memoryview(bytearray(_BLOCK))
    with path.open("rb", buffering=0) as file:
        while count := file.readinto(block):
            checksum = zlib.crc32(block[:count], checksum)
    return checksum


def _replace(path: Path, blocks: Iterable[bytes | memoryview]) -> None:
    """Write a file beside its place and move it there once it is safe on the disk."""
    beside = path.with_name(f"{path.name}.{uuid4().hex}.new{_ENDING}")
    try:
        with beside.open("wb") as file:
            file.writelines(blocks)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Wait until a folder's names are safe on the disk, where the system can do that."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
