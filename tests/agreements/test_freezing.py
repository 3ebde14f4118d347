"""The text is locked as it stands: one form for page, fingerprint and paper."""

import hashlib
import json
import unicodedata
from io import BytesIO

import pytest
from pypdf import PdfReader

from brobygger.accounts.models import User
from brobygger.agreements.blockers import (
    MissingClause,
    NoFirstMeeting,
    PartyWithoutSignatory,
    PeriodBackwards,
    SameSignatory,
    TooFewParties,
    missing_people,
    missing_words,
)
from brobygger.agreements.content import canonical_json
from brobygger.agreements.document import read_document
from brobygger.agreements.domain.drafts import start_agreement
from brobygger.agreements.domain.freezing import (
    Signs,
    blockers_of,
    freeze_agreement,
    withdraw_version,
)
from brobygger.agreements.domain.queries import signatories_of
from brobygger.agreements.exceptions import NotReady
from brobygger.agreements.models import AgreementVersion
from brobygger.catalog.tools import tool
from brobygger.collaborations.models import Collaboration
from brobygger.core.ids import new_id
from brobygger.links.domain.links import find_link, live_links
from brobygger.links.exceptions import LinkRevoked
from brobygger.links.models import Purpose
from brobygger.notifications.models import Notification
from tests.factories.agreements import (
    WORDS,
    make_agreement,
    make_frozen,
    make_signed,
    signers,
    token_of,
)


def test_the_fingerprint_is_of_the_very_text_that_is_kept(
    collaboration: Collaboration, coordinator: User
) -> None:
    version = make_frozen(collaboration, coordinator)

    assert hashlib.sha256(version.content.encode()).hexdigest() == version.content_hash
    assert json.loads(version.content)["values"]["purpose"] == WORDS["purpose"]


def test_canonical_json_is_one_form_of_the_same_words() -> None:
    decomposed = unicodedata.normalize("NFD", "Børn på Ærø é")
    one = canonical_json({"b": [decomposed], "a": {"y": 1, "x": 2}})

    assert one == canonical_json({"a": {"x": 2, "y": 1}, "b": ["Børn på Ærø é"]})
    assert one == '{"a":{"x":2,"y":1},"b":["Børn på Ærø é"]}'


def test_the_document_can_be_read_back(collaboration: Collaboration, coordinator: User) -> None:
    version = make_frozen(collaboration, coordinator)

    document = read_document(version)

    assert document.canonical() == version.content
    assert [party.name for party in document.parties] == ["Kvindeforeningen", "Seniornetværket"]
    assert "Fælles formål" in [clause.title for clause in document.clauses]
    meetings = next(one for one in document.clauses if one.id == "status_meetings")
    assert [line.text for line in meetings.lines][:3] == [
        "Hvert kvartal",
        "torsdag den 4. marts 2027",
        "kl. 16.30",
    ]


def test_the_paper_says_what_the_row_says(collaboration: Collaboration, coordinator: User) -> None:
    version = make_frozen(collaboration, coordinator)

    text = "".join(page.extract_text() for page in PdfReader(BytesIO(bytes(version.pdf))).pages)

    assert "Flere kvinder kan selv føre foreningens regnskab" in " ".join(text.split())
    assert "Alle har skrevet under" not in text
    assert version.content_hash[:16] in text.replace("\n", "").replace(" ", "")


def test_each_signatory_gets_a_link_of_their_own(
    collaboration: Collaboration, coordinator: User
) -> None:
    version = make_frozen(collaboration, coordinator)

    tokens = {token_of(one) for one in signatories_of(version)}
    subjects = {find_link(token, Purpose.SIGN_AGREEMENT).subject_id for token in tokens}
    assert subjects == {one.id for one in signatories_of(version)}


def test_an_english_reader_freezes_an_english_text(
    collaboration: Collaboration, coordinator: User
) -> None:
    coordinator.language = "en"

    document = read_document(make_frozen(collaboration, coordinator))

    assert document.language == "en"
    assert "Common purpose" in [clause.title for clause in document.clauses]


