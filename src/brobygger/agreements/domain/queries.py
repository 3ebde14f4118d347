"""Reads of agreements."""

from typing import Any

from django.db.models import QuerySet

from brobygger.agreements.models import Agreement, AgreementStatus, AgreementVersion, Signatory
from brobygger.collaborations.models import Collaboration, Party
from brobygger.sheets.domain.queries import sheet_values
from brobygger.sheets.models import Sheet


def agreement_of(collaboration: Collaboration) -> Agreement | None:
    """The agreement the parties are at: the live one, else the last that ended."""
    agreements = Agreement.objects.filter(collaboration=collaboration).select_related(
        "draft", "collaboration"
    )
    live = agreements.exclude(status=AgreementStatus.ENDED).first()
    return live or agreements.order_by("-ended_at").first()


def lock_agreement(agreement: Agreement) -> Agreement:
    """The agreement as it is now, held until the transaction ends."""
    return (
        Agreement.objects.select_for_update(of=("self",))
        .select_related("draft", "collaboration")
        .get(id=agreement.id)
    )


def counting_version(agreement: Agreement) -> AgreementVersion | None:
    """The wording that is to be signed or is signed; None while it is only a draft."""
    return agreement.versions.filter(withdrawn_at__isnull=True).first()


def parties_of(agreement: Agreement) -> QuerySet[Party]:
    """Those who take part now, in alphabetical order."""
    return (
        Party.objects.filter(collaboration_id=agreement.collaboration_id, withdrew_at__isnull=True)
        .select_related("actor")
        .order_by("actor__sort_name", "id")
    )


def signatories_of(version: AgreementVersion) -> list[Signatory]:
    """Those who are to sign, in alphabetical order of their parties."""
    return list(version.signatories.select_related("actor").order_by("actor__sort_name", "id"))


def written(draft: Sheet) -> dict[str, Any]:
    """What stands in the draft, by field: words, chosen ids, rows or parts."""
    fields: dict[str, Any] = sheet_values(draft).as_json()["fields"]
    return fields
