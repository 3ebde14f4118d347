"""The dialogue as a stop on the thread: each party's own sheets, private until shared."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brobygger.accounts.models import User
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import role_has
from brobygger.collaborations.authorization import parties_of_user
from brobygger.collaborations.domain.queries import sheets_seen_by
from brobygger.collaborations.models import Collaboration, CollaborationSheet
from brobygger.collaborations.stations import (
    Station,
    StationAction,
    StationLine,
    StationState,
    StationView,
)

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
    roles = {party.actor_id: role for party, role in parties_of_user(user, collaboration).items()}
    writes = {key for key, role in roles.items() if role_has(role, Permission.PARTY_WRITE)}
    decides = {key for key, role in roles.items() if role_has(role, Permission.PARTY_SHARE)}
    links = sheets_seen_by(user, collaboration)
    open_now = collaboration.closed_at is None
    lines = [
        _line(link, mine=link.owner_id in roles, may_share=open_now and link.owner_id in decides)
        for link in links
    ]
    begun = {link.owner_id for link in links}
    begin = StationAction(_begin_words(again=bool(begun & writes)), _start_url(collaboration))
    shared = any(link.shared_at for link in links)
    return StationView(
        StationState.DONE if shared else StationState.PRESENT,
        _summary(links, shared=shared),
        lines=lines,
        actions=[begin] if writes and open_now else [],
        next_step=_next_step(links, writes, decides, begin) if open_now else None,
    )


def _summary(links: list[CollaborationSheet], *, shared: bool) -> str:
    if shared:
        owners = sorted({link.owner.name for link in links if link.shared_at})
        return _("Delt med alle: {names}.").format(names=", ".join(owners))
    if links:
        return _("Jeres ark er kun for jer, til I deler det.")
    return _("Skriv ned, hvad I selv kan og vil. Kun I ser det, til I deler det.")


def _begin_words(*, again: bool) -> str:
    return _("Begynd et ark mere") if again else _("Begynd jeres ark")


def _start_url(collaboration: Collaboration) -> str:
    return reverse("collaborations:start_sheet", args=[collaboration.id])


def _next_step(
    links: list[CollaborationSheet], writes: set[object], decides: set[object], begin: StationAction
) -> StationAction | None:
    mine = [link for link in links if link.owner_id in writes]
    if not mine:
        return StationAction(begin.label, begin.url, primary=True) if writes else None
    unshared = next((link for link in mine if link.shared_at is None), None)
    if unshared is None:
        return None
    if unshared.owner_id in decides and unshared.sheet.field_values.exists():
        return _share(unshared, primary=True)
    url = reverse("sheets:sheet", args=[unshared.sheet_id])
    return StationAction(_("Skriv videre på jeres ark"), url, primary=True)


def _line(link: CollaborationSheet, *, mine: bool, may_share: bool) -> StationLine:
    actions = []
    if may_share:
        actions.append(_unshare(link) if link.shared_at else _share(link))
    return StationLine(
        link.sheet.title,
        reverse("sheets:sheet", args=[link.sheet_id]),
        note=_note(link, mine=mine),
        actions=actions,
    )


def _note(link: CollaborationSheet, *, mine: bool) -> str:
    if link.shared_at is None:
        return _("Kun jer")
    return _("Delt med alle, I skriver") if mine else _("Delt med jer")


def _share(link: CollaborationSheet, *, primary: bool = False) -> StationAction:
    url = reverse("collaborations:share_sheet", args=[link.collaboration_id, link.sheet_id])
    return StationAction(_("Del arket med alle"), url, post=True, primary=primary)


def _unshare(link: CollaborationSheet) -> StationAction:
    url = reverse("collaborations:unshare_sheet", args=[link.collaboration_id, link.sheet_id])
    return StationAction(_("Stop med at dele"), url, post=True)
