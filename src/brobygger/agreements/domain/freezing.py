"""From a draft to a wording that can be signed, and back again."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.agreements.blockers import Blocker, missing_people, missing_words
from brobygger.agreements.content import HEAD, clauses_of, content_hash
from brobygger.agreements.document import Document, DocumentParty
from brobygger.agreements.domain.invitations import invite, tell_withdrawn
from brobygger.agreements.domain.queries import (
    counting_version,
    lock_agreement,
    parties_of,
    written,
)
from brobygger.agreements.exceptions import NotReady
from brobygger.agreements.models import Agreement, AgreementVersion, Signatory
from brobygger.agreements.policies import AGREEMENT, Step
from brobygger.agreements.printing import version_pdf
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.collaborations.authorization import check_party
from brobygger.collaborations.models import Involvement
from brobygger.core import clock
from brobygger.links.domain.links import revoke_links_of
from brobygger.links.models import Purpose


@dataclass(frozen=True)
class Signs:
    """Who signs for an actor."""

    actor: Actor
    name: str
    email: str


def blockers_of(agreement: Agreement, signatories: Sequence[Signs] | None = None) -> list[Blocker]:
    """What is missing before the agreement can be signed; people only when they are given."""
    draft = agreement.draft
    words = missing_words(draft.tool, written(draft))
    if signatories is None:
        return words
    must = {
        party.actor_id: party.actor.name
        for party in parties_of(agreement)
        if party.involvement == Involvement.PARTY
    }
    named = [(one.actor.id, one.name, one.email) for one in signatories]
    return words + missing_people(must, named)


@transaction.atomic
def freeze_agreement(
    *, agreement: Agreement, signatories: Sequence[Signs], by: User
) -> AgreementVersion:
    """Lock the text and ask everybody to sign it.

    The wording is kept as the very text that is hashed, the PDF is made once from it, and each
    signatory gets a mail with a link of their own. Every party signs; a facilitator may.
    Raises PermissionDenied, NotNow, NotReady.
    """
    check_party(by, agreement.collaboration, Permission.AGREEMENT_FREEZE)
    agreement = lock_agreement(agreement)
    status = AGREEMENT.after(agreement.status, Step.FREEZE)
    allowed = {party.actor_id for party in parties_of(agreement)}
    signatories = [one for one in signatories if one.actor.id in allowed and one.email.strip()]
    if blockers := blockers_of(agreement, signatories):
        raise NotReady(blockers)
    document = _document(agreement, signatories, language=by.language)
    canonical = document.canonical()
    version = AgreementVersion.objects.create(
        workspace_id=agreement.workspace_id,
        agreement=agreement,
        number=document.number,
        content=canonical,
        content_hash=content_hash(canonical),
        pdf=b"",
        frozen_by=by,
        frozen_at=clock.now(),
    )
    people = [_signatory(version, one) for one in signatories]
    version.pdf = version_pdf(document, version)
    version.save(update_fields=["pdf"])
    agreement.status = status
    agreement.save(update_fields=["status"])
    for person in people:
        invite(person, document, by=by)
    _record("agreement.frozen", agreement, by)
    return version


@transaction.atomic
def withdraw_version(*, agreement: Agreement, by: User) -> None:
    """Take the text back to be changed: signatures so far fall away, links stop working.

    Raises PermissionDenied, NotNow.
    """
    check_party(by, agreement.collaboration, Permission.AGREEMENT_FREEZE)
    agreement = lock_agreement(agreement)
    take_back(agreement, Step.WITHDRAW, by=by)
    _record("agreement.withdrawn", agreement, by)


@transaction.atomic
def end_agreement(*, agreement: Agreement, by: User) -> None:
    """Say that the agreement no longer holds; it stays readable.

    Raises PermissionDenied, NotNow.
    """
    check_party(by, agreement.collaboration, Permission.AGREEMENT_FREEZE)
    agreement = lock_agreement(agreement)
    agreement.status = AGREEMENT.after(agreement.status, Step.END)
    agreement.ended_at = clock.now()
    agreement.save(update_fields=["status", "ended_at"])
    _record("agreement.ended", agreement, by)


def take_back(agreement: Agreement, step: Step, *, by: User | None) -> AgreementVersion:
    """The version counts no more: the draft is open again. The caller holds the lock."""
    agreement.status = AGREEMENT.after(agreement.status, step)
    agreement.save(update_fields=["status"])
    version = counting_version(agreement)
    assert version is not None
    version.withdrawn_at = clock.now()
    version.save(update_fields=["withdrawn_at"])
    for signatory in version.signatories.all():
        revoke_links_of(("signatory", signatory.id), purpose=Purpose.SIGN_AGREEMENT, by=by)
        if step is Step.WITHDRAW:
            tell_withdrawn(signatory, by=by)
    return version


def _document(agreement: Agreement, signatories: Sequence[Signs], *, language: str) -> Document:
    draft = agreement.draft
    form, values = draft.tool, written(draft)
    clauses = [clause for clause in clauses_of(form, values, language) if not clause.is_empty]
    return Document(
        agreement=str(agreement.id),
        number=agreement.versions.count() + 1,
        language=language,
        title=agreement.collaboration.title,
        frozen_on=clock.today().isoformat(),
        tool=form.id,
        tool_version=form.version,
        parties=_parties(agreement, values.get(HEAD) or [], {s.actor.id: s for s in signatories}),
        clauses=tuple(clauses),
        values=values,
    )


def _parties(
    agreement: Agreement, rows: Sequence[dict[str, str]], signing: dict[UUID, Signs]
) -> tuple[DocumentParty, ...]:
    written = {str(row.get("organisation", "")).strip().casefold(): row for row in rows}
    parties = []
    for party in parties_of(agreement):
        if party.involvement != Involvement.PARTY and party.actor_id not in signing:
            continue
        row = written.get(party.actor.name.strip().casefold(), {})
        signs = signing.get(party.actor_id)
        parties.append(
            DocumentParty(
                actor=str(party.actor_id),
                name=party.actor.name,
                contact=row.get("contact", ""),
                email=row.get("email", ""),
                phone=row.get("phone", ""),
                signatory=signs.name.strip() if signs else "",
            )
        )
    return tuple(parties)


def _signatory(version: AgreementVersion, one: Signs) -> Signatory:
    return Signatory.objects.create(
        workspace_id=version.workspace_id,
        version=version,
        actor=one.actor,
        name=one.name.strip(),
        email=one.email.strip(),
        asked_at=version.frozen_at,
    )


def _record(event: str, agreement: Agreement, by: User) -> None:
    record(
        event,
        by=by,
        on=("agreement", agreement.id),
        workspace_id=agreement.workspace_id,
        related=[("collaboration", agreement.collaboration_id)],
    )
