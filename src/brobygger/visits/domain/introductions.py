"""Two are put in touch: proposed on a visit, offered in the thank-you, answered by each side.

What is passed on of a person is what that person has chosen, after their own yes. An organisation's
own number stands in the register for all to ring, so there the visited side's yes is enough.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.actors.domain.data import ActorData
from brobygger.actors.domain.rows import data_of
from brobygger.actors.domain.visibility import visible_data
from brobygger.actors.enums import ActorKind, RelationKind, Visibility
from brobygger.actors.models import Actor, ContactPerson, Relation
from brobygger.audit.record import ObjectRef, record
from brobygger.audit.timeline import LINK
from brobygger.authorization.permissions import Permission
from brobygger.core import clock
from brobygger.core.templatetags.brobygger import short_day
from brobygger.links.domain.links import issue_link, revoke_links_of
from brobygger.links.models import Purpose
from brobygger.notifications.domain.notify import Recipient, absolute_url, notify
from brobygger.notifications.domain.requests import requests_left
from brobygger.visits.domain.visits import locked as locked_visit
from brobygger.visits.enums import IntroductionStatus, ThanksStatus
from brobygger.visits.exceptions import NoLongerTwo, NotInRegister
from brobygger.visits.models import Introduction, Thanks, Visit
from brobygger.visits.policies import (
    INTRODUCTION,
    VISIT,
    IntroductionStep,
    VisitStep,
)
from brobygger.workspaces.authorization import check_workspace

KIND = "introduction"
LINK_TIME = timedelta(days=30)
# One person is behind these, whoever the register names.
PERSONAL = (ActorKind.ENTHUSIAST, ActorKind.INFORMAL_GROUP)


@dataclass(frozen=True)
class Voice:
    """Who answers: somebody with a link, or one of us who has asked by telephone."""

    by: User | None = None
    link_id: UUID | None = None


@dataclass(frozen=True)
class Shares:
    """What one side has chosen that the other gets."""

    name: str = ""
    email: str = ""
    phone: str = ""


def is_personal(introduction: Introduction) -> bool:
    """Whether a person stands at the other end, who must say yes first."""
    if introduction.contact_id is not None or introduction.other.kind in PERSONAL:
        return True
    open_ways = shown_of(introduction.other)
    return open_ways is None or not (open_ways.phone or open_ways.email or open_ways.website)


def shown_of(actor: Actor) -> ActorData | None:
    """What everybody may know of an actor, which is all the other side sees of it beforehand."""
    return visible_data(data_of(actor), Visibility.PUBLIC)


@transaction.atomic
def propose(
    *,
    visit: Visit,
    other: Actor,
    by: User,
    contact: ContactPerson | None = None,
    why: str = "",
) -> Introduction:
    """Write down that the one visited might like to know another. Nobody is told yet.

    Raises PermissionDenied, NotNow, NotInRegister. The same other twice answers what is there.
    """
    visit = locked_visit(visit, by)
    VISIT.after(visit.status, VisitStep.WRITE)
    known = other.workspace_id == visit.workspace_id and other.deleted_at is None
    if not known or other.pk == visit.actor_id:
        raise NotInRegister
    if contact is not None and contact.actor_id != other.pk:
        raise NotInRegister
    present = visit.introductions.exclude(status=IntroductionStatus.WITHDRAWN)
    if found := present.filter(other=other).first():
        return found
    introduction = Introduction.objects.create(
        workspace_id=visit.workspace_id,
        visit=visit,
        other=other,
        contact=contact,
        why=why.strip(),
        created_by=by,
    )
    _record("introduction.proposed", introduction, Voice(by))
    return introduction


@transaction.atomic
def withdraw(*, introduction: Introduction, by: User) -> Introduction:
    """Take it back before both have said yes; links to it open nothing any more.

    Raises PermissionDenied, NotNow.
    """
    introduction = _locked(introduction)
    _check(introduction, Voice(by))
    _step(introduction, IntroductionStep.WITHDRAW)
    _forget(introduction)
    introduction.save()
    revoke_links_of((KIND, introduction.pk), purpose=Purpose.INTRODUCTION, by=by)
    _record("introduction.withdrawn", introduction, Voice(by))
    return introduction


@transaction.atomic
def accept(*, introduction: Introduction, shares: Shares, voice: Voice) -> Introduction:
    """The one visited says yes, and has chosen what the other gets.

    Is a person at the other end, that person is asked now; their answer decides. Else both get
    each other's ways to reach them at once. Raises PermissionDenied, NotNow, NoLongerTwo.
    """
    introduction = _locked(introduction)
    _check(introduction, voice)
    _check_both_there(introduction)
    personal = is_personal(introduction)
    _step(introduction, IntroductionStep.ACCEPT if personal else IntroductionStep.ACCEPT_AT_ONCE)
    introduction.visited_name = shares.name
    introduction.visited_email = shares.email
    introduction.visited_phone = shares.phone
    introduction.visited_answered_at = clock.now()
    _record("introduction.accepted", introduction, voice)
    if personal:
        _ask_other(introduction)
    else:
        _connect(introduction)
    introduction.save()
    return introduction


@transaction.atomic
def decline(*, introduction: Introduction, voice: Voice) -> Introduction:
    """The one visited says no, or takes its yes back. The other hears nothing.

    Raises PermissionDenied, NotNow.
    """
    introduction = _locked(introduction)
    _check(introduction, voice)
    _step(introduction, IntroductionStep.DECLINE)
    introduction.visited_answered_at = clock.now()
    _forget(introduction)
    introduction.save()
    revoke_links_of((KIND, introduction.pk), purpose=Purpose.INTRODUCTION, by=voice.by)
    _record("introduction.declined", introduction, voice)
    return introduction


@transaction.atomic
def other_accepts(*, introduction: Introduction, shares: Shares, voice: Voice) -> Introduction:
    """The other says yes too: each gets what the other has chosen.

    Raises PermissionDenied, NotNow, NoLongerTwo.
    """
    introduction = _locked(introduction)
    _check(introduction, voice)
    _check_both_there(introduction)
    _step(introduction, IntroductionStep.OTHER_ACCEPTS)
    introduction.other_name = shares.name
    introduction.other_email = shares.email
    introduction.other_phone = shares.phone
    _record("introduction.accepted_by_other", introduction, voice)
    _connect(introduction)
    introduction.save()
    return introduction


@transaction.atomic
def other_declines(*, introduction: Introduction, voice: Voice) -> Introduction:
    """The other says no: nobody gets anything, and what was chosen is forgotten.

    Raises PermissionDenied, NotNow.
    """
    introduction = _locked(introduction)
    _check(introduction, voice)
    _step(introduction, IntroductionStep.OTHER_DECLINES)
    introduction.other_answered_at = clock.now()
    _forget(introduction)
    introduction.save()
    _record("introduction.declined_by_other", introduction, voice)
    return introduction


def address_of_visited(introduction: Introduction) -> Recipient | None:
    """Where the one visited is written to."""
    visit = introduction.visit
    thanks = Thanks.objects.filter(visit=visit, status=ThanksStatus.SENT).first()
    if thanks is not None and thanks.to_email:
        return Recipient.at(thanks.to_email, thanks.to_name)
    return _address(visit.contact, visit.actor)


def address_of_other(introduction: Introduction) -> Recipient | None:
    """Where the other is written to."""
    return _address(introduction.contact, introduction.other)


def own_shares(contact: ContactPerson | None, actor: Actor) -> Shares:
    """What stands in the register of a side, for it to choose from."""
    if contact is not None:
        return Shares(contact.name, contact.email, contact.phone)
    return Shares(actor.name, actor.email, actor.phone)


def shares_known_to(email: str, contact: ContactPerson | None, actor: Actor) -> Shares:
    """The same for somebody with a link: only what stands in the register by their own address.

    A mail may have been sent to anybody, and people leave; nobody reads another's number by it.
    """
    mine = email.casefold()
    if contact is not None and mine and contact.email.casefold() == mine:
        return own_shares(contact, actor)
    if mine and actor.email.casefold() == mine:
        return own_shares(None, actor)
    return Shares(email=email)


def both_there(introduction: Introduction) -> bool:
    """Whether both still stand in the register, and are not one by now."""
    visited, other = introduction.visit.actor, introduction.other
    there = visited.deleted_at is None and other.deleted_at is None
    return there and visited.pk != other.pk


def _address(contact: ContactPerson | None, actor: Actor) -> Recipient | None:
    if contact is not None and contact.email:
        return Recipient.at(contact.email, contact.name)
    return Recipient.at(actor.email) if actor.email else None


def _locked(introduction: Introduction) -> Introduction:
    return (
        Introduction.objects.select_for_update(of=("self",))
        .select_related("visit__actor", "visit__workspace", "visit__contact", "other", "contact")
        .get(pk=introduction.pk)
    )


def _check(introduction: Introduction, voice: Voice) -> None:
    if voice.by is not None:
        check_workspace(voice.by, introduction.visit.workspace, Permission.VISIT_WRITE)


def _check_both_there(introduction: Introduction) -> None:
    if not both_there(introduction):
        raise NoLongerTwo


def _step(introduction: Introduction, step: IntroductionStep) -> None:
    introduction.status = INTRODUCTION.after(introduction.status, step)


def _ask_other(introduction: Introduction) -> None:
    """Ask the person at the other end by mail; one who has been asked enough is rung to."""
    to = address_of_other(introduction)
    if to is None or not requests_left(to.email).left:
        return
    expires_at = clock.now() + LINK_TIME
    link, token = issue_link(
        purpose=Purpose.INTRODUCTION,
        subject=(KIND, introduction.pk),
        by=introduction.created_by,
        expires_at=expires_at,
        workspace_id=introduction.workspace_id,
        email=to.email,
    )
    notify(
        "introduction_request",
        to=to,
        context={
            **_context(introduction),
            "url": absolute_url(reverse("visits:introduction_link", args=[token])),
            "until": expires_at,
        },
        key=f"introduction_request:{link.pk}",
    )
    introduction.other_asked_at = clock.now()


def _connect(introduction: Introduction) -> None:
    """Each gets what the other has chosen, and the register knows that they know each other."""
    introduction.other_answered_at = clock.now()
    visit, other = introduction.visit, introduction.other
    visited = Shares(
        introduction.visited_name, introduction.visited_email, introduction.visited_phone
    )
    website = ""
    # A contact person who has answered may have left the register since: their word counts.
    if is_personal(introduction) or introduction.other_email or introduction.other_phone:
        theirs = Shares(introduction.other_name, introduction.other_email, introduction.other_phone)
    else:
        open_ways = shown_of(other)
        assert open_ways is not None  # or a person would have been asked
        theirs = Shares(other.name, open_ways.email, open_ways.phone)
        website = open_ways.website
    _tell(introduction, address_of_visited(introduction), other, theirs, "visited", website)
    _tell(introduction, address_of_other(introduction), visit.actor, visited, "other")
    _write_relation(introduction)
    _record("introduction.connected", introduction, Voice(introduction.created_by))


def _tell(
    introduction: Introduction,
    to: Recipient | None,
    who: Actor,
    shares: Shares,
    side: str,
    website: str = "",
) -> None:
    if to is None:
        return
    notify(
        "introduced",
        to=to,
        context={
            **_context(introduction),
            "who": who.name,
            "shares": shares,
            "website": website,
        },
        key=f"introduced:{introduction.pk}:{side}",
    )


def _write_relation(introduction: Introduction) -> None:
    one, two = introduction.visit.actor_id, introduction.other_id
    between = Q(actor_a=one, actor_b=two) | Q(actor_a=two, actor_b=one)
    if not Relation.objects.filter(between, kind=RelationKind.KNOWS).exists():
        Relation.objects.create(
            workspace_id=introduction.workspace_id,
            actor_a_id=one,
            actor_b_id=two,
            kind=RelationKind.KNOWS,
            note=_("Sat i forbindelse %(day)s") % {"day": short_day(clock.today())},
        )


def _forget(introduction: Introduction) -> None:
    for side in ("visited", "other"):
        for what in ("name", "email", "phone"):
            setattr(introduction, f"{side}_{what}", "")


def _context(introduction: Introduction) -> dict[str, object]:
    visit = introduction.visit
    known = shown_of(visit.actor)
    return {
        "visited": visit.actor.name,
        "other": introduction.shown_as,
        "about": known.description if known else "",
        "why": introduction.why,
        "workspace": visit.workspace.name,
        "by": str(introduction.created_by or visit.workspace.name),
    }


def _record(event: str, introduction: Introduction, voice: Voice) -> None:
    related: list[ObjectRef] = [
        ("actor", introduction.visit.actor_id),
        ("actor", introduction.other_id),
    ]
    if voice.link_id:
        related.append((LINK, voice.link_id))
    record(
        event,
        by=voice.by,
        on=("visit", introduction.visit_id),
        workspace_id=introduction.workspace_id,
        related=related,
    )
