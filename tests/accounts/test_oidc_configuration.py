"""A wrong configuration is refused by the name of the variable."""

import pytest

from brobygger.accounts.oidc.configuration import read_providers

KOMMUNE = {
    "BROBYGGER_OIDC": "kommune",
    "BROBYGGER_OIDC_KOMMUNE_ISSUER": "https://login.fjordby.example/realms/ansatte",
    "BROBYGGER_OIDC_KOMMUNE_CLIENT_ID": "brobygger",
    "BROBYGGER_OIDC_KOMMUNE_CLIENT_SECRET": "hemmelig",
}
MITID = {
    "BROBYGGER_OIDC": "kommune, mitid",
    "BROBYGGER_OIDC_MITID_ISSUER": "https://broker.example/op",
    "BROBYGGER_OIDC_MITID_CLIENT_ID": "0b1f",
    "BROBYGGER_OIDC_MITID_CLIENT_SECRET": "også hemmelig",
    "BROBYGGER_OIDC_MITID_NAME": "MitID",
    "BROBYGGER_OIDC_MITID_TRUST_EMAIL": "1",
}


def test_nothing_configured_is_nowhere_to_log_in() -> None:
    assert read_providers({"PATH": "/bin"}) == []


def test_several_providers_in_their_order() -> None:
    kommune, mitid = read_providers(KOMMUNE | MITID)
    assert (kommune.key, kommune.name, kommune.trust_email) == ("kommune", "kommune", False)
    assert (mitid.name, mitid.trust_email) == ("MitID", True)
    assert mitid.discovery_url == "https://broker.example/op/.well-known/openid-configuration"


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"BROBYGGER_OIDC_KOMMUNE_ISSUER": ""}, "BROBYGGER_OIDC_KOMMUNE_ISSUER mangler"),
        ({"BROBYGGER_OIDC_KOMMUNE_CLIENT_ID": " "}, "BROBYGGER_OIDC_KOMMUNE_CLIENT_ID mangler"),
        ({"BROBYGGER_OIDC_KOMMUNE_ISSUER": "http://login.example"}, "_ISSUER skal være"),
        ({"BROBYGGER_OIDC_KOMMUNE_ISSUER": "login.example"}, "_ISSUER skal være"),
        ({"BROBYGGER_OIDC_KOMMUNE_ISSUER": "https://a.example?b=1"}, "_ISSUER må ikke"),
        ({"BROBYGGER_OIDC_KOMMUNE_CLIENTID": "x"}, "BROBYGGER_OIDC_KOMMUNE_CLIENTID hører ikke"),
        ({"BROBYGGER_OIDC_NABO_ISSUER": "x"}, "BROBYGGER_OIDC_NABO_ISSUER hører ikke"),
        ({"BROBYGGER_OIDC": "Kommune"}, "BROBYGGER_OIDC: »Kommune«"),
        ({"BROBYGGER_OIDC": "kommune,kommune"}, "BROBYGGER_OIDC nævner"),
        ({"BROBYGGER_OIDC_KOMMUNE_TRUST_EMAIL": "måske"}, "_TRUST_EMAIL skal være"),
    ],
)
def test_what_is_wrong_is_named(changed: dict[str, str], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        read_providers(KOMMUNE | changed)


def test_a_provider_on_this_machine_may_do_without_tls() -> None:
    here = {"BROBYGGER_OIDC_KOMMUNE_ISSUER": "http://127.0.0.1:8080/realms/prøve"}
    assert read_providers(KOMMUNE | here)[0].issuer.startswith("http://127.0.0.1")
