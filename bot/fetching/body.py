"""An answer's bytes, unpacked, and never more of them than asked for."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterable

ACCEPTED_ENCODINGS = "gzip, deflate"
_GZIP = b"\x1f"


class BodyTooLarge(Exception):
    """There are more bytes than asked for."""


class BodyBroken(Exception):
    """The bytes are not packed as announced; the text says how."""


async def read_body(chunks: AsyncIterable[bytes], *, encoding: str, limit_bytes: int) -> bytes:
    """Return the whole body, unpacked.

    Args:
        chunks: The body as it comes in.
        encoding: The answer's Content-Encoding; empty when it has none.
        limit_bytes: The most bytes to take, before and after unpacking.

    Raises:
        BodyTooLarge: It holds more than that; no more than one chunk beyond it was unpacked.
        BodyBroken: It is not packed as announced, ends early, or is packed in a way we did not
            ask for.
    """
    unpacker = _unpacker(encoding)
    body = bytearray()
    received = 0
    async for chunk in chunks:
        received += len(chunk)
        if received > limit_bytes:
            raise BodyTooLarge
        body += unpacker.unpack(chunk, limit_bytes + 1 - len(body))
        if len(body) > limit_bytes:
            raise BodyTooLarge
    if received:
        unpacker.finish()
    return bytes(body)


class _Plain:
    def unpack(self, chunk: bytes, most: int) -> bytes:
        return chunk[:most]

    def finish(self) -> None:
        pass


class _Zlib:
    """Unpacks gzip (also of several members) and deflate, with or without its header."""

    def __init__(self, window: int) -> None:
        self._window = window
        self._stream = zlib.decompressobj(window)
        self._is_first = True

    def unpack(self, chunk: bytes, most: int) -> bytes:
        """Return at most ``most`` bytes; what is left over then is dropped."""
        unpacked = bytearray()
        while chunk and len(unpacked) < most:
            unpacked += self._decompress(chunk, most - len(unpacked))
            chunk = self._stream.unused_data
            if not chunk.startswith(_GZIP):  # the end, or padding after it
                break
            self._stream = zlib.decompressobj(self._window)
        return bytes(unpacked)

    def finish(self) -> None:
        if not self._stream.eof:
            raise BodyBroken("it ends too early")

    def _decompress(self, chunk: bytes, most: int) -> bytes:
        first, self._is_first = self._is_first, False
        try:
            return self._stream.decompress(chunk, most)
        except zlib.error:
            if not first or self._window != zlib.MAX_WBITS:
                raise BodyBroken("it is not packed as announced") from None
        self._window = -zlib.MAX_WBITS  # deflate as some servers understand it: without a header
        self._stream = zlib.decompressobj(self._window)
        return self._decompress(chunk, most)


def _unpacker(encoding: str) -> _Plain | _Zlib:
    match encoding.strip().lower():
        case "" | "identity":
            return _Plain()
        case "gzip" | "x-gzip":
            return _Zlib(zlib.MAX_WBITS | 16)
        case "deflate":
            return _Zlib(zlib.MAX_WBITS)
        case other:
            raise BodyBroken(f"it is packed as {other[:40]!r}")
