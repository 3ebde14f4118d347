"""Agreements, when one of their people is erased: what everybody has signed stays as it was
signed; what came to nothing is cleaned, and what is on its way to be signed is taken back."""

import json
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from brobygger.agreements.content import canonical_json, content_hash
from brobygger.agreements.document import read_document
from brobygger.agreements.domain.freezing import take_back as take_back_version
from brobygger.agreements.domain.queries import lock_agreement
from brobygger.agreements.models import Agreement, AgreementStatus, AgreementVersion, Signatory
from brobygger.agreements.policies import Step
from brobygger.agreements.printing import version_pdf
from brobygger.privacy.domain.persons import Person
from brobygger.privacy.domain.words import GONE, masked

_SIGNED = Q(in_force_at__isnull=False)


def divided(rows: QuerySet[Any]) -> tuple[list[Any], list[Any]]:
    """The keys of what is kept (it belongs to a signed agreement) and of what is cleaned."""
    of_version = rows.model is AgreementVersion
    kept = _SIGNED if of_version else Q(version__in_force_at__isnull=False)
    keys = rows.order_by().values_list("pk", flat=True)
    return list(keys.filter(kept)), list(keys.exclude(kept))


def awaiting(person: Person) -> QuerySet[Agreement]:
    """The agreements that wait for the person's signature."""
    signs = Signatory.objects.filter(
        version__agreement__status=AgreementStatus.SIGNING,
        version__withdrawn_at__isnull=True,
        signed_at__isnull=True,
        email__in=person.emails,
    )
    if person.workspace is not None:
        signs = signs.filter(workspace=person.workspace)
    return Agreement.objects.filter(pk__in=signs.values("version__agreement"))


def take_back(person: Person) -> None:
    """Open the drafts that wait for the person's signature: others must be asked instead."""
    for agreement in awaiting(person):
        take_back_version(lock_agreement(agreement), Step.WITHDRAW, by=None)


def clean(rows: QuerySet[Any], pattern: str) -> None:
    """Take the person out of versions that never came to hold, and of who was to sign them."""
    if rows.model is Signatory:
        versions = set(rows.values_list("version_id", flat=True))
        rows.filter(signed_at__isnull=False).update(signed_name=GONE)
        rows.update(name=GONE, email="", decline_reason="", code_hash="")
        _clean_versions(AgreementVersion.objects.filter(pk__in=versions), pattern)
    else:
        _clean_versions(rows, pattern)


def _clean_versions(versions: Iterable[AgreementVersion], pattern: str) -> None:
    for version in versions:
        version.content = canonical_json(masked(json.loads(version.content), pattern))
        version.content_hash = content_hash(version.content)
        version.pdf = version_pdf(read_document(version), version)
        version.save(update_fields=["content", "content_hash", "pdf"])
