"""What the hashed requirements files hold: names, versions, hashes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)\s*(?:;\s*([^\\]*?))?\s*(?:\\|$)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Pinned:
    """One line of a requirements file.

    Attributes:
        name: The package, normalised.
        version: Its one version.
        marker: On which machines it is installed; empty for all.
        hashes: SHA-256 of every file that may be installed.
    """

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]


def read_pinned(path: Path) -> list[Pinned]:
    """Return what a requirements file pins.

    Raises:
        ValueError: a line is neither pin, hash nor comment.
    """
    found: list[Pinned] = []
    joined = path.read_text(encoding="utf-8").replace("\\\n", " ")
    for line in filter(None, map(str.strip, joined.splitlines())):
        if line.startswith("#"):
            continue
        pin = _PIN.match(line.split("--hash")[0].strip())
        if pin is None:
            raise ValueError(f"{path.name}: not a pinned requirement: {line[:60]}")
        name, version, marker = pin[1], pin[2], pin[3] or ""
        found.append(Pinned(normal(name), version, marker, tuple(_HASH.findall(line))))
    return found


def normal(name: str) -> str:
    """Return a package's name as indexes write it."""
    return re.sub(r"[-_.]+", "-", name).lower()
