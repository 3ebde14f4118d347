"""One log line a thing, as data, without personal data.

An address holds ids and the keys of links, an argument of a job holds names, the words of an
exception hold whatever was typed. So a line says the name of the route, the id of the job and the
kind of the exception; what else gets in is looked through by `discretion`.
"""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from brobygger.operation.discretion import discreet, exception_chain

FORMS = ("json", "text", "quiet")
Line = MutableMapping[str, Any]
# These put the address of the page in their words; the line of the request says what may be said.
_TELL_ADDRESSES = ("django.request", "django.security", "django.server", "uvicorn.access")


def configuration(form: str, *, quiet: bool = False) -> dict[str, Any]:
    """The logging configuration: one of FORMS, or empty for what suits where we write.

    `quiet`, and so on a terminal, only what went wrong is shown, for a person to read. Elsewhere
    everything, for a machine. Raises ValueError for any other form.
    """
    if form not in ("", *FORMS):
        raise ValueError(f"BROBYGGER_LOG skal være json, text eller quiet, ikke »{form}«.")
    terminal = sys.stderr.isatty()
    quiet = quiet or form == "quiet" or (terminal and not form)
    text = form in ("text", "quiet") or (not form and terminal)
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": _formatter, "text": text, "colors": terminal}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["stderr"], "level": "WARNING" if quiet else "INFO"},
        "loggers": {
            # Django's own handlers write to people's mail and to the console.
            "django": {"handlers": [], "propagate": True},
            "django.request": {"level": "ERROR"},  # the rest is in the line of the request
            "django.security.csrf": {"level": "CRITICAL"},  # core tells it, without the address
            "django.server": {"handlers": [], "propagate": True},
            "procrastinate": {"level": "WARNING"},
            "procrastinate.worker": {"level": "WARNING" if quiet else "INFO"},
        },
    }


def _formatter(*, text: bool, colors: bool) -> logging.Formatter:
    common: list[Any] = [
        structlog.contextvars.merge_contextvars,
        _say,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
    ]
    renderer: Any = (
        structlog.dev.ConsoleRenderer(colors=colors, timestamp_key="at")
        if text
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=common,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _exception_as_text if text else _as_it_is,
            renderer,
        ],
        # Django puts the request itself on its records, and the traceback would hold the locals.
        keep_exc_info=False,
        keep_stack_info=False,
    )


def _say(logger: Any, method: str, line: Line) -> Line:  # noqa: ARG001
    """What a record of anybody's may say."""
    record: logging.LogRecord = line["_record"]
    if record.name.startswith("procrastinate"):
        line.update(_job(record))
    elif record.name.startswith(_TELL_ADDRESSES):
        line["event"] = "answer failed" if record.exc_info else "request refused"
    else:
        line["event"] = discreet(line["event"], quotes=not record.name.startswith("brobygger."))
    line.update(getattr(record, "data", {}))
    line.pop("exc_info", None)
    line.pop("stack_info", None)
    if record.exc_info and record.exc_info[1] is not None:
        line["exception"] = exception_chain(record.exc_info[1])
    return line


def _job(record: logging.LogRecord) -> dict[str, Any]:
    """What happened to which job: never its arguments, which may be a person's."""
    said: dict[str, Any] = {"event": getattr(record, "action", None) or record.funcName}
    job = getattr(record, "job", None)
    if isinstance(job, dict):
        said |= {"job": job.get("id"), "task": job.get("task_name"), "attempt": job.get("attempts")}
    started, ended = (getattr(record, f"{when}_timestamp", None) for when in ("start", "end"))
    if started and ended:
        said["seconds"] = round(ended - started, 3)
    return said


def _as_it_is(logger: Any, method: str, line: Line) -> Line:  # noqa: ARG001
    return line


def _exception_as_text(logger: Any, method: str, line: Line) -> Line:  # noqa: ARG001
    if chain := line.get("exception"):
        line["exception"] = "\n".join(
            text
            for one in chain
            for text in (f"{one['type']}: {one['words']}", *(f"  {at}" for at in one["frames"]))
        )
    return line
