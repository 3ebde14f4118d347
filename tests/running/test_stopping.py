import fcntl
import os
import pty
import signal
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.running.installation import Installation, eventually

pytestmark = pytest.mark.running
ROOT = Path(__file__).parents[2]


def deaf_to_ctrl_c() -> None:
    """What a shell does to a command that ends in `&`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def own_terminal() -> None:
    """Make standard output our controlling terminal."""
    fcntl.ioctl(1, termios.TIOCSCTTY, 0)


@pytest.mark.parametrize(
    "number",
    [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.telling), signal.SIGHUP],
)
def test_every_way_of_asking_stops_everything(site: Installation, number: signal.Signals) -> None:
    process = site.start()
    process.send_signal(number)
    assert process.wait(60) == 0
    assert site.all_gone()
    assert "Stopper" in site.said


def test_ctrl_c_stops_what_was_started_in_the_background(site: Installation) -> None:
    process = site.start(preexec_fn=deaf_to_ctrl_c)
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 0
    assert site.all_gone()


def test_nohup_is_respected(site: Installation) -> None:
    process = site.start("nohup")
    process.send_signal(signal.SIGHUP)
    assert site.answers()
    process.terminate()
    assert process.wait(60) == 0
    assert site.all_gone()


def test_closing_the_terminal_stops_everything(site: Installation) -> None:
    outer, inner = pty.openpty()
    # The words go to the terminal; the test reads them from the log through a pipe of `tee`.
    shell = 'exec 3>&1; exec "$0" "$@" > >(tee -a "$LOG")'
    os.environ["LOG"] = str(site.log)
    try:
        process = site.start(
            "bash", "-c", shell, stdin=inner, stdout=inner, stderr=inner, preexec_fn=own_terminal
        )
    finally:
        del os.environ["LOG"]
    os.close(inner)
    os.close(outer)
    process.wait(60)
    eventually(site.all_gone, "everything to stop with the terminal")


def test_it_stops_while_it_is_still_starting(site: Installation) -> None:
    with site.log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "brobygger", "run"], env=site.environ, stdout=output
        )
    site.runs.append(process)
    eventually(lambda: site.pid("database"), "the database")
    process.terminate()
    assert process.wait(60) == 0
    assert site.all_gone()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_make_run_stops_with_its_make(
    site: Installation, number: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Set-up is somebody else's test; here the interpreter of the tests stands in for .venv's.
    command = ["make", "-C", str(ROOT), "-o", "setup", "run", "DEMO="]
    command.append(f"BIN={Path(sys.executable).parent}")
    process = site.launch(command)
    process.send_signal(number)
    process.wait(60)
    eventually(site.all_gone, "everything to stop with make")


def test_a_killed_supervisor_leaves_nothing_behind(site: Installation) -> None:
    process = site.start()
    process.kill()
    process.wait()
    eventually(site.all_gone, "the children to follow")


def test_the_next_start_after_each_stop_works(
    site: Installation, writer: Callable[[Installation], object]
) -> None:
    for _ in range(2):
        process = site.start()
        writer(site)
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
