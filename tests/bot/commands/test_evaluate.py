import json

import pytest
from click.testing import CliRunner

from bot.commands.evaluate import BadRow, evaluate, read_rows, sentences

SENTENCES = [
    {"id": "b1", "article": "b", "title": "Owls", "paragraph": 0, "position": 0,
     "text": "Barn owls nest in old towers."},
    {"id": "a2", "article": "a", "title": "The bridge", "paragraph": 1, "position": 1,
     "text": "Repairs cost 40 million pounds."},
    {"id": "a1", "article": "a", "title": "The bridge", "paragraph": 0, "position": 0,
     "text": "The bridge over the Wyle reopened on Monday."},
]  # fmt: skip


def write(path, rows):
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return str(path)


def run(tmp_path, questions):
    out = tmp_path / "run.jsonl"
    found = CliRunner().invoke(
        evaluate,
        ["retrieval", "--corpus", write(tmp_path / "c", SENTENCES),
         "--questions", write(tmp_path / "q", questions), "--run", str(out)],
    )  # fmt: skip
    assert found.exit_code == 0, found.output
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def test_every_question_has_a_ranking_and_a_probability(tmp_path):
    rows = run(
        tmp_path,
        [{"id": "1", "question": "When did the bridge reopen?"}, {"id": "2", "question": "??"}],
    )
    assert [row["qid"] for row in rows] == ["1", "2"]
    assert rows[0]["ranking"][0] == "a1"
    assert rows[1]["ranking"] == []
    assert 0 <= rows[1]["confidence"] < rows[0]["confidence"] <= 1


def test_sentences_stand_in_the_order_of_their_article():
    ids, passages = sentences(SENTENCES)
    assert ids == ["b1", "a1", "a2"]
    assert [passages.text(n) for n in range(3)] == [
        next(row["text"] for row in SENTENCES if row["id"] == id_) for id_ in ids
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [("no", "not JSON"), ("[]", "not a JSON object"), ('{"id": 1}', "no text called id")],
)
def test_a_bad_line_is_named(tmp_path, line, reason):
    path = tmp_path / "rows.jsonl"
    path.write_text('{"id": "x"}\n\n' + line, encoding="utf-8")
    with pytest.raises(BadRow, match=f"line 3: .*{reason}"):
        list(read_rows(path, ("id",)))


def test_no_file_is_misuse(tmp_path):
    found = CliRunner().invoke(
        evaluate, ["retrieval", "--corpus", str(tmp_path / "no"), "--questions", "x", "--run", "y"]
    )
    assert found.exit_code == 2
