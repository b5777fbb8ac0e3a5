"""Bytes to text, whatever encoding they are in."""

from __future__ import annotations

import codecs
import re

from bot.services.reading.errors import BinaryFile, BrokenFile, EmptyFile, FileTooLarge
from bot.services.reading.language import language_of
from bot.services.reading.models import LIMIT_BYTES

_SAMPLE_BYTES = 65_536
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"PK\x03\x04", "an archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "a formatted document"),
    (b"\x1f\x8b", "an archive"),
    (b"BZh", "an archive"),
    (b"\xfd7zXZ", "an archive"),
    (b"7z\xbc\xaf", "an archive"),
    (b"Rar!", "an archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\0", "a database"),
)
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 0.02
_NUL_SHARE = 0.2
_WESTERN = frozenset({"en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "id"})
_META_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)


def decode(content: bytes, *, name: str, charset: str | None = None) -> str:
    """Return the text that bytes hold, without byte-order mark and NUL characters.

    A byte-order mark decides; then UTF-8, if the bytes are valid in it; then the encoding that
    came with them; then the likeliest.

    Args:
        content: The bytes.
        name: What they came under, for the error's sentence.
        charset: The encoding that came with them, right or wrong.

    Raises:
        EmptyFile: There is nothing but white space and NUL.
        FileTooLarge: There are more than ``LIMIT_BYTES``.
        BinaryFile: They are no text.
        BrokenFile: They are in no encoding.
    """
    if len(content) > LIMIT_BYTES:
        raise FileTooLarge(name, LIMIT_BYTES)
    if not content.strip(b"\0 \t\r\n\f\v"):
        raise EmptyFile(name)
    text = _by_mark(content, name)
    if text is None:
        _refuse_binary(content, name)
        text = _strictly(content, "utf-8") or _strictly(content, charset) or _likeliest(content)
    if text is None:
        raise BrokenFile(name, "its text is in no encoding that we know")
    text = text.replace("\0", "")
    if not text.strip():
        raise EmptyFile(name)
    return text


def declared_charset(content: bytes) -> str | None:
    """Return the encoding that a page names in its head; None when it names none."""
    found = _META_CHARSET.search(content[:4096])
    return found[1].decode("ascii") if found else None


def _by_mark(content: bytes, name: str) -> str | None:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            text = _strictly(content, encoding)
            if text is None:
                raise BrokenFile(name, "its bytes do not fit its byte-order mark")
            return text
    if content.count(0) > len(content) * _NUL_SHARE:
        even, odd = content[0:_SAMPLE_BYTES:2], content[1:_SAMPLE_BYTES:2]
        return _strictly(content, "utf-16-be" if even.count(0) > odd.count(0) else "utf-16-le")
    return None


def _refuse_binary(content: bytes, name: str) -> None:
    for signature, what in _SIGNATURES:
        if content.startswith(signature):
            raise BinaryFile(name, what)
    sample = content[:_SAMPLE_BYTES]
    controls = len(_CONTROL.findall(sample))
    if controls > len(sample) * _CONTROL_SHARE or sample.count(0) > len(sample) * _NUL_SHARE:
        raise BinaryFile(name, "a binary file")


def _strictly(content: bytes, encoding: str | None) -> str | None:
    if encoding is None:
        return None
    try:
        return content.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None


def _likeliest(content: bytes) -> str | None:
    """Return the text in the encoding that fits best; Windows-1252 for a language written in it.

    What tells the Western encodings apart is too rare to be weighed by statistics.
    """
    western = content.decode("cp1252", "replace")
    if language_of(western) in _WESTERN:
        return western
    import charset_normalizer  # noqa: PLC0415 (slow to import, and seldom needed)

    best = charset_normalizer.from_bytes(content[:_SAMPLE_BYTES]).best()
    return content.decode(best.encoding, "replace") if best else None
