"""Log-in at a real OpenID provider, which here also issues tokens nobody should trust."""

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.contrib.auth import get_user
from django.http import HttpRequest

from brobygger.accounts.models import User
from brobygger.audit.models import AuditEvent
from tests.oidc.provider import Person, Provider, running_provider

MAJA = {"email": "maja@birkelund.example", "email_verified": True}


@pytest.fixture(scope="module")
def process() -> Iterator[Provider]:
    with running_provider() as provider:
        yield provider


@pytest.fixture
def provider(process: Provider, settings: Any) -> Provider:
    """The provider, configured here, with honest tokens."""
    settings.OIDC_PROVIDERS = [process.as_ours()]
    process.told(people={"maja": MAJA})
    return process


@pytest.fixture
def maja(db: None) -> User:
    user = User(email="Maja@birkelund.example", name="Maja")
    user.set_unusable_password()
    user.save()
    return user


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


def test_a_second_step_is_asked_for_here_too(provider: Provider, maja: User) -> None:
    TOTP.activate(maja, "JBSWY3DPEHPK3PXP")
    person = Person()
    response = person.log_in("maja", next="/account/")
    assert "second-step" in response["Location"]
    assert who(person).is_anonymous


def test_what_is_kept_is_that_this_person_is_that_account(provider: Provider, maja: User) -> None:
    Person().log_in("maja")
    kept = SocialAccount.objects.get()
    assert (kept.user, kept.provider, kept.extra_data) == (maja, "kommune", {})
    assert "maja" not in kept.uid
    assert not SocialToken.objects.exists()
    assert AuditEvent.objects.filter(event="account.connected", by_id=maja.id).count() == 1


def test_a_changed_email_still_leads_to_the_same_account(provider: Provider, maja: User) -> None:
    Person().log_in("maja")
    provider.told(people={"maja": MAJA | {"email": "maja.holm@birkelund.example"}})
    person = Person()
    person.log_in("maja")
    assert who(person) == maja


def test_an_address_that_only_looks_the_same_is_somebody_else(
    provider: Provider, maja: User
) -> None:
    provider.told(people={"maja": MAJA | {"email": "maja@bırkelund.example"}})
    person = Person()
    response = person.log_in("maja")
    assert response.status_code == 403
    assert who(person).is_anonymous


def test_the_address_may_stand_in_the_token_itself(provider: Provider, maja: User) -> None:
    provider.told(people={"maja": MAJA}, claimsIn="id_token")
    person = Person()
    person.log_in("maja")
    assert who(person) == maja


def test_an_unknown_person_is_told_which_address_nobody_has_invited(
    provider: Provider, db: None
) -> None:
    person = Person()
    response = person.log_in("maja")
    assert response.status_code == 403
    assert "maja@birkelund.example" in response.content.decode()
    assert "Ingen har inviteret den e-mail endnu" in response.content.decode()
    assert not who(person).is_authenticated
    assert not User.objects.exists()


def test_an_address_the_provider_has_not_verified_opens_nothing(
    provider: Provider, maja: User
) -> None:
    provider.told(people={"maja": MAJA | {"email_verified": False}})
    person = Person()
    response = person.log_in("maja")
    assert response.status_code == 403
    assert "ikke sikret sig" in response.content.decode()
    assert not who(person).is_authenticated


def test_a_provider_that_is_declared_trusted_need_not_say_so(
    provider: Provider, maja: User, settings: Any
) -> None:
    settings.OIDC_PROVIDERS = [provider.as_ours(trust_email=True)]
    provider.told(people={"maja": {"email": MAJA["email"]}})
    person = Person()
    person.log_in("maja")
    assert who(person) == maja


def test_a_provider_that_tells_no_address_cannot_say_who_it_is(
    provider: Provider, maja: User
) -> None:
    provider.told(people={})
    response = Person().log_in("maja")
    assert response.status_code == 403
    assert "fortalte ikke, hvilken e-mail" in response.content.decode()


@pytest.mark.parametrize(
    ("flaw", "why"),
    [
        ("audience", "InvalidAudienceError"),
        ("audiences", "azp"),
        ("expired", "ExpiredSignatureError"),
        ("no-expiry", "MissingRequiredClaimError"),
        ("issuer", "InvalidIssuerError"),
        ("nonce", "nonce"),
        ("subject", "sub:"),
        ("signature", "InvalidSignatureError"),
        ("unsigned", "InvalidAlgorithmError"),
        ("signed-with-secret", "InvalidAlgorithmError"),
    ],
)
def test_a_token_that_is_wrong_lets_nobody_in(
    flaw: str, why: str, provider: Provider, maja: User, caplog: pytest.LogCaptureFixture
) -> None:
    provider.told(people={"maja": MAJA}, flaw=flaw)
    person = Person()
    response = person.log_in("maja")
    assert response.status_code == 401
    assert "kunne ikke bruges" in response.content.decode()
    assert not who(person).is_authenticated
    assert not SocialAccount.objects.exists()
    assert why in caplog.text
    assert "maja" not in caplog.text


