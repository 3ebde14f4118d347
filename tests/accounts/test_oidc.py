"""Log-in at a real OpenID provider, which here also issues tokens nobody should trust."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user
from django.http import HttpRequest

from brobygger.accounts.models import User
from tests.oidc.provider import Person, Provider, running_provider

MAJA = {"email": "maja@birkelund.example", "email_verified": True}


@pytest.fixture(scope="module")
def process() -> Iterator[Provider]:
    with running_provider("http://localhost:8000") as provider:
        yield provider


@pytest.fixture
def provider(process: Provider, settings: Any) -> Provider:
    """The provider, configured here, with honest tokens."""
    settings.OIDC_PROVIDERS = [process.as_ours()]
    process.told(people={"maja": MAJA})
    return process


@pytest.fixture
def maja(db: None) -> User:
    return User.objects.create(email="Maja@birkelund.example", name="Maja")


def who(person: Person) -> Any:
    request = HttpRequest()
    request.session = person.client.session
    return get_user(request)


def test_an_invited_person_logs_in(provider: Provider, maja: User) -> None:
    person = Person()
    response = person.log_in("maja", next="/account/")
    assert response.status_code == 302
    assert response["Location"] == "/account/"
    assert who(person) == maja
