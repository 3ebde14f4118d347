"""The agreement as a stop on the thread of a collaboration."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from brobygger.accounts.models import User
from brobygger.agreements.domain.freezing import blockers_of
from brobygger.agreements.domain.queries import agreement_of, counting_version, signatories_of
from brobygger.agreements.models import Agreement, AgreementStatus, AgreementVersion
from brobygger.authorization.permissions import Permission
from brobygger.collaborations.authorization import can_party
from brobygger.collaborations.models import Collaboration
from brobygger.collaborations.stations import (
    Station,
    StationAction,
    StationLine,
    StationState,
    StationView,
)
from brobygger.core.templatetags.brobygger import short_day

KEY, ORDER = "agreement", 30


def agreement_station() -> Station:
    """The station as the thread knows it."""
    return Station(
        KEY,
        gettext_lazy("Aftale"),
        ORDER,
        build_station,
        begun=lambda: Agreement.objects.values("collaboration"),
    )


def build_station(collaboration: Collaboration, user: User) -> StationView:
    """How far the parties are with their agreement, and what this person can do about it."""
    url = reverse("agreements:agreement", args=[collaboration.id])
    agreement = agreement_of(collaboration)
    if agreement is None:
        return _not_begun(url, may_write=can_party(user, collaboration, Permission.PARTY_WRITE))
    version = counting_version(agreement)
    match AgreementStatus(agreement.status):
        case AgreementStatus.DRAFT:
            return _draft(agreement, user, url)
        case AgreementStatus.SIGNING:
            assert version is not None
            return _signing(version, user, url)
        case AgreementStatus.IN_FORCE:
            assert version is not None
            return _in_force(agreement, version, url)
        case AgreementStatus.ENDED:
            return StationView(
                StationState.DONE,
                _("Aftalen er slut."),
                lines=[StationLine(_("Læs aftalen"), url)],
            )


def _not_begun(url: str, *, may_write: bool) -> StationView:
    begin = StationAction(_("Begynd aftalen"), url)
    return StationView(
        StationState.AHEAD,
        _("I har ingen aftale endnu. Den skrives ud fra det, I allerede har sagt."),
        actions=[begin] if may_write else [],
    )


def _draft(agreement: Agreement, user: User, url: str) -> StationView:
    missing = len(blockers_of(agreement))
    summary = (
        ngettext(
            "Udkastet mangler %(number)s ting, før I kan skrive under.",
            "Udkastet mangler %(number)s ting, før I kan skrive under.",
            missing,
        )
        % {"number": missing}
        if missing
        else _("Udkastet er klar. Nu kan I skrive under.")
    )
    step = None
    if missing and can_party(user, agreement.collaboration, Permission.PARTY_WRITE):
        step = StationAction(_("Skriv i aftalen"), url, primary=True)
    elif not missing and can_party(user, agreement.collaboration, Permission.AGREEMENT_FREEZE):
        step = StationAction(_("Gør aftalen klar til underskrift"), url, primary=True)
    return StationView(
        StationState.PRESENT,
        summary,
        lines=[StationLine(_("Udkast til aftale"), url, note=_("Alle parter skriver i det"))],
        actions=[step] if step else [],
        next_step=step,
    )


def _signing(version: AgreementVersion, user: User, url: str) -> StationView:
    people = signatories_of(version)
    signed = sum(1 for one in people if one.signed_at)
    mine = any(
        one.email.casefold() == user.email.casefold() and not one.signed_at for one in people
    )
    step = StationAction(
        _("Læs aftalen, og skriv under") if mine else _("Se, hvem der mangler"), url, primary=mine
    )
    return StationView(
        StationState.PRESENT,
        _("%(signed)s af %(all)s har skrevet under.") % {"signed": signed, "all": len(people)},
        lines=[
            StationLine(
                one.actor.name,
                note=_("Skrev under %(day)s") % {"day": short_day(one.signed_at)}
                if one.signed_at
                else _("Mangler: %(name)s") % {"name": one.name},
            )
            for one in people
        ],
        actions=[step],
        next_step=step if mine else None,
    )


def _in_force(agreement: Agreement, version: AgreementVersion, url: str) -> StationView:
    pdf = reverse("agreements:pdf", args=[agreement.collaboration_id, version.number])
    return StationView(
        StationState.DONE,
        _("Alle har skrevet under. Aftalen gælder."),
        lines=[
            StationLine(
                _("Samarbejdsaftalen"),
                url,
                note=_("Gælder fra %(day)s") % {"day": short_day(version.in_force_at)},
            ),
            StationLine(_("Aftalen som PDF"), pdf),
        ],
    )
