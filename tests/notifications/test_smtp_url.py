"""One address says all about the mail server."""

import pytest

from brobygger.notifications.smtp_url import backend_for, parse


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://mail.example", 25, False, False),
        ("smtp://mail.example:2525", 2525, False, False),
        ("starttls://mail.example", 587, True, False),
        ("smtp+starttls://mail.example:26", 26, True, False),
        ("smtps://mail.example", 465, False, True),
    ],
)
def test_the_scheme_says_how(url: str, port: int, tls: bool, ssl: bool) -> None:
    read = parse(url)

    assert (read["EMAIL_HOST"], read["EMAIL_PORT"]) == ("mail.example", port)
    assert (read["EMAIL_USE_TLS"], read["EMAIL_USE_SSL"]) == (tls, ssl)


def test_user_and_password_may_hold_any_sign() -> None:
    read = parse("smtps://karen%40by.dk:k%C3%A6r%2Flig%3A@mail.example")

    assert read["EMAIL_HOST_USER"] == "karen@by.dk"
    assert read["EMAIL_HOST_PASSWORD"] == "kær/lig:"


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp://"])
def test_an_address_that_cannot_be_read_is_told(url: str) -> None:
    with pytest.raises(ValueError, match="BROBYGGER_SMTP_URL skal se sådan ud"):
        parse(url)


def test_demo_and_a_real_mail_server_never_go_together() -> None:
    with pytest.raises(ValueError, match="Demoen må ikke sende rigtige mails"):
        backend_for(demo=True, url="smtp://mail.example")


def test_without_server_mails_wait() -> None:
    assert backend_for(demo=False, url="").endswith("NoServerBackend")
    assert backend_for(demo=True, url="").endswith("OutboxBackend")
    assert backend_for(demo=False, url="smtp://mail.example").endswith("smtp.EmailBackend")
