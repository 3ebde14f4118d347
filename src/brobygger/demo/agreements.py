"""Agreements of the stories: some being written, one waiting for a name, some in force."""

from datetime import datetime, timedelta
from typing import Any

from brobygger.accounts.demo import DEMO_USERS
from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.agreements.domain.drafts import start_agreement
from brobygger.agreements.domain.freezing import Signs, freeze_agreement
from brobygger.agreements.domain.queries import signatories_of
from brobygger.agreements.domain.signing import record_signature
from brobygger.agreements.models import Agreement, AgreementVersion, IdentityLevel
from brobygger.collaborations.domain.contacts import contact_of
from brobygger.collaborations.models import Collaboration, Involvement
from brobygger.core import clock
from brobygger.demo.sheets import fill
from brobygger.followup.domain.meeting_sheets import begin_meeting_sheet
from brobygger.followup.domain.meetings import create_agreed_meetings
from brobygger.followup.models import StatusMeeting


def make_agreement(
    collaboration: Collaboration, story: dict[str, Any], actors: dict[str, Actor], by: User
) -> None:
    """Write, freeze and sign as far as the story goes."""
    start = clock.now()
    with clock.travel_to(start + timedelta(days=story["begun"])):
        agreement = start_agreement(collaboration=collaboration, by=by)
    # The days of the agreement count from today, so its fields are written today.
    fill(agreement.draft, story["fields"], by)
    if not (story.get("frozen") or story.get("signed")):
        return
    with clock.travel_to(start + timedelta(days=story["begun"] + 2)):
        version = freeze_agreement(
            agreement=agreement, signatories=_signatories(agreement, story, actors), by=by
        )
    if "signed" in story:
        _sign(version, all_of_them=True, first_day=start + timedelta(days=story["signed"]))
    else:
        _sign(version, all_of_them=False, first_day=start - timedelta(days=2))
    if "status" in story:
        _hold_first_meeting(version, story["status"], by)


def _signatories(
    agreement: Agreement, story: dict[str, Any], actors: dict[str, Actor]
) -> list[Signs]:
    named = {actors[key].id: (name, email) for key, (name, email) in story["signers"].items()}
    parties = agreement.collaboration.parties.filter(involvement=Involvement.PARTY)
    found = []
    for party in parties.select_related("actor"):
        contact = contact_of(party.actor)
        name, email = named.get(party.actor_id, (contact.name, contact.email))
        found.append(Signs(actor=party.actor, name=name, email=email))
    return found


def _sign(version: AgreementVersion, *, all_of_them: bool, first_day: datetime) -> None:
    """Everybody signs a day apart; or all but the one whom a demo visitor can be."""
    cast = {person.email for person in DEMO_USERS}
    signatories = [s for s in signatories_of(version) if all_of_them or s.email not in cast]
    for day, signatory in enumerate(signatories):
        with clock.travel_to(first_day + timedelta(days=day)):
            record_signature(
                signatory=signatory,
                name=signatory.name,
                shown_hash=version.content_hash,
                identity_level=IdentityLevel.EMAIL_CODE,
            )
    if all_of_them:
        # The worker would come to it today; in the story it happened the same day.
        with clock.travel_to(first_day + timedelta(days=len(signatories))):
            create_agreed_meetings(version.id)


def _hold_first_meeting(version: AgreementVersion, fields: dict[str, Any], by: User) -> None:
    """The parties met, took stock, and wrote what comes next."""
    meeting = StatusMeeting.objects.filter(agreement_version_id=version.id).earliest("starts_at")
    with clock.travel_to(meeting.starts_at):
        fill(begin_meeting_sheet(meeting=meeting, by=by), fields, by)
