"""Links to articles that make the reader's browser find and mark the very words."""

from __future__ import annotations

import re
from urllib.parse import quote

_WORDS_AT_EACH_END = 5
_WEB = re.compile("https?://", re.IGNORECASE)
_ENDING = re.compile(r"[()<>\s\x00-\x1f\x7f-\x9f]")
_ALSO_ENCODED = {ord(c): f"%{ord(c):02X}" for c in "-_~"}  # a directive's syntax, and mark-up


def deep_link(url: str | None, text: str) -> str | None:
    """Return the article's address with a text fragment for the slice; None without an address.

    See WICG, "URL Fragment Text Directives": ``#:~:text=first words,last words``. An address that
    is not http or https gives none.
    """
    plain = plain_link(url)
    if plain is None:
        return None
    words = text.split()
    if len(words) <= 2 * _WORDS_AT_EACH_END:
        directive = _encoded(words)
    else:
        first, last = words[:_WORDS_AT_EACH_END], words[-_WORDS_AT_EACH_END:]
        directive = f"{_encoded(first)},{_encoded(last)}"
    joiner = ":~:text=" if "#" in plain else "#:~:text="
    return plain + joiner + directive


def _encoded(words: list[str]) -> str:
    encoded = quote(" ".join(words).encode("utf-8", "replace"), safe="")
    return encoded.translate(_ALSO_ENCODED)


def plain_link(url: str | None) -> str | None:
    """Return the address without what would end a masked link, or its line.

    None without an address, or for one that is not http or https.
    """
    if not url or not _WEB.match(url):
        return None
    return _ENDING.sub(lambda match: quote(match[0].encode("utf-8", "replace")), url)
