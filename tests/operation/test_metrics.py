"""Numbers for the monitoring: right, without names, and not for everybody."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families
from pytest_django import Settings

from brobygger.accounts.models import User
from brobygger.operation import networks
from brobygger.operation.domain.figures import LAST_BACKUP
from tests.factories.collaborations import make_collaboration

ELSEWHERE = "203.0.113.9"


def numbers(client: Client) -> dict[tuple[str, ...], float]:
    """Every number by its name and the values of its labels."""
    text = client.get("/metrics").content.decode()
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_requests_are_counted_by_the_name_of_the_page(db: None, client: Client) -> None:
    key = ("brobygger_http_requests_total", "GET", "account_login", "200")
    before = numbers(client).get(key, 0)
    client.get("/account/login/")
    after = numbers(client)

    assert after[key] == before + 1
    assert after["brobygger_http_request_seconds_count", "account_login"] >= 1


def test_an_address_nobody_has_and_a_method_nobody_knows_make_no_new_number(
    db: None, client: Client
) -> None:
    client.generic("ÆØÅ", "/findes-ikke/hemmelig/")

    names = {key[:3] for key in numbers(client)}
    assert ("brobygger_http_requests_total", "other", "unknown") in names


def test_the_house_is_counted(client: Client, coordinator: User) -> None:
    make_collaboration(coordinator.memberships.get().workspace)
    now = numbers(client)

    assert now["brobygger_workspaces",] == 1
    assert now["brobygger_collaborations",] == 1
    assert now["brobygger_mails", "waiting"] >= 0
    assert now["brobygger_jobs", "failed"] == 0
    assert now["brobygger_oldest_job_seconds",] >= 0
    assert now["brobygger_database_up",] == 1


def test_no_names_among_the_numbers(client: Client, coordinator: User) -> None:
    make_collaboration(coordinator.memberships.get().workspace)
    text = client.get("/metrics").content.decode()

    assert "Birkelund" not in text
    assert "@" not in text


def test_the_last_backup_is_told(db: None, client: Client, settings: Settings, tmp_path) -> None:  # type: ignore[no-untyped-def]
    settings.DATA_DIR = tmp_path
    assert ("brobygger_last_backup_timestamp_seconds",) not in numbers(client)
    (tmp_path / LAST_BACKUP).touch()

    assert numbers(client)["brobygger_last_backup_timestamp_seconds",] > 0


def test_for_others_there_is_nothing_here(
    db: None, client: Client, coordinator: User, as_user: Callable[[User], Client]
) -> None:
    assert client.get("/metrics", REMOTE_ADDR=ELSEWHERE).status_code == 404
    assert as_user(coordinator).get("/metrics", REMOTE_ADDR=ELSEWHERE).status_code == 404


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"])
def test_a_proxy_on_the_machine_is_not_the_machine(db: None, client: Client, header: str) -> None:
    assert client.get("/metrics", headers={header: "127.0.0.1"}).status_code == 404


def test_who_has_the_token_may_ask_from_anywhere(
    db: None, client: Client, settings: Settings
) -> None:
    settings.METRICS_TOKEN = "et-langt-og-godt-ord"
    right = {"Authorization": "Bearer et-langt-og-godt-ord", "X-Forwarded-For": ELSEWHERE}
    wrong = right | {"Authorization": "Bearer et-andet-ord"}

    assert client.get("/metrics", headers=right, REMOTE_ADDR=ELSEWHERE).status_code == 200
    assert client.get("/metrics", headers=wrong, REMOTE_ADDR=ELSEWHERE).status_code == 404


def test_without_a_token_an_empty_one_opens_nothing(
    db: None, client: Client, settings: Settings
) -> None:
    settings.METRICS_TOKEN = ""
    headers = {"Authorization": "Bearer "}

    assert client.get("/metrics", headers=headers, REMOTE_ADDR=ELSEWHERE).status_code == 404


def test_a_network_of_the_monitoring(db: None, client: Client, settings: Settings) -> None:
    settings.METRICS_NETWORKS = networks.read("203.0.113.0/24, ::1")

    assert client.get("/metrics", REMOTE_ADDR=ELSEWHERE).status_code == 200
    assert client.get("/metrics", REMOTE_ADDR="127.0.0.1").status_code == 404


def test_a_network_that_is_none_is_named() -> None:
    with pytest.raises(ValueError, match="hjemme"):
        networks.read("10.0.0.0/8, hjemme")
    assert issubclass(ImproperlyConfigured, Exception)
