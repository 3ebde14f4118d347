"""The dialogue as a stop on the thread: each party's own sheets, private until shared."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from brobygger.accounts.models import User
from brobygger.actors.models import Actor, Representation
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import Role, role_has
from brobygger.collaborations.authorization import parties_of_user
from brobygger.collaborations.domain.queries import sheets_seen_by
from brobygger.collaborations.models import (
    Collaboration,
    CollaborationSheet,
    Involvement,
    Party,
)
from brobygger.collaborations.parked import parked_lines
from brobygger.collaborations.stations import (
    Station,
    StationAction,
    StationLine,
    StationState,
    StationView,
)
from brobygger.workspaces.authorization import can_workspace

KEY, ORDER = "dialogue", 20


def dialogue_station() -> Station:
    """The station as the thread knows it."""
    return Station(
        KEY,
        gettext_lazy("Dialog"),
        ORDER,
        build_station,
        begun=lambda: CollaborationSheet.objects.filter(shared_at__isnull=False).values(
            "collaboration"
        ),
    )


def build_station(collaboration: Collaboration, user: User) -> StationView:
    """The sheets this person may read, and what their side can do now."""
    roles = parties_of_user(user, collaboration)
    writes = _actors_where(roles, Permission.PARTY_WRITE)
    decides = _actors_where(roles, Permission.SHEET_SHARE)
    links = sheets_seen_by(user, collaboration)
    open_now = collaboration.closed_at is None
    mine = {party.actor_id for party in roles}
    lines = [
        _line(link, mine=link.owner_id in mine, may_share=open_now and link.owner_id in decides)
        for link in links
    ]
    if open_now:
        lines += parked_lines(links, user, _actors_where(roles, Permission.SHEET_EDIT))
    begun = {link.owner_id for link in links}
    begin = StationAction(_begin_words(again=bool(begun & writes)), _start_url(collaboration))
    shared = any(link.shared_at for link in links)
    alone = _unreachable(collaboration, user) if open_now and not shared else None
    step = _next_step(links, _taking_part(roles) & writes, decides, begin) if open_now else None
    return StationView(
        StationState.DONE if shared else StationState.PRESENT,
        _alone_words(alone) if alone else _summary(links, shared=shared),
        lines=lines,
        actions=[begin, _ours()] if writes and open_now else [],
        next_step=_invite(alone) if alone else step,
    )


def _actors_where(roles: dict[Party, Role], permission: Permission) -> set[UUID]:
    return {party.actor_id for party, role in roles.items() if role_has(role, permission)}


def _taking_part(roles: dict[Party, Role]) -> set[UUID]:
    """Not the facilitator: it may have a sheet, but nobody waits for it."""
    return {party.actor_id for party in roles if party.involvement == Involvement.PARTY}


def _unreachable(collaboration: Collaboration, user: User) -> Actor | None:
    """A party nobody represents yet, for somebody who can invite."""
    if not can_workspace(user, collaboration.workspace, Permission.REPRESENTATIVE_INVITE):
        return None
    party = (
        collaboration.parties.filter(withdrew_at__isnull=True, actor__is_host=False)
        .exclude(actor__representations__in=Representation.objects.filter(ended_at__isnull=True))
        .select_related("actor__workspace")
        .order_by("actor__sort_name", "id")
        .first()
    )
    return party.actor if party else None


def _alone_words(actor: Actor) -> str:
    return _("Ingen fra {name} kan se samarbejdet endnu.").format(name=actor.name)


def _invite(actor: Actor) -> StationAction:
    url = reverse("actors:detail", args=[actor.workspace.slug, actor.id])
    label = _("Invitér {name}").format(name=actor.name)
    return StationAction(label, f"{url}#representatives", primary=True)


def _summary(links: list[CollaborationSheet], *, shared: bool) -> str:
    if shared:
        owners = sorted({link.owner.name for link in links if link.shared_at and link.owner})
        if not owners:
            return _("I har begyndt på et fælles ark.")
        return _("Delt: {names}.").format(names=", ".join(owners))
    if links:
        return _("Jeres ark er kun for jer, til I deler noget af det.")
    return _("Skriv ned, hvad I selv kan og vil. Kun I ser det, til I deler det.")


def _ours() -> StationAction:
    return StationAction(_("Vores ark"), reverse("collaborations:own_sheets"))


def _begin_words(*, again: bool) -> str:
    return _("Begynd et ark mere") if again else _("Begynd jeres ark")


def _start_url(collaboration: Collaboration) -> str:
    return reverse("collaborations:start_sheet", args=[collaboration.id])


def _next_step(
    links: list[CollaborationSheet], writes: set[UUID], decides: set[UUID], begin: StationAction
) -> StationAction | None:
    mine = [link for link in links if link.owner_id in writes]
    if not mine:
        return StationAction(begin.label, begin.url, primary=True) if writes else None
    if any(link.shared_at for link in mine):
        return None
    unshared = mine[0]
    if unshared.owner_id in decides and unshared.sheet.field_values.exists():
        return _share(unshared, primary=True)
    url = reverse("sheets:sheet", args=[unshared.sheet_id])
    return StationAction(_("Skriv videre på jeres ark"), url, primary=True)


def _line(link: CollaborationSheet, *, mine: bool, may_share: bool) -> StationLine:
    title = f"{link.sheet.title} · {link.owner.name}" if link.owner else link.sheet.title
    return StationLine(
        title,
        reverse("sheets:sheet", args=[link.sheet_id]),
        note=_note(link, mine=mine),
        actions=[_share(link)] if may_share else [],
    )


def _note(link: CollaborationSheet, *, mine: bool) -> str:
    if link.joint:
        return _("Fælles: alle parter skriver")
    if link.shared_at is None:
        return _("Kun jer")
    if not mine:
        return _("Delt med jer")
    count = len(link.shared_fields())
    return ngettext(
        "I deler ét felt. Kun I skriver", "I deler %(count)s felter. Kun I skriver", count
    ) % {"count": count}


def _share(link: CollaborationSheet, *, primary: bool = False) -> StationAction:
    url = reverse("collaborations:share_sheet", args=[link.collaboration_id, link.sheet_id])
    return StationAction(_("Vælg, hvad I deler"), url, primary=primary)
