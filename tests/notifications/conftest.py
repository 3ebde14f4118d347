"""A post office that is open, and kinds of mail to send through it."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.mailserver import PostOffice, post_office


@pytest.fixture
def office(settings: Settings) -> Iterator[PostOffice]:
    with post_office() as office:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
        yield office
