import pytest

from corpus.word_lists import bases, lines, words


def test_comments_and_empty_lines_are_not_read():
    assert not any(
        line.startswith("#") or not line.strip() for line in lines("ranking/numbers.tsv")
    )


def test_a_form_has_one_base():
    assert bases("ranking/numbers.tsv")["seventh"] == "7"
    assert "seventh" in words("ranking/numbers.tsv")


def test_an_unknown_list_is_a_mistake():
    with pytest.raises(FileNotFoundError):
        list(lines("ranking/no-such-list.txt"))
