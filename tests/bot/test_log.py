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
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    try:
        set_up_logging("INFO", stream=stream)
        logging.getLogger("bot.x").info("added %d", 3)
    finally:
        root.handlers[:], root.level = before, level
    assert json.loads(stream.getvalue())["message"] == "added 3"
