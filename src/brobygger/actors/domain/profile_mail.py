"""Asking somebody to look the profile through, and telling the workspace what they want of it."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.actors.enums import ProfileWish
from brobygger.actors.exceptions import NotAContact, RingInstead
from brobygger.actors.models import Actor
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import Role, role_has
from brobygger.core import clock
from brobygger.core.ids import new_id
from brobygger.links.domain.links import issue_link
from brobygger.links.domain.queries import LiveLink, live_links_to
from brobygger.links.models import AccessLink, Purpose
from brobygger.notifications.domain.notify import Recipient, absolute_url, notify
from brobygger.notifications.domain.requests import RequestAllowance, allowances
from brobygger.notifications.models import Notification, NotificationStatus
from brobygger.workspaces.authorization import can_workspace, check_workspace
from brobygger.workspaces.models import Membership

LINK_TIME = timedelta(days=30)


@dataclass(frozen=True)
class Addressee:
    """Somebody who can be asked to look the profile through."""

    name: str
    email: str
    title: str = ""


def addressees(actor: Actor) -> list[Addressee]:
    """The actor's contact persons with an address, and its own address; each address once."""
    people = [
        Addressee(person.name, person.email, person.title)
        for person in actor.contact_persons.all()
        if person.email
    ]
    if actor.email:
        people.append(Addressee("", actor.email))
    return list({one.email.casefold(): one for one in reversed(people)}.values())[::-1]


def addressees_asked(actor: Actor) -> list[tuple[Addressee, RequestAllowance]]:
    """The same, with how often each has been asked by anybody."""
    people = addressees(actor)
    asked = allowances([one.email for one in people]) if people else {}
    return [(one, asked[one.email]) for one in people]


@transaction.atomic
def ask_for_profile(*, actor: Actor, email: str, by: User) -> Notification:
    """Send one of the actor's people a link to its profile, good for thirty days.

    It counts as a request to that person. Raises PermissionDenied, NotAContact, AskedEnough,
    and RingInstead when mails of this kind do not reach them: nothing is sent or counted then.
    """
    check_workspace(by, actor.workspace, Permission.ACTOR_EDIT)
    wanted = email.strip().casefold()
    person = next((one for one in addressees(actor) if one.email.casefold() == wanted), None)
    if person is None or actor.deleted_at is not None:
        raise NotAContact
    expires_at = clock.now() + LINK_TIME
    link, token = issue_link(
        purpose=Purpose.PROFILE,
        subject=("actor", actor.pk),
        by=by,
        expires_at=expires_at,
        workspace_id=actor.workspace_id,
        email=person.email,
    )
    mail = notify(
        "profile_request",
        to=Recipient.at(person.email, person.name),
        context={
            "actor": actor.name,
            "workspace": actor.workspace.name,
            "by": str(by),
            "url": absolute_url(reverse("actors:profile", args=[token])),
            "until": expires_at,
        },
        key=f"profile_request:{link.pk}",
    )
    if mail.status == NotificationStatus.DROPPED:
        raise RingInstead(_("Personen vil ikke have den slags mails."))
    if mail.status == NotificationStatus.HELD:
        raise RingInstead(_("Mails til adressen kommer retur."))
    record(
        "profile.asked",
        by=by,
        on=("actor", actor.pk),
        workspace_id=actor.workspace_id,
        related=[("link", link.pk)],
    )
    return mail


def profile_links(actor: Actor) -> list[LiveLink]:
    """The links that still open the profile, newest first."""
    return live_links_to("actor", [actor.pk], Purpose.PROFILE)


def may_close_profile_link(link: AccessLink, user: User) -> bool:
    """Whether the person may close a link to a profile: whoever may send one."""
    actor = Actor.objects.filter(pk=link.subject_id).select_related("workspace").first()
    may_edit = actor is not None and can_workspace(user, actor.workspace, Permission.ACTOR_EDIT)
    return may_edit and link.purpose == Purpose.PROFILE


def page_of_profile_link(link: AccessLink) -> str:
    """Where the links to a profile are listed."""
    actor = Actor.objects.select_related("workspace").get(pk=link.subject_id)
    return reverse("actors:detail", args=[actor.workspace.slug, actor.pk]) + "#profile"


def tell_coordinators(actor: Actor, *, wish: ProfileWish, words: str, who: str) -> None:
    """Mail those who look after the register what the actor has asked for."""
    roles = [role for role in Role if role_has(role, Permission.REPRESENTATIVE_INVITE)]
    members = Membership.objects.filter(workspace_id=actor.workspace_id, role__in=roles)
    occurrence = new_id()
    for member in members.select_related("user").order_by("id"):
        notify(
            "profile_wish",
            to=Recipient.of_user(member.user),
            context={
                "actor": actor.name,
                "wish": wish.label,
                "words": words,
                "who": who or _("en, der har linket"),
                "url": absolute_url(
                    reverse("actors:detail", args=[actor.workspace.slug, actor.pk])
                ),
            },
            key=f"profile_wish:{occurrence}:{member.pk}",
        )
