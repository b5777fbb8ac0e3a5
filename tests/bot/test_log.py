import io
import json
import logging
import sys

import pytest

from bot.log import Redaction, set_up_logging


def line(message, *arguments, as_json=False, exc_info=None):
    record = logging.LogRecord("bot.x", logging.INFO, "f", 1, message, arguments, exc_info)
    return Redaction(["s3cret"], as_json=as_json).format(record)


def test_a_line_cannot_be_forged():
    assert "\n" not in line("guild %s", "x\n12:00:00 ERROR forged\u2028y\x1b[31m")


@pytest.mark.parametrize("as_json", [True, False])
def test_secrets_are_redacted_even_in_tracebacks(as_json):
    try:
        raise ValueError("token s3cret")
    except ValueError:
        text = line("failed with s3cret", as_json=as_json, exc_info=sys.exc_info())
    assert "s3cret" not in text
    assert "ValueError" in text


def test_lines_are_json_where_no_person_looks():
    stream = io.StringIO()
    set_up_logging("INFO", stream=stream)
    logging.getLogger("bot.x").info("added %d", 3)
    assert json.loads(stream.getvalue())["message"] == "added 3"


@pytest.mark.parametrize("as_json", [True, False])
@pytest.mark.parametrize(
    "secret",
    [
        "MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.GabcDe.abcdefghijklmnopqrstuvwxyz0123456789AB",
        "aW50ZXJhY3Rpb246MTIzNDU2Nzg5MDEyMzQ1Njc4OTo",
    ],
)
def test_other_tokens_are_redacted_as_well(secret, as_json):
    text = line("POST https://x/api/v10/interactions/1234/%s/callback", secret, as_json=as_json)
    assert secret not in text
    assert "/interactions/1234/[redacted]/callback" in text or "[redacted]" in text


def test_a_mistaken_log_call_is_one_line_without_its_arguments():
    assert "its arguments do not fit" in line("guild %d", "not a number")
    assert "not a number" not in line("guild %d", "not a number")


def test_what_ends_the_program_is_logged_as_everything_else():
    stream = io.StringIO()
    set_up_logging("INFO", secrets=["s3cret"], stream=stream)
    try:
        raise ZeroDivisionError("token s3cret\n12:00:00 ERROR forged")
    except ZeroDivisionError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    [row] = map(json.loads, stream.getvalue().splitlines())
    assert row["level"] == "CRITICAL"
    assert "s3cret" not in row["trace"]


@pytest.mark.parametrize(("level", "told"), [("ERROR", 0), ("WARNING", 1), ("DEBUG", 3)])
def test_the_level_is_the_hosts(level, told):
    stream = io.StringIO()
    set_up_logging(level, stream=stream)
    log = logging.getLogger("bot.x")
    log.debug("a")
    log.info("b")
    log.warning("c")
    assert len(stream.getvalue().splitlines()) == told
