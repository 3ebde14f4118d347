"""Agreements for tests, in every state."""

import re
from collections.abc import Mapping
from typing import Any

from brobygger.accounts.models import User
from brobygger.actors.models import ContactPerson
from brobygger.agreements.domain.drafts import start_agreement
from brobygger.agreements.domain.freezing import Signs, freeze_agreement
from brobygger.agreements.domain.queries import counting_version, parties_of, signatories_of
from brobygger.agreements.domain.signing import record_signature
from brobygger.agreements.models import Agreement, AgreementVersion, IdentityLevel, Signatory
from brobygger.collaborations.models import Collaboration, Involvement
from brobygger.notifications.models import Notification
from brobygger.sheets.domain.commands import SetChoice, SetParts, SetRows, SetText, apply

WORDS: dict[str, Any] = {
    "purpose": "Flere kvinder kan selv føre foreningens regnskab.",
    "activity": "Seniorer lærer fra sig, og kvinderne lærer sammen.",
    "frequency": ("fortnightly",),
    "resources": [{"what": "Salen", "who": "Kvindeforeningen", "amount": "2 timer", "when": ""}],
    "roles": [{"task": "Undervise", "role": "performing", "who": "Seniornetværket"}],
    "status_meetings": {
        "every": "quarter",
        "first_on": "2027-03-04",
        "at": "16:30",
        "place": "Kvarterhuset",
        "caller": "Kvindeforeningen",
    },
    "period": {"starts_on": "2027-01-01", "ends_on": "2027-12-31"},
}


def make_agreement(collaboration: Collaboration, by: User, **words: Any) -> Agreement:
    """A draft with everything that is needed; `words` replaces fields by id."""
    agreement = start_agreement(collaboration=collaboration, by=by)
    write(agreement, by, WORDS | words)
    return agreement


def write(agreement: Agreement, by: User, words: Mapping[str, Any]) -> None:
    """Put words into the draft."""
    draft = agreement.draft
    present = {value.field_id: value for value in draft.field_values.all()}
    for field, value in words.items():
        revision = present[field].revision if field in present else 0
        base = present[field].value.get("text", "") if field in present else ""
        match value:
            case str():
                apply(draft, SetText(field, base, value), by=by)
            case dict():
                apply(draft, SetParts(field, value, revision), by=by)
            case tuple():
                apply(draft, SetChoice(field, value, revision), by=by)
            case _:
                apply(draft, SetRows(field, tuple(value), revision), by=by)


def make_contact(collaboration: Collaboration, actor_name: str, name: str, email: str) -> None:
    """The person one rings at a party."""
    actor = collaboration.parties.get(actor__name=actor_name).actor
    ContactPerson.objects.create(
        workspace=actor.workspace, actor=actor, name=name, email=email, phone="12 34 56 78"
    )


def signers(agreement: Agreement) -> list[Signs]:
    """One person for each party."""
    return [
        Signs(party.actor, f"Underskriver {number}", f"signer{number}@mail.example")
        for number, party in enumerate(parties_of(agreement), 1)
        if party.involvement == Involvement.PARTY
    ]


def make_frozen(collaboration: Collaboration, by: User, **words: Any) -> AgreementVersion:
    """An agreement sent to be signed."""
    agreement = make_agreement(collaboration, by, **words)
    return freeze_agreement(agreement=agreement, signatories=signers(agreement), by=by)


def sign_all(version: AgreementVersion) -> AgreementVersion:
    """Everybody signs, and the agreement is in force."""
    for signatory in signatories_of(version):
        make_signed(signatory)
    version.refresh_from_db()
    return version


def make_signed(signatory: Signatory) -> Signatory:
    """One signs."""
    return record_signature(
        signatory=signatory,
        name=signatory.name,
        shown_hash=signatory.version.content_hash,
        identity_level=IdentityLevel.EMAIL_CODE,
    )


def make_in_force(collaboration: Collaboration, by: User, **words: Any) -> AgreementVersion:
    """An agreement everybody has signed."""
    return sign_all(make_frozen(collaboration, by, **words))


def token_of(signatory: Signatory) -> str:
    """The token of the newest link the signatory was sent."""
    mail = newest_mail(signatory.email, r"/sign/")
    found = re.findall(r"/sign/([\w-]+)/", mail.text)
    return str(found[-1])


def code_of(signatory: Signatory) -> str:
    """The newest code the signatory was sent."""
    found = re.search(r"\b(\d{6})\b", newest_mail(signatory.email, r"\b\d{6}\b").text)
    assert found
    return found[1]


def newest_mail(email: str, saying: str) -> Notification:
    """The newest mail to an address that says something."""
    mails = Notification.objects.filter(to_email=email, text__regex=saying.replace(r"\b", r"\y"))
    return mails.order_by("-created_at", "-id")[0]


def version_of(agreement: Agreement) -> AgreementVersion:
    """The version that counts."""
    version = counting_version(agreement)
    assert version is not None
    return version
