"""The people one can be in demo mode. All of them are invented; the addresses lead nowhere."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class DemoUser:
    """A role to try: who it is, and what one can see through their eyes."""

    key: str
    name: str
    email: str
    title: str | Promise
    what: str | Promise


DEMO_USERS: list[DemoUser] = [
    DemoUser(
        "koordinator",
        "Maja Holm",
        "maja.holm@fjordby.example",
        _("Frivilligkoordinator i Fjordby Kommune"),
        _("Har overblikket, finder match og åbner samarbejder."),
    ),
    DemoUser(
        "administrator",
        "Torben Lind",
        "torben.lind@fjordby.example",
        _("Administrator i Fjordby Kommune"),
        _("Kan det samme som koordinatoren og styrer, hvem der er med."),
    ),
    DemoUser(
        "raadgiver",
        "Samira Aziz",
        "samira.aziz@fjordby.example",
        _("Foreningsrådgiver i Fjordby Kommune"),
        _("Besøger foreningerne, retter oplysninger og skriver med."),
    ),
    DemoUser(
        "laeser",
        "Birgit Krogh",
        "birgit.krogh@fjordby.example",
        _("Leder i Fjordby Kommune"),
        _("Ser det hele, men ændrer ikke noget."),
    ),
    DemoUser(
        "kvindeforening",
        "Hodan Warsame",
        "hodan@vestparkens-kvinder.example",
        _("Frivillig i Vestparkens Kvindeforening"),
        _("Ser foreningens egne samarbejder, gerne på telefonen."),
    ),
    DemoUser(
        "fodboldklub",
        "Jonas Bech",
        "jonas@fjordby-boldklub.example",
        _("Frivillig i Fjordby Boldklub"),
        _("Er med i et samarbejde og skriver under på en aftale."),
    ),
    DemoUser(
        "virksomhed",
        "Anne-Grethe Dam",
        "agd@havnens-revision.example",
        _("CSR-kontakt i Havnens Revision"),
        _("Bidrager med det, virksomheden er god til."),
    ),
    DemoUser(
        "skoleleder",
        "Karim Nørgaard",
        "karim.noergaard@soendervangskolen.example",
        _("Skoleleder på Søndervangskolen"),
        _("Åbner skolen for foreninger, som børnene kan møde."),
    ),
    DemoUser(
        "nabokommune",
        "Ulla Friis",
        "ulla.friis@engholm.example",
        _("Administrator i Engholm Kommune"),
        _("En anden kommune. Den kan ikke se noget af Fjordbys."),
    ),
]


def demo_user(key: str) -> DemoUser | None:
    """The demo person with this key, or None."""
    return next((person for person in DEMO_USERS if person.key == key), None)
