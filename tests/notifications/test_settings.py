"""Starting with mail settings that cannot be."""

import os
import subprocess
import sys

import pytest

READ = "from django.conf import settings; print(settings.EMAIL_BACKEND, settings.EMAIL_HOST)"


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", READ],
        env={**os.environ, "BROBYGGER_DEMO": "", "BROBYGGER_SMTP_URL": "", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "backend"),
    [
        ({}, "NoServerBackend"),
        ({"BROBYGGER_DEMO": "1"}, "OutboxBackend"),
        ({"BROBYGGER_SMTP_URL": "smtp://mail.example"}, "smtp.EmailBackend mail.example"),
    ],
)
def test_where_mails_go(environment: dict[str, str], backend: str) -> None:
    assert backend in start(**environment).stdout


def test_the_demo_refuses_to_start_with_a_real_mail_server() -> None:
    started = start(BROBYGGER_DEMO="1", BROBYGGER_SMTP_URL="smtp://mail.example")

    assert started.returncode != 0
    assert "Demoen må ikke sende rigtige mails" in started.stderr


def test_an_address_that_cannot_be_read_is_told_at_once() -> None:
    assert "BROBYGGER_SMTP_URL skal se sådan ud" in start(BROBYGGER_SMTP_URL="mail.example").stderr
