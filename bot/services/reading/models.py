"""What reading yields: articles to be, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.errors import AttribuneError
    from corpus.models import Article

LIMIT_BYTES = 20_000_000


class Doubt(StrEnum):
    """Why a text may be no article: the reasons to keep it in quarantine until a person decides."""

    TOO_SHORT = "too short"
    CONSENT = "consent text"
    PAYWALL = "paywall stub"
    ROBOT_CHECK = "a check for robots"
    UNREADABLE = "unreadable"
    WRONG_LANGUAGE = "wrong language"


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as it was read, before it is kept.

    Attributes:
        name: What it came under: a path, ``archive.zip/path``, ``file.jsonl:12``, an address.
        article: The article.
        language: Its language as an ISO 639-1 code; None when it could not be told.
        doubt: Why it may be no article; None when nothing speaks against it.
    """

    name: str
    article: Article
    language: str | None = None
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that could not be read; the rest goes on.

    Attributes:
        name: What it came under.
        error: Why not.
    """

    name: str
    error: AttribuneError


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes, and what came with them.

    Attributes:
        name: What they came under; its ending tells their form where ``media_type`` does not.
        content: The bytes.
        media_type: As a server or Discord names it; None when nobody did.
        charset: The encoding that a server names; None when it names none.
        url: The address they were read from; None for a file.
    """

    name: str
    content: bytes
    media_type: str | None = None
    charset: str | None = None
    url: str | None = None
