"""Demo mode: one press and one is somebody; mails lie in the outbox."""

from typing import Any

import pytest
from django.test import Client
from django.urls import include, path

from brobygger.accounts.demo import DEMO_USERS
from brobygger.accounts.domain.users import get_or_create_user
from brobygger.config import urls
from brobygger.notifications.models import OutboxMail

urlpatterns = [*urls.urlpatterns, path("demo/", include("brobygger.demo.urls"))]
demo_mode = pytest.mark.urls("tests.demo.test_roles")


@pytest.fixture
def demo(settings: Any, db: None) -> None:
    settings.BROBYGGER_DEMO = True
    settings.LOGIN_URL = "demo:login"


@demo_mode
@pytest.mark.parametrize("person", DEMO_USERS, ids=lambda person: person.key)
def test_each_role_has_a_button_that_logs_in(client: Client, demo: None, person: Any) -> None:
    user = get_or_create_user(email=person.email, name=person.name)
    assert person.name in client.get("/demo/").text
    client.post("/demo/", {"role": person.key, "next": "/account/"})
    assert client.session["_auth_user_id"] == str(user.pk)


@demo_mode
def test_the_next_page_is_kept(client: Client, demo: None) -> None:
    get_or_create_user(email=DEMO_USERS[0].email)
    answer = client.post("/demo/", {"role": DEMO_USERS[0].key, "next": "/account/"})
    assert answer["Location"] == "/account/"


@demo_mode
def test_an_unknown_role_logs_nobody_in(client: Client, demo: None) -> None:
    client.post("/demo/", {"role": "borgmester"})
    assert "_auth_user_id" not in client.session


@demo_mode
def test_the_outbox_shows_mails_newest_first_and_escaped(client: Client, demo: None) -> None:
    OutboxMail.objects.create(to_email="a@b.example", subject="Først", text="<b>x</b>")
    OutboxMail.objects.create(to_email="c@d.example", subject="Sidst", text="kode 1")
    page = client.get("/demo/outbox/").text
    assert page.index("Sidst") < page.index("Først")
    assert "&lt;b&gt;x" in page
    assert "Først" not in client.get("/demo/outbox/?to=c@d.example").text


@demo_mode
def test_the_outbox_costs_the_same_whatever_it_holds(
    client: Client, demo: None, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        OutboxMail.objects.create(to_email="a@b.example", subject=str(number), text="t")
    with django_assert_max_num_queries(3):
        client.get("/demo/outbox/")


@pytest.mark.parametrize("address", ["/demo/", "/demo/outbox/"])
def test_outside_demo_mode_it_is_not_there(client: Client, db: None, address: str) -> None:
    assert client.get(address).status_code == 404


@demo_mode
@pytest.mark.parametrize("address", ["/demo/", "/demo/outbox/"])
def test_even_the_views_say_no_outside_demo_mode(client: Client, db: None, address: str) -> None:
    assert client.get(address).status_code == 404
