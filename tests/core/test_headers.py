"""What a browser may do with our pages."""

import pytest
from django.test import Client


@pytest.fixture
def page(client: Client, db: None) -> dict[str, str]:
    return dict(client.get("/account/login/").headers)


def test_nothing_inline_and_nothing_from_elsewhere(page: dict[str, str]) -> None:
    policy = page["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    for rule in ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"):
        assert rule in policy


def test_scripts_carry_this_answers_nonce(client: Client, db: None) -> None:
    answer = client.get("/account/login/")
    nonce = answer.text.split('nonce="')[1].split('"')[0]
    assert f"'nonce-{nonce}'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("X-Frame-Options", "DENY"),
    ],
)
def test_secure_headers(page: dict[str, str], header: str, value: str) -> None:
    assert page[header] == value


def test_powers_we_never_use_are_closed(page: dict[str, str]) -> None:
    assert "camera=()" in page["Permissions-Policy"]


def test_error_pages_carry_the_policy_too(client: Client, db: None) -> None:
    assert "default-src 'none'" in client.get("/nej/")["Content-Security-Policy"]


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "CONNECT"])
def test_only_reading_and_sending_forms_is_answered(client: Client, method: str) -> None:
    assert client.generic(method, "/account/login/").status_code == 405


def test_no_other_origin_may_read_us(client: Client, db: None) -> None:
    answer = client.get("/account/login/", headers={"origin": "https://anden.example"})
    assert "Access-Control-Allow-Origin" not in answer.headers
