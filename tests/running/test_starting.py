import socket
import subprocess
import sys

import pytest

from tests.ports import free_port
from tests.running.installation import Installation, clean_environ

pytestmark = pytest.mark.running


@pytest.mark.telling
def test_run_answers_and_says_where(site: Installation) -> None:
    site.start()
    assert site.answers()
    assert f"http://localhost:{site.port}" in site.said
    assert {name for name in ("web", "worker", "database") if site.pid(name)} == {
        "web",
        "worker",
        "database",
    }


def test_a_second_start_gathers_nothing_again(site: Installation) -> None:
    manifest = site.data / "static" / "staticfiles.json"
    before = manifest.stat().st_mtime_ns
    assert site.command("prepare").returncode == 0
    assert manifest.stat().st_mtime_ns == before


def test_a_start_that_was_stopped_half_way_gathers_again(site: Installation) -> None:
    manifest = site.data / "static" / "staticfiles.json"
    before = manifest.stat().st_mtime_ns
    (site.data / "static" / ".gathered").unlink()
    assert site.command("prepare").returncode == 0
    assert manifest.stat().st_mtime_ns > before


def test_a_second_supervisor_refuses_and_harms_nothing(site: Installation) -> None:
    first = site.start()
    second = site.command("run", f"--port={free_port()}")
    assert second.returncode == 1
    assert f"proces {first.pid}" in second.stderr
    assert site.answers()


def test_a_taken_port_is_named(site: Installation) -> None:
    with socket.create_server(("127.0.0.1", site.port)):
        refused = site.command("run")
    assert refused.returncode == 1
    assert f"Port {site.port} er optaget" in refused.stderr
    assert f"PORT={site.port + 1}" in refused.stderr
    assert site.all_gone()


def test_a_command_joins_what_runs(site: Installation) -> None:
    site.start()
    before = site.pid("database")
    done = site.command("create-workspace", "--slug=birkelund", "--name=Birkelund Kommune")
    assert done.returncode == 0, done.stderr
    assert site.pid("database") == before
    assert site.answers()


def test_run_takes_over_from_a_command_that_is_done(site: Installation) -> None:
    code = "print('har den', flush=True); input()"
    command = subprocess.Popen(
        [sys.executable, "-m", "brobygger", "manage", "shell", "--no-imports", "-c", code],
        env=site.environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with command:
        assert command.stdout is not None
        assert command.stdout.readline() == "har den\n"
        site.start()
        theirs = site.pid("database")
        command.communicate("\n")
    assert command.returncode == 0
    assert site.answers()
    assert site.pid("database") != theirs


def test_a_given_database_is_used_and_none_started(site: Installation, tmp_path: object) -> None:
    site.start()
    other = Installation(site.data.parent / "other" / "data")
    other.data.parent.mkdir()
    done = other.command("create-workspace", "--slug=a", "--name=A", DATABASE_URL=site.database)
    assert done.returncode == 0, done.stderr
    assert not (other.data / "postgres").exists()
    again = site.command("create-workspace", "--slug=a", "--name=A")
    assert again.returncode == 1


def test_demo_and_a_real_mail_server_refuse_each_other(site: Installation) -> None:
    refused = site.command("run", "--demo", BROBYGGER_SMTP_URL="smtp://mail.example:25")
    assert refused.returncode == 1
    assert "BROBYGGER_SMTP_URL" in refused.stderr
    assert site.all_gone()


@pytest.mark.parametrize("port", ["0", "otte", "70000"])
def test_a_port_that_is_none_is_refused(site: Installation, port: str) -> None:
    refused = site.command("run", PORT=port)
    assert refused.returncode == 1
    assert port in refused.stderr


def test_a_long_data_path(prepared: object, site: Installation) -> None:
    long = site.data.parent / ("en mappe med et langt navn " * 5)
    long.mkdir()
    site.data = site.data.rename(long / "data")
    site.start()
    assert site.answers()


def test_nothing_of_the_test_run_reaches_an_installation() -> None:
    assert "DATABASE_URL" not in clean_environ()
    assert "BROBYGGER_TESTING" not in clean_environ()
