"""Links to articles that make the reader's browser find and mark the very words."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_WORDS_AT_EACH_END = 5
_ENDING = re.compile(r"[()<>\s\x00-\x1f\x7f-\x9f]")
_ALSO_ENCODED = {ord(c): f"%{ord(c):02X}" for c in "-_~"}  # a directive's syntax, and mark-up


def deep_link(url: str | None, text: str) -> str | None:
    """Return the article's address with a text fragment for the slice; None without an address.

    See WICG, "URL Fragment Text Directives": ``#:~:text=first words,last words``. An address that
    is not http or https gives none.
    """
    if not url or urlsplit(url).scheme not in {"http", "https"}:
        return None
    words = text.split()
    if len(words) <= 2 * _WORDS_AT_EACH_END:
        directive = _encoded(words)
    else:
        first, last = words[:_WORDS_AT_EACH_END], words[-_WORDS_AT_EACH_END:]
        directive = f"{_encoded(first)},{_encoded(last)}"
    joiner = ":~:text=" if "#" in url else "#:~:text="
    return _safe(url) + joiner + directive


def _encoded(words: list[str]) -> str:
    encoded = quote(" ".join(words).encode("utf-8", "replace"), safe="")
    return encoded.translate(_ALSO_ENCODED)


def _safe(url: str) -> str:
    """Return the address without characters that would end a masked link, or its line."""
    return _ENDING.sub(lambda match: quote(match[0].encode("utf-8", "replace")), url)
