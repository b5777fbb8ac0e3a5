"""Log lines: one an event; for people on a terminal, JSON otherwise; secrets never."""

from __future__ import annotations

import json
import logging
import re
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

_DIRECTION = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_CONTROLS = {c: f"\\x{c:02x}" for c in [*range(32), *range(127, 160)]}
_CONTROLS |= {c: f"\\u{c:04x}" for c in [0x2028, 0x2029, *_DIRECTION, *range(0xD800, 0xE000)]}
REDACTED = "[redacted]"
# What looks like a bot's token, whosever it is; and the tokens by which interactions are answered.
_TOKEN = re.compile(r"[\w-]{23,30}\.[\w-]{6,7}\.[\w-]{27,}")
_IN_ADDRESS = re.compile(r"(/(?:webhooks|interactions)/\d+/)[\w.:-]{20,}")


class Redaction(logging.Formatter):
    r"""Formats a record on one line, without secrets and without control characters.

    Line ends inside a record become ``\\x0a``, and a trace's lines are indented: no text can forge
    a line.
    """

    def __init__(self, secrets: Iterable[str], *, as_json: bool) -> None:
        super().__init__()
        self._secrets = tuple(secret for secret in secrets if secret)
        self._as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        """Return the record's line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        message = self._harmless(_message(record))
        trace = self._trace(record)
        if self._as_json:
            line = {"at": at, "level": record.levelname, "name": record.name, "message": message}
            return json.dumps(line | ({"trace": trace} if trace else {}))
        shown = "\n".join(f"  {self._harmless(part)}" for part in trace.splitlines())
        return f"{at[11:19]} {record.levelname:<7} {record.name}: {message}" + (
            f"\n{shown}" if shown else ""
        )

    def _trace(self, record: logging.LogRecord) -> str:
        return self._redacted(self.formatException(record.exc_info)) if record.exc_info else ""

    def _harmless(self, text: str) -> str:
        return self._redacted(text).translate(_CONTROLS)

    def _redacted(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, REDACTED)
        return _IN_ADDRESS.sub(rf"\1{REDACTED}", _TOKEN.sub(REDACTED, text))


def _message(record: logging.LogRecord) -> str:
    """Return a record's message; one whose arguments do not fit it loses them."""
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError):
        return f"{record.msg} (its arguments do not fit)"


def _log_end(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Log what ends the program as everything else: redacted, on one line where it is JSON."""
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("bot").critical("ended by an error", exc_info=(kind, error, trace))


def set_up_logging(
    level: str, *, secrets: Iterable[str] = (), stream: TextIO | None = None
) -> None:
    """Send every logger's lines to one stream, standard error unless told otherwise."""
    stream = stream or sys.stderr
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Redaction(secrets, as_json=not stream.isatty()))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    sys.excepthook = _log_end
    for chatty in ("discord", "aiosqlite", "asyncio", "matplotlib"):
        logging.getLogger(chatty).setLevel(max(logging.getLevelName(level), logging.WARNING))
