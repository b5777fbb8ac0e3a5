from pathlib import Path

import pytest

from corpus.quotes.lists import sections, words

FOLDER = Path(__file__).parents[3] / "corpus" / "data" / "quotes"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_each_list_states_its_origin(path):
    head = path.read_text(encoding="utf-8").splitlines()[:4]
    assert "Origin" in " ".join(line for line in head if line.startswith("#"))


def test_words_of_a_section_come_without_comments():
    found = words("grammar", "doubling")
    assert "stop" in found
    assert not any(word.startswith("#") for word in found)


def test_sections_keep_their_lines():
    assert "say past=said part=said" in sections("reporting_verbs")["say"]
