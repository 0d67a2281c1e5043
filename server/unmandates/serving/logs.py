"""Logs as JSON lines that no input can forge: every control character, and all beyond ASCII, is escaped."""

import json
import logging
import sys
from datetime import UTC, datetime

#: One for all lines, in ASCII: no line break of any script gets through.
_ENCODER = json.JSONEncoder(default=str)
#: Characters of one text in a log line; the rest is cut, and said to be.
_LONGEST = 2000


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, message, the `fields` given as `extra`, and the traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, without its end."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "process": record.process,
            "message": _cut(record.getMessage()),
        }
        line |= {name: _cut(value) for name, value in getattr(record, "fields", {}).items() if name not in line}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return _ENCODER.encode(line)


def configure(level: int = logging.INFO) -> None:
    """Let the whole process log JSON lines to standard error."""
    # What no line tells is not looked for either (Logging HOWTO, Optimization).
    logging._srcfile, logging.logThreads, logging.logMultiprocessing = None, False, False
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)


def server_configuration() -> dict:
    """Return the logging configuration for the web server, whose own log has the same form."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": f"{__name__}.{JsonLines.__name__}"}},
        "handlers": {"json": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stderr"}},
        "loggers": {
            "_granian": {"handlers": ["json"], "level": "WARNING", "propagate": False},
            "granian.access": {"handlers": ["json"], "level": "WARNING", "propagate": False},
        },
    }


def _cut(value):
    if isinstance(value, str) and len(value) > _LONGEST:
        return f"{value[:_LONGEST]}… ({len(value):,} characters)"
    return value
