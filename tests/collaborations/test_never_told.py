"""What is not shared, and what is private, is told to no other party at any address in any form."""

from io import BytesIO
from uuid import UUID
from zipfile import ZipFile, is_zipfile

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.agreements.domain.drafts import start_agreement
from brobygger.authorization.document import Address, addresses
from brobygger.catalog.tools import tool
from brobygger.collaborations.domain.own_sheets import begin_own_sheet
from brobygger.collaborations.domain.sheets import bring_sheet, share_fields, start_joint_sheet
from brobygger.collaborations.models import Collaboration, OwnSheet
from brobygger.sheets.domain.commands import SetText, apply
from brobygger.sheets.domain.comments import comment, park_question
from brobygger.sheets.domain.versions import name_version
from brobygger.sheets.models import Sheet
from tests.factories.collaborations import AsUser

# Words no page of ours has by itself.
TOLD, UNSHARED, PRIVATE, SAID = "Giraffens", "Zebraens", "Okapiens", "Næsehornets"
FIELDS = {"tell": TOLD, "use_us": UNSHARED, "hold_on": PRIVATE}
SECRETS = (UNSHARED, PRIVATE, SAID)
HERE = {"sheet_id", "collaboration_id"}
# Arguments of addresses that belong to something else than a sheet and have none in this story.
ELSEWHERE = {"party_id", "agreement_id", "meeting_id", "signatory_id", "version_id", "token"}


@pytest.fixture
def closing(women: Actor, seniors: Actor, amina: User, collaboration: Collaboration) -> OwnSheet:
    """One field shared, one not, one private, and something said about the last two."""
    own = begin_own_sheet(owner=women, tool=tool("t1_closing"), about=seniors, by=amina)
    for field, words in FIELDS.items():
        apply(own.sheet, SetText(field, "", f"{words} egne ord"), by=amina)
    comment(sheet=own.sheet, field_id="use_us", text=f"{SAID} mening", by=amina)
    park_question(sheet=own.sheet, field_id="hold_on", text=f"{SAID} spørgsmål", by=amina)
    name_version(sheet=own.sheet, name="Til mødet", by=amina)
    link = bring_sheet(own=own, collaboration=collaboration, by=amina)
    share_fields(link=link, fields=["tell"], by=amina)
    return own


def words_of(answer: HttpResponseBase) -> str:
    """Everything an answer says, whatever kind of file it is."""
    content = (
        b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        if answer.streaming
        else answer.content  # type: ignore[attr-defined]
    )
    kind = answer.headers.get("Content-Type", "")
    if kind.startswith("application/pdf"):
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    if is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as packed:
            return "\n".join(packed.read(one).decode(errors="ignore") for one in packed.namelist())
    return str(content.decode(errors="ignore"))


def everywhere(sheet: Sheet, collaboration: Collaboration) -> list[str]:
    """Every address that has to do with the sheet or the collaboration, for each kind of field."""
    found: list[str] = []
    for address in addresses():
        if not HERE & set(address.arguments):
            continue
        fields = FIELDS if "field_id" in address.arguments else [""]
        found.extend(
            path
            for field in fields
            if (path := _path(address, sheet, collaboration.id, field)) is not None
        )
    return found


def _path(address: Address, sheet: Sheet, collaboration: UUID, field: str) -> str | None:
    known = {
        "sheet_id": sheet.id,
        "collaboration_id": collaboration,
        "field_id": field,
        "number": 1,
        "workspace_slug": sheet.workspace.slug,
        "tool_id": sheet.tool_id,
        "comment_id": sheet.comments.earliest("at").pk,
        "size": "a3",
        "kind": "json",
    }
    if not set(address.arguments) <= set(known):
        return None
    return reverse(address.name, kwargs={one: known[one] for one in address.arguments})


def told(client: Client, paths: list[str]) -> dict[str, str]:
    """What each address answers, those that are there."""
    answers = {path: client.get(path) for path in paths}
    return {path: words_of(one) for path, one in answers.items() if one.status_code == 200}


def test_no_address_tells_another_party_more_than_what_is_shared(
    closing: OwnSheet, collaboration: Collaboration, amina: User, kurt: User, as_user: AsUser
) -> None:
    start_joint_sheet(collaboration=collaboration, tool=tool("t10_expectations"), by=kurt)
    start_agreement(collaboration=collaboration, by=kurt)
    paths = [
        *everywhere(closing.sheet, collaboration),
        *(f"/sheets/{part}" for part in ("", "new/", "search/", "?away=on")),
        *(f"/sheets/search/?q={word}" for word in (TOLD, "ord")),
        f"{reverse('sheets:versions', args=[closing.sheet_id])}?a=1&b=now",
        f"{reverse('sheets:compare', args=[closing.sheet_id])}?from=1&to=now",
        f"/s/{collaboration.id}/sheets/{closing.sheet_id}/share/?look=1&field=use_us&field=hold_on",
        "/s/",
    ]
    answers = told(as_user(kurt), paths)
    assert len(answers) > 15, sorted(answers)
    leaks = {path: [word for word in SECRETS if word in said] for path, said in answers.items()}
    assert not {path: words for path, words in leaks.items() if words}
    telling = [path for path, said in answers.items() if TOLD in said]
    assert reverse("sheets:sheet", args=[closing.sheet_id]) in telling
    assert any(path.endswith(".pdf") for path in telling), telling
    own = told(as_user(amina), [reverse("sheets:sheet", args=[closing.sheet_id])])
    assert all(word in said for said in own.values() for word in (TOLD, UNSHARED, PRIVATE))


def test_a_search_for_what_is_not_shared_finds_nothing(
    closing: OwnSheet, kurt: User, amina: User, as_user: AsUser
) -> None:
    for word in (UNSHARED, PRIVATE):
        assert str(closing.sheet_id) not in words_of(as_user(kurt).get(f"/sheets/search/?q={word}"))
    assert str(closing.sheet_id) in words_of(as_user(amina).get(f"/sheets/search/?q={UNSHARED}"))
