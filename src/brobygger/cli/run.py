"""`brobygger run`: everything on this machine, until asked to stop."""

import argparse
import os
import signal

from brobygger.embedded.child import die_with_parent
from brobygger.embedded.errors import EmbeddedError
from brobygger.embedded.paths import data_folder
from brobygger.embedded.supervisor import Plan, Supervisor

DEFAULT_PORT = 8000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--demo", action="store_true", help="med opdigtede data og log-ins")
    address_options(parser)
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
    if is_demo(environ) and not environ.get("BROBYGGER_LOG"):
        # Whoever tries Brobygger reads the log-ins, also where the lines are not on a terminal.
        environ["BROBYGGER_LOG"] = "quiet"
    return Supervisor(
        Plan(
            data=data_folder(),
            host=host_of(options, environ),
            port=port_of(options, environ),
            environ=environ,
            web=("serve-web",),
            worker=("worker",),
        )
    ).run()


def is_demo(environ: dict[str, str]) -> bool:
    """Whether Brobygger is to run with invented data."""
    return environ.get("BROBYGGER_DEMO", "").lower() in {"1", "true", "yes", "ja"}


def check_demo(environ: dict[str, str]) -> None:
    """Raise EmbeddedError when demo mode and a real mail server are set together."""
    if is_demo(environ) and environ.get("BROBYGGER_SMTP_URL"):
        raise EmbeddedError(
            "Demo kan ikke køre sammen med en rigtig mailserver, for demoens personer er "
            "opdigtede. Fjern BROBYGGER_SMTP_URL, eller kør uden demo."
        )


def address_options(parser: argparse.ArgumentParser) -> None:
    """Where the pages are served."""
    parser.add_argument("--port", type=int, help="port (ellers PORT, ellers 8000)")
    parser.add_argument("--host", help="netadresse at lytte på (ellers kun denne maskine)")


def host_of(options: argparse.Namespace, environ: dict[str, str]) -> str:
    """The net address to listen on."""
    return options.host or environ.get("BROBYGGER_HOST") or "127.0.0.1"


def port_of(options: argparse.Namespace, environ: dict[str, str]) -> int:
    """The port to listen on. Raises EmbeddedError when it is none."""
    if options.port:
        return int(options.port)
    text = environ.get("PORT", "")
    if not text:
        return DEFAULT_PORT
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise EmbeddedError(f"PORT skal være et tal fra 1 til 65535, ikke »{text}«.")
    return int(text)
