"""`brobygger run`: everything on this machine, until asked to stop."""

import argparse
import os
import signal

from brobygger.embedded.child import die_with_parent
from brobygger.embedded.errors import EmbeddedError
from brobygger.embedded.paths import data_folder
from brobygger.embedded.supervisor import Plan, Supervisor

DEFAULT_PORT = 8000
# What is done is done; what failed stays, for `doctor` to tell of.
WORKER = (
    *("manage", "procrastinate", "worker"),
    *("--shutdown-graceful-timeout=8", "--delete-jobs=successful"),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--demo", action="store_true", help="med opdigtede data og log-ins")
    parser.add_argument("--port", type=int, help="port (ellers PORT, ellers 8000)")
    parser.add_argument("--host", help="netadresse at lytte på (ellers kun denne maskine)")
    parser.add_argument("--stop-with-parent", action="store_true", help=argparse.SUPPRESS)


def run(options: argparse.Namespace) -> int:
    """Start database, web and worker; they stop together with this command.

    Raises EmbeddedError when the port or the data folder is taken, or when demo mode meets a
    real mail server: invented people must never get real mail.
    """
    if options.stop_with_parent:
        die_with_parent(signal.SIGTERM, os.getppid())
    environ = dict(os.environ)
    if options.demo:
        environ["BROBYGGER_DEMO"] = "1"
    check_demo(environ)
    return Supervisor(
        Plan(
            data=data_folder(),
            host=options.host or environ.get("BROBYGGER_HOST") or "127.0.0.1",
            port=options.port or _port(environ.get("PORT", "")),
            environ=environ,
            web=("serve-web",),
            worker=WORKER,
        )
    ).run()


def check_demo(environ: dict[str, str]) -> None:
    """Raise EmbeddedError when demo mode and a real mail server are set together."""
    demo = environ.get("BROBYGGER_DEMO", "").lower() in {"1", "true", "yes", "ja"}
    if demo and environ.get("BROBYGGER_SMTP_URL"):
        raise EmbeddedError(
            "Demo kan ikke køre sammen med en rigtig mailserver, for demoens personer er "
            "opdigtede. Fjern BROBYGGER_SMTP_URL, eller kør uden demo."
        )


def _port(text: str) -> int:
    if not text:
        return DEFAULT_PORT
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise EmbeddedError(f"PORT skal være et tal fra 1 til 65535, ikke »{text}«.")
    return int(text)
