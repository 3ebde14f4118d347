"""Who is told about a meeting."""

from brobygger.actors.domain.uniting import also_signed_as
from brobygger.actors.models import Representation
from brobygger.agreements.models import Signatory
from brobygger.authorization.permissions import Permission
from brobygger.collaborations.authorization import can_party
from brobygger.collaborations.domain.contacts import contact_of
from brobygger.collaborations.models import Collaboration, Involvement, Party
from brobygger.followup.models import StatusMeeting
from brobygger.notifications.domain.notify import Recipient


def people_of(meeting: StatusMeeting) -> list[Recipient]:
    """Signatories, representatives and contact persons of the parties, each address once.

    Those of a party that has withdrawn are left in peace. Of the municipality that only helps it
    on its way, the one who opened the collaboration is told.
    """
    collaboration = meeting.collaboration
    parties = list(
        Party.objects.filter(collaboration=collaboration, withdrew_at__isnull=True)
        .select_related("actor")
        .order_by("actor__sort_name", "id")
    )
    actor_ids = [party.actor_id for party in parties]
    signatories = Signatory.objects.filter(
        version_id=meeting.agreement_version_id, actor_id__in=also_signed_as(actor_ids)
    ).order_by("actor__sort_name", "id")
    found = [Recipient.at(one.email, one.signed_name or one.name) for one in signatories]
    represented = Representation.objects.filter(
        actor_id__in=actor_ids, ended_at__isnull=True, user__is_active=True
    ).select_related("user")
    found += [Recipient.of_user(one.user) for one in represented.order_by("user__email")]
    for party in parties:
        contact = contact_of(party.actor)
        if party.involvement == Involvement.PARTY and contact.email:
            found.append(Recipient.at(contact.email, contact.name))
    found += _opener(collaboration)
    return list({one.email.casefold(): one for one in reversed(found)}.values())[::-1]


def signatories_of(meeting: StatusMeeting | None) -> list[Signatory]:
    """Those who signed for the parties of a meeting, whose addresses all parties know."""
    if meeting is None:
        return []
    return list(
        Signatory.objects.filter(version_id=meeting.agreement_version_id).order_by("name", "id")
    )


def _opener(collaboration: Collaboration) -> list[Recipient]:
    opener = collaboration.opened_by
    if opener is None or not can_party(opener, collaboration, Permission.PARTY_WRITE):
        return []
    return [Recipient.of_user(opener)]