def test_an_answer_nobody_asked_for_is_refused(provider: Provider, maja: User) -> None:
    person, other = Person(), Person()
    other.begin()
    answer = person.authenticate(person.begin(), "maja")
    assert other.come_back(answer).status_code == 401
    assert person.come_back(answer).status_code == 302
    assert person.come_back(answer).status_code == 401


def test_a_code_is_worth_nothing_without_what_the_browser_began_with(
    provider: Provider, maja: User
) -> None:
    url = Person().begin()
    assert "code_challenge_method=S256" in url
    assert "nonce=" in url
    assert "state=" in url


def test_an_answer_that_says_it_is_from_another_issuer_is_refused(
    provider: Provider, maja: User
) -> None:
    person = Person()
    answer = person.authenticate(person.begin(), "maja")
    assert "iss=" in answer
    elsewhere = answer[: answer.index("iss=")] + "iss=https://login.somebody-else.example"
    assert person.come_back(elsewhere).status_code == 401


def test_whoever_goes_back_is_told_what_else_there_is(provider: Provider, db: None) -> None:
    response = Person().log_in(None)
    assert response.status_code == 200
    assert "Du gik tilbage" in response.content.decode()


def test_a_provider_that_is_away_is_named(provider: Provider, db: None, settings: Any) -> None:
    settings.OIDC_PROVIDERS = [provider.as_ours(issuer="http://127.0.0.1:1")]
    response = Person().client.post("/account/oidc/kommune/login/")
    assert response.status_code == 502
    assert "Fjordby Kommunes login svarer ikke" in response.content.decode()


def test_another_issuer_behind_the_same_name_is_other_people(
    provider: Provider, maja: User
) -> None:
    SocialAccount.objects.create(user=maja, provider="kommune", uid="maja")
    provider.told(people={"maja": {"email": "en.anden@birkelund.example", "email_verified": True}})
    assert Person().log_in("maja").status_code == 403


def test_a_closed_account_stays_closed(provider: Provider, maja: User) -> None:
    maja.is_active = False
    maja.save()
    person = Person()
    assert person.log_in("maja")["Location"] == "/account/inactive/"
    assert not who(person).is_authenticated
    assert not SocialAccount.objects.exists()


def test_log_out_ends_here_at_once_and_offers_to_end_there(provider: Provider, maja: User) -> None:
    person = Person()
    person.log_in("maja")
    response = person.client.post("/account/logout/")
    assert response["Location"] == "/account/oidc/kommune/logged-out/"
    assert not who(person).is_authenticated
    assert "Log også ud hos" in person.client.get(response["Location"]).content.decode()


def test_log_out_there_is_asked_for_there(provider: Provider, maja: User) -> None:
    person = Person()
    person.log_in("maja")
    page = person.elsewhere.get(person.client.get("/account/oidc/kommune/logout/")["Location"])
    assert page.status_code == 200
    secret = page.text.split('name="xsrf" value="')[1].split('"')[0]
    form = {"xsrf": secret, "logout": "yes"}
    done = person.elsewhere.post(f"{page.url.split('?')[0]}/confirm", form, allow_redirects=False)
    assert done.headers["Location"] == "http://localhost:8000/account/login/"


def test_somebody_logged_in_connects_an_account_without_an_address(
    provider: Provider, maja: User
) -> None:
    provider.told(people={})
    person = Person()
    person.client.force_login(maja, backend="allauth.account.auth_backends.AuthenticationBackend")
    url = person.begin("/account/oidc/kommune/connect/")
    assert person.come_back(person.authenticate(url, "maja"))["Location"] == "/account/"
    assert SocialAccount.objects.get().user == maja
    again = Person()
    again.log_in("maja")
    assert who(again) == maja


def test_who_has_a_password_says_it_before_connecting(provider: Provider, maja: User) -> None:
    maja.set_password("en lang sætning til prøven")
    maja.save()
    person = Person()
    person.client.force_login(maja, backend="allauth.account.auth_backends.AuthenticationBackend")
    response = person.client.post("/account/oidc/kommune/connect/")
    assert response["Location"].startswith("/account/security/confirm/")


def test_an_account_of_somebody_else_is_not_connected(
    provider: Provider, maja: User, stranger: User
) -> None:
    Person().log_in("maja")
    person = Person()
    backend = "allauth.account.auth_backends.AuthenticationBackend"
    person.client.force_login(stranger, backend=backend)
    url = person.begin("/account/oidc/kommune/connect/")
    assert person.come_back(person.authenticate(url, "maja")).status_code == 403
    assert SocialAccount.objects.get().user == maja
    assert who(person) == stranger


def test_a_connection_is_removed_on_the_persons_own_page(provider: Provider, maja: User) -> None:
    person = Person()
    person.log_in("maja")
    assert "Fjern forbindelsen" in person.client.get("/account/").content.decode()
    person.client.post("/account/oidc/kommune/disconnect/")
    assert not SocialAccount.objects.exists()
    assert "Forbind med" in person.client.get("/account/").content.decode()


def test_the_log_in_page_offers_the_provider_and_remembers_where_one_was_going(
    provider: Provider, db: None
) -> None:
    page = Person().client.get("/account/login/?next=/account/").content.decode()
    assert "Log ind med Fjordby Kommunes login" in page
    assert page.count('name="next" value="/account/"') >= 3
