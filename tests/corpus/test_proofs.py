import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.models import Span
from corpus.proofs import proof_id, read_proof_id

TEXT = "The mayor came. She said: “Yes.”"


@given(st.integers(0, 10**9), st.integers(0, 10**7), st.integers(1, 5000))
def test_an_id_says_where_its_slice_stands(version_id, start, length):
    proof = read_proof_id(proof_id(version_id, Span(start, start + length), TEXT))
    assert (proof.version_id, proof.span) == (version_id, Span(start, start + length))


def test_an_id_holds_for_its_text_alone():
    proof = read_proof_id(proof_id(3, Span(4, 9), TEXT).lower().replace("-", " "))
    assert proof.holds_for(TEXT)
    assert not proof.holds_for(TEXT.replace("mayor", "major"))
    assert not proof.holds_for(TEXT[:6])


@pytest.mark.parametrize("id_", ["", "-", "hello world!", "0", "ZZZZZ" * 20, "UUUUU-00000"])
def test_what_is_no_id_is_none(id_):
    assert read_proof_id(id_) is None


@given(st.text())
def test_any_text_is_read(id_):
    read_proof_id(id_)


def test_a_usual_id_is_short():
    assert len(proof_id(1234, Span(5678, 5890), TEXT)) <= 19
