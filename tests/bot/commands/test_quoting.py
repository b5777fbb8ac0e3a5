import json

import pytest
from click.testing import CliRunner

from bot.commands.asking import ask
from bot.commands.quoting import quote, speakers, whosaid

FIELDS = {
    "text", "start", "end", "kind", "cue", "source", "source_start", "source_end", "speaker",
    "resolution", "confidence", "polarity", "article", "title", "publisher", "published", "url",
    "proof",
}  # fmt: skip


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("ATTRIBUNE_DATA", str(tmp_path / "data"))

    def run_(command, *arguments, **options):
        return CliRunner().invoke(command, arguments, **options)

    return run_


def rows(result):
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_quote_prints_a_row_a_quotation(run):
    found = rows(run(quote, "--by", "Ben Wallace", "--about", "Nato", "--json"))
    assert found
    for row in found:
        assert set(row) >= FIELDS
        assert row["speaker"] == "Ben Wallace"


def test_quote_reads_names_from_standard_input(run):
    result = run(quote, "--by", "-", "--json", input="Ben Wallace\n\nBoris Johnson\n")
    assert {row["speaker"] for row in rows(result)} == {"Ben Wallace", "Boris Johnson"}


def test_whosaid_prints_a_verdict(run):
    (row,) = rows(run(whosaid, "--json", "poses no threat to Russia"))
    assert (row["found"], row["degree"], row["speaker"]) == (True, "exact", "Ben Wallace")
    (row,) = rows(run(whosaid, "--json", "elephants may vote on Sundays"))
    assert (row["found"], row["quotes"]) == (False, [])


def test_speakers_lists_everybody_or_shows_one(run):
    listed = rows(run(speakers, "--json"))
    assert listed[0]["speaker"] == "Ben Wallace"
    (card,) = rows(run(speakers, "the defence secretary", "--json"))
    assert card["speaker"] == "Ben Wallace"
    assert set(card["latest"][0]) >= FIELDS


def test_people_see_words_names_and_reasons(run):
    shown = run(quote, "--by", "Johnson").stdout
    assert "— Boris Johnson" in shown
    assert "Nobody called Quux is quoted." in run(quote, "--by", "Quux").stdout
    assert "quotations in" in run(speakers, "Wallace").stdout


def test_ask_adds_the_speaker_and_the_quotations(run):
    (row,) = rows(run(ask, "--json", "Who said Nato poses no threat to Russia?"))
    assert row["speaker"] == "Ben Wallace"
    assert set(row["quotes"][0]) >= FIELDS


def test_misuse_is_told(run):
    assert run(quote, "--by", "-", "--about", "-").exit_code == 2
    assert run(quote, "--since", "yesterday").exit_code == 2
