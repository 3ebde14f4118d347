"""A whole Brobygger of its own: database, web and worker, started as people start it."""

import http.client
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.ports import free_port

PATIENCE = 240.0
# Does one piece of Python after the other, each line a piece, each answer a line.
LISTENING = """
import contextlib, io, json, sys, traceback
from django.db import connections
for line in sys.stdin:
    said, wrong = io.StringIO(), ""
    try:
        with contextlib.redirect_stdout(said):
            exec(json.loads(line), {})
    except Exception:
        wrong = traceback.format_exc()
    connections.close_all()
    print(json.dumps([said.getvalue(), wrong]), flush=True)
"""
IN_PYTHON = ("manage", "shell", "--no-imports", "-v0", "-c")


@dataclass
class Site:
    """One running installation."""

    port: int
    data: Path
    environ: dict[str, str]
    log: Path
    _shell: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def command(self, *words: str, **environ: str) -> str:
        """Run `brobygger …` against this installation, as its administrator would."""
        done = subprocess.run(
            [sys.executable, "-m", "brobygger", *words],
            env=self.environ | environ,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def python(self, code: str, **environ: str) -> str:
        """Run Python inside the installation; the test itself never touches the database.

        With settings of its own it has a process of its own; else one process does all of it, for
        a start takes longer than what there is to do.
        """
        if environ:
            return self.command(*IN_PYTHON, code, **environ).strip()
        if not self._shell:
            self._shell.append(self._listening())
        given, answers = self._shell[0].stdin, self._shell[0].stdout
        assert given is not None
        assert answers is not None
        given.write(json.dumps(code) + "\n")
        given.flush()
        assert select.select([answers], [], [], PATIENCE)[0], f"no answer to:\n{code}"
        said, wrong = json.loads(answers.readline())
        assert not wrong, wrong
        return str(said).strip()

    def _listening(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "brobygger", *IN_PYTHON, LISTENING],
            env=self.environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def close(self) -> None:
        """Nobody runs Python inside any more; before the database goes away."""
        while self._shell:
            with self._shell.pop() as shell:  # waits for it to end
                shell.kill()

    def answers(self) -> bool:
        """Whether the web answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/account/login/", headers={"Host": "localhost"})
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def server_pid(self) -> int:
        """The process id of the database server."""
        return int((self.data / "postgres" / "postmaster.pid").read_text().splitlines()[0])


@contextmanager
def running_site(prepared: Path, **environ: str) -> Iterator[Site]:
    """A site on a free port with its own copy of a prepared data folder, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="brobygger-e2e-", ignore_cleanup_errors=True) as folder:
        site = _site(Path(folder), environ)
        shutil.copytree(prepared, site.data)
        with site.log.open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "brobygger", "run", "--stop-with-parent"],
                env=site.environ,
                stdout=log,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
            try:
                _await(site, process)
                yield site
            finally:
                site.close()
                process.terminate()
                process.wait(30)


def _site(folder: Path, environ: dict[str, str]) -> Site:
    port = free_port()
    return Site(
        port=port,
        data=folder / "data",
        environ=clean_environ()
        | {"BROBYGGER_DATA": str(folder / "data"), "PORT": str(port), "PYTHONUNBUFFERED": "1"}
        | environ,
        log=folder / "log.txt",
    )


def clean_environ() -> dict[str, str]:
    """Ours, without the tests' own database and settings, which are not an installation's."""
    ours = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    return {
        name: value
        for name, value in os.environ.items()
        if name not in ours and not name.startswith(("BROBYGGER_", "PYTEST_"))
    }


def _await(site: Site, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not site.answers():
        text = site.log.read_text(encoding="utf-8", errors="replace")
        assert process.poll() is None, f"the site stopped:\n{text}"
        assert time.monotonic() < deadline, f"the site does not answer:\n{text}"
        time.sleep(0.1)
