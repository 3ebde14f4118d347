"""What a collaboration already says, for sheets that begin from it."""

from collections.abc import Sequence

from brobygger.actors.domain.visibility import Told
from brobygger.actors.enums import Visibility
from brobygger.actors.models import Actor
from brobygger.catalog.vocabularies import vocabulary
from brobygger.collaborations.domain.contacts import contact_told
from brobygger.collaborations.models import Collaboration, Involvement, Party
from brobygger.sheets.domain.sheets import Facts


def facts_of(collaboration: Collaboration) -> Facts:
    """Title, purpose, parties with their contact, and the groups they have in common."""
    parties = list(
        Party.objects.filter(
            collaboration=collaboration,
            withdrew_at__isnull=True,
            involvement=Involvement.PARTY,
        )
        .select_related("actor")
        .order_by("actor__sort_name", "id")
    )
    return Facts(
        origin=("collaboration", collaboration.id),
        known={
            "title": collaboration.title,
            "purpose": collaboration.purpose,
            "target_groups": _common_target_groups(parties),
            "parties": [_row(party) for party in parties],
        },
    )


def _row(party: Party) -> dict[str, str]:
    contact = contact_told(party.actor)
    return {
        "organisation": party.actor.name,
        "contact": contact.name,
        "email": contact.email,
        "phone": contact.phone,
    }


def _groups_told(actor: Actor) -> Sequence[str]:
    """Whom an actor is there for, as far as the others may know."""
    told = Told.of(actor, Visibility.PARTIES)
    return actor.target_groups if told.field("target_groups") else ()


def _common_target_groups(parties: Sequence[Party]) -> str:
    """The groups at least two parties say they are there for."""
    terms = [term for party in parties for term in _groups_told(party.actor)]
    common = list(dict.fromkeys(term for term in terms if terms.count(term) > 1))
    words = vocabulary("target_groups")
    return ", ".join(words.label(term) for term in common)
