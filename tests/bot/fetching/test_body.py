import contextlib
import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fetching.body import BodyBroken, BodyTooLarge, read_body

PACKERS = {
    "": bytes,
    "gzip": gzip.compress,
    "deflate": zlib.compress,
}


async def chunks_of(body, size):
    for start in range(0, len(body), size):
        yield body[start : start + size]


@given(
    body=st.binary(max_size=500),
    encoding=st.sampled_from(sorted(PACKERS)),
    size=st.integers(1, 50),
    more=st.binary(max_size=20),
)
async def test_packed_bytes_come_back_whatever_the_chunks(body, encoding, size, more):
    packed = PACKERS[encoding](body)
    if encoding == "gzip":
        packed += gzip.compress(more) + bytes(7)  # a second member, and padding
        body += more
    unpacked = await read_body(chunks_of(packed, size), encoding=encoding, limit_bytes=1_000)
    assert unpacked == body


@pytest.mark.parametrize("encoding", sorted(PACKERS))
async def test_the_limit_is_kept_to_the_byte(encoding):
    packed = PACKERS[encoding](b"a" * 1_000)
    whole = await read_body(chunks_of(packed, 64), encoding=encoding, limit_bytes=1_000)
    assert len(whole) == 1_000
    with pytest.raises(BodyTooLarge):
        await read_body(chunks_of(packed, 64), encoding=encoding, limit_bytes=999)


@given(st.binary(min_size=1, max_size=200), st.sampled_from(["gzip", "deflate", "br", "x, y"]))
async def test_wild_bytes_are_unpacked_or_one_error(body, encoding):
    with contextlib.suppress(BodyBroken, BodyTooLarge):
        await read_body(chunks_of(body, 16), encoding=encoding, limit_bytes=500)
