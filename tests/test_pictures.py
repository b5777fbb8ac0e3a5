"""The README's pictures: there, small, described, and made of articles of the project's own."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHOWN = re.findall(
    r'<img src="([^"]+)"[^>]* alt="([^"]+)">', (ROOT / "README.md").read_text(encoding="utf-8")
)


def test_there_are_pictures():
    assert {Path(path).stem for path, _ in SHOWN} >= {"answer", "briefing", "speaker", "usage"}


@pytest.mark.parametrize(("path", "told"), SHOWN, ids=[Path(path).stem for path, _ in SHOWN])
def test_each_is_small_and_described(path, told):
    assert (ROOT / path).stat().st_size < 100_000
    assert len(told) > 100
