"""Proof ids: a short text that says where a slice stands, and whether it still stands there.

An id is Crockford base 32 over the version's id, the slice's start and its length (LEB128 each),
followed by three bytes of the SHA-256 of all of these and the slice itself. It needs no table: the
stored text is read and hashed again. One forged id in 16 million passes by chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from corpus.models import Span

_NUMBERS = 3  # version, start, length
_MORE = 0x80  # the bit of a byte after which the number goes on
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("OIL", "011")
_CHECK_BYTES = 3
_GROUP = 5
_LONGEST = 40  # characters of an id that is worth reading


@dataclass(frozen=True, slots=True)
class Proof:
    """What a proof id says: which version, where, and the first bytes of the hash."""

    version_id: int
    span: Span
    check: bytes

    def holds_for(self, text: str) -> bool:
        """Tell whether the version's text has the slice that the id was made for."""
        return self.span.end <= len(text) and self.check == _check(self.version_id, self.span, text)


def proof_id(version_id: int, span: Span, text: str) -> str:
    """Return the id of a slice, such as ``04H6R-0W8EX-QG``.

    Args:
        version_id: The article version's id, >= 0.
        span: Where the slice stands in the version's text.
        text: The version's whole text.
    """
    place = b"".join(map(_varint, (version_id, span.start, len(span))))
    packed = place + _check(version_id, span, text)
    bits = "".join(f"{byte:08b}" for byte in packed)
    bits += "0" * (-len(bits) % 5)
    letters = "".join(_ALPHABET[int(bits[i : i + 5], 2)] for i in range(0, len(bits), 5))
    return "-".join(letters[i : i + _GROUP] for i in range(0, len(letters), _GROUP))


def read_proof_id(id_: str) -> Proof | None:
    """Return what an id says, or None when it is none; case, blanks and hyphens do not matter."""
    letters = "".join(id_.split()).replace("-", "").upper().translate(_READ_AS)
    if not letters or len(letters) > _LONGEST or any(c not in _ALPHABET for c in letters):
        return None
    bits = "".join(f"{_ALPHABET.index(c):05b}" for c in letters)
    packed = bytes(int(bits[i : i + 8], 2) for i in range(0, len(bits) - len(bits) % 8, 8))
    numbers, rest = _read_varints(packed, _NUMBERS)
    if len(numbers) < _NUMBERS or len(rest) != _CHECK_BYTES or numbers[-1] == 0:
        return None
    version_id, start, length = numbers
    return Proof(version_id, Span(start, start + length), rest)


def _check(version_id: int, span: Span, text: str) -> bytes:
    said = f"{version_id}:{span.start}:{span.end}:{span.of(text)}"
    return sha256(said.encode("utf-8", "surrogatepass")).digest()[:_CHECK_BYTES]


def _varint(number: int) -> bytes:
    out = bytearray()
    while number >= _MORE:
        out.append(number & 0x7F | _MORE)
        number >>= 7
    return bytes([*out, number])


def _read_varints(packed: bytes, count: int) -> tuple[list[int], bytes]:
    numbers, number, shift = [], 0, 0
    for place, byte in enumerate(packed):
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < _MORE:
            numbers.append(number)
            number, shift = 0, 0
        if len(numbers) == count:
            return numbers, packed[place + 1 :]
    return numbers, b""
