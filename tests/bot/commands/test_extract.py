import json

import pytest
from click.testing import CliRunner

from bot.commands.extract import extract

FIELDS = {
    "doc", "text", "start", "end", "kind", "cue", "source", "source_start", "source_end",
    "speaker", "resolution", "confidence",
}  # fmt: skip


def run(*arguments, **options):
    return CliRunner().invoke(extract, arguments, **options)


def test_each_row_slices_its_file(tmp_path):
    text = 'Ann Lee said: "We won."\r\n\r\n"At last," she added, "it is over."\r\n'
    path = tmp_path / "win.txt"
    path.write_bytes(text.encode())
    rows = [json.loads(line) for line in run(str(path), "--json").stdout.splitlines()]
    assert [row["text"] for row in rows] == ["We won.", "At last", "it is over."]
    for row in rows:
        assert set(row) >= FIELDS
        assert row["doc"] == "win"
        assert row["text"] == text[row["start"] : row["end"]]
        assert row["source"] == text[row["source_start"] : row["source_end"]]
        assert row["speaker"] == "Ann Lee"


def test_reads_standard_input():
    answer = run("-", "--json", input='"Yes," said Ann Lee.')
    assert json.loads(answer.stdout)["doc"] == "stdin"


def test_many_files_keep_their_order(tmp_path):
    names = [f"a{number:02}" for number in range(30)]
    for name in names:
        (tmp_path / f"{name}.txt").write_text('"Yes," said Ann Lee.', encoding="utf-8")
    answer = run(*(str(tmp_path / f"{name}.txt") for name in names), "--json", "--jobs", "2")
    assert [json.loads(line)["doc"] for line in answer.stdout.splitlines()] == names


def test_plain_output_names_the_speaker(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text('"Yes," said Ann Lee.', encoding="utf-8")
    assert "Ann Lee" in run(str(path)).stdout


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_unreadable_file_is_one_sentence(tmp_path, content):
    path = tmp_path / "bad.txt"
    if content is not None:
        path.write_bytes(content)
    answer = run(str(path), "--json")
    assert answer.exit_code == 1
    assert "bad.txt" in answer.stderr
