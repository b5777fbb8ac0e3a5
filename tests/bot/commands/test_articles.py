import json

import pytest
from click.testing import CliRunner

from bot.cli import attribune
from bot.errors import AttribuneError

NOTE = "The bridge opens\n\nThe mayor of Ardley opened the bridge on Monday. It cost 3 million."


@pytest.fixture
def run(monkeypatch, tmp_path, write_articles):
    monkeypatch.setenv("ATTRIBUNE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ATTRIBUNE_ARTICLES", str(write_articles(first=NOTE)))

    def run_(*arguments, stdin=None):
        return CliRunner().invoke(attribune, list(map(str, arguments)), input=stdin)

    return run_


def rows(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_articles_lists_what_is_searched(run):
    assert [(r["id"], r["title"]) for r in rows(run("articles", "--json"))] == [
        (1, "The bridge opens")
    ]
    assert "The bridge opens" in run("articles").output


def test_ingest_says_what_became_of_each_file(run, tmp_path):
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "a.txt").write_text("A new tunnel\n\nThe tunnel is four miles long.")
    (tmp_path / "more" / "b.txt").write_text("")
    (tmp_path / "more" / "c.txt").write_text("A new tunnel\n\nThe tunnel is four miles long.")
    first = rows(run("ingest", tmp_path / "more", "--json"))
    assert [row["status"] for row in first] == ["new", "quarantined", "duplicate"]
    assert "is empty" in first[1]["reason"]
    (tmp_path / "more" / "a.txt").write_text("A new tunnel\n\nThe tunnel is five miles long.")
    second = rows(run("ingest", tmp_path / "more" / "a.txt", "--json"))
    assert second[0]["status"] == "updated"
    assert rows(run("ingest", tmp_path / "more" / "a.txt", "--json"))[0]["status"] == "unchanged"
    [asked] = rows(run("ask", "--json", "how long is the new tunnel"))
    assert "five miles" in (asked["answers"] + asked["near"])[0]["text"]


def test_ingest_reads_one_article_from_the_input(run):
    result = run("ingest", "-", "--json", stdin="A new tunnel\n\nThe tunnel is four miles long.")
    assert rows(result)[0]["status"] == "new"


def test_ingest_fails_when_nothing_could_be_kept(run, tmp_path):
    (tmp_path / "empty.txt").write_text(" \n ")
    assert run("ingest", tmp_path / "empty.txt").exit_code == 1
    result = run("ingest", tmp_path / "nowhere")
    assert isinstance(result.exception, AttribuneError)
    assert "no such file or folder" in str(result.exception)


def test_forget(run, tmp_path):
    (tmp_path / "a.txt").write_text("A new tunnel\n\nThe tunnel is four miles long.")
    article = rows(run("ingest", tmp_path / "a.txt", "--json"))[0]["id"]
    assert run("forget", article).exit_code == 0
    assert [row["id"] for row in rows(run("articles", "--json"))] != [article]
    assert "no article" in str(run("forget", article).exception)


def test_an_article_of_the_folder_is_forgotten_by_its_file_alone(run, tmp_path):
    assert "remove its file" in str((run("articles"), run("forget", 1))[1].exception)
    (tmp_path / "articles" / "first.md").unlink()
    (tmp_path / "articles" / "second.md").write_text(NOTE.replace("bridge", "bypass"))
    assert [row["title"] for row in rows(run("articles", "--json"))] == ["The bypass opens"]


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        pytest.param("ftp://a.example/x", "http:// or https://", id="another scheme"),
        pytest.param("http://127.0.0.1/x", "127.0.0.1 is not a public address", id="this machine"),
        pytest.param("http://[::1]/", "::1 is not a public address", id="this machine, IPv6"),
    ],
)
def test_an_address_that_is_not_opened_is_one_sentence(run, place, reason):
    result = run("ingest", place, "--json")
    assert result.exit_code == 1
    assert reason in rows(result)[0]["reason"]


def test_many_files_are_indexed_for_the_next_start(run, tmp_path, monkeypatch):
    monkeypatch.setattr("bot.commands.articles.MANY", 2)
    run("articles")  # the folder's own are stored
    for name in ("tunnel", "harbour"):
        (tmp_path / f"{name}.txt").write_text(f"A new {name}\n\nThe {name} opens on Friday.")
    assert run("ingest", tmp_path / "tunnel.txt", tmp_path / "harbour.txt").exit_code == 0
    saved = (tmp_path / "data" / "index" / "ranker.json").stat().st_mtime_ns
    [asked] = rows(run("ask", "--json", "when does the harbour open"))
    assert "harbour opens" in (asked["answers"] + asked["near"])[0]["text"]
    assert (tmp_path / "data" / "index" / "ranker.json").stat().st_mtime_ns == saved