def test_nothing_is_locked_while_something_is_missing(
    collaboration: Collaboration, coordinator: User
) -> None:
    agreement = start_agreement(collaboration=collaboration, by=coordinator)

    with pytest.raises(NotReady) as refused:
        freeze_agreement(agreement=agreement, signatories=signers(agreement), by=coordinator)

    missing = {one.field_id for one in refused.value.blockers if isinstance(one, MissingClause)}
    assert missing == {"resources", "roles", "status_meetings", "period"}
    assert all(one.message for one in refused.value.blockers)
    assert not AgreementVersion.objects.exists()


def test_a_party_without_signatory_is_named(
    collaboration: Collaboration, coordinator: User
) -> None:
    agreement = make_agreement(collaboration, coordinator)

    with pytest.raises(NotReady) as refused:
        freeze_agreement(agreement=agreement, signatories=signers(agreement)[:1], by=coordinator)

    assert [one.message for one in refused.value.blockers] == [
        "Find den, der skriver under for Seniornetværket."
    ]


def test_one_person_cannot_sign_for_two(collaboration: Collaboration, coordinator: User) -> None:
    agreement = make_agreement(collaboration, coordinator)
    same = [Signs(one.actor, one.name, "Amina@Mail.example") for one in signers(agreement)]

    found = blockers_of(agreement, same)

    assert found == [SameSignatory("amina@mail.example")]


def test_a_facilitator_may_sign_but_need_not(
    collaboration: Collaboration, coordinator: User
) -> None:
    agreement = make_agreement(collaboration, coordinator)
    host = collaboration.parties.get(actor__is_host=True).actor
    both = [*signers(agreement), Signs(host, "Karen", "karen@birkelund.example")]

    version = freeze_agreement(agreement=agreement, signatories=both, by=coordinator)

    assert len(signatories_of(version)) == 3
    assert "Birkelund Kommune" in [party.name for party in read_document(version).parties]


def test_an_actor_outside_the_collaboration_never_signs(
    collaboration: Collaboration, coordinator: User
) -> None:
    from tests.factories.collaborations import party_actor

    agreement = make_agreement(collaboration, coordinator)
    other = Signs(party_actor(collaboration.workspace, "Andre"), "X", "x@mail.example")

    version = freeze_agreement(
        agreement=agreement, signatories=[*signers(agreement), other], by=coordinator
    )

    assert "x@mail.example" not in [one.email for one in signatories_of(version)]


def test_words_that_cannot_be_acted_on_are_told() -> None:
    form = tool("t3_agreement")

    assert NoFirstMeeting() in missing_words(form, {"status_meetings": {"every": "month"}})
    backwards = {"period": {"starts_on": "2027-02-01", "ends_on": "2027-01-01"}}
    assert PeriodBackwards() in missing_words(form, backwards)
    assert missing_words(form, WORDS) == []


def test_people_that_lack_are_told() -> None:
    first, second = new_id(), new_id()

    assert TooFewParties() in missing_people({first: "En"}, [(first, "N", "n@mail.example")])
    nobody = missing_people({first: "En", second: "To"}, [(first, "N", "n@mail.example")])
    assert nobody == [PartyWithoutSignatory(second, "To")]


def test_taking_it_back_closes_the_links_and_tells_people(
    collaboration: Collaboration, coordinator: User
) -> None:
    version = make_frozen(collaboration, coordinator)
    first, second = signatories_of(version)
    token = token_of(first)
    make_signed(second)

    withdraw_version(agreement=version.agreement, by=coordinator)

    with pytest.raises(LinkRevoked):
        find_link(token, Purpose.SIGN_AGREEMENT)
    assert live_links(("signatory", second.id), Purpose.SIGN_AGREEMENT) == []
    mails = Notification.objects.filter(kind="agreement_withdrawn")
    assert {mail.to_email for mail in mails} == {first.email, second.email}
    assert "faldet bort" in mails.get(to_email=second.email).text


def test_the_next_text_is_a_new_version(collaboration: Collaboration, coordinator: User) -> None:
    first = make_frozen(collaboration, coordinator)
    agreement = first.agreement
    withdraw_version(agreement=agreement, by=coordinator)

    second = freeze_agreement(agreement=agreement, signatories=signers(agreement), by=coordinator)

    assert (first.number, second.number) == (1, 2)
    assert AgreementVersion.objects.filter(agreement=agreement).count() == 2
    assert first.content_hash != second.content_hash
