"""Who may see and write in the draft of an agreement: all parties, while it is a draft."""

from django.urls import reverse
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.agreements.models import Agreement, AgreementStatus
from brobygger.authorization.permissions import Permission
from brobygger.collaborations.authorization import can_party
from brobygger.core.asking import once
from brobygger.sheets.access import ReadWhole
from brobygger.sheets.models import Sheet


class DraftPolicy(ReadWhole):
    """The answers of this room for sheets of the kind "agreement"."""

    def can_view(self, user: User, sheet: Sheet) -> bool:
        """Every party sees it."""
        agreement = _agreement_of(sheet)
        return agreement is not None and can_party(
            user, agreement.collaboration, Permission.PARTY_VIEW
        )

    def can_edit(self, user: User, sheet: Sheet) -> bool:
        """Every party writes, until the text is locked for signing."""
        agreement = _agreement_of(sheet)
        return (
            agreement is not None
            and agreement.status == AgreementStatus.DRAFT
            and agreement.collaboration.closed_at is None
            and can_party(user, agreement.collaboration, Permission.PARTY_WRITE)
        )

    def can_rename(self, user: User, sheet: Sheet) -> bool:
        """An agreement is called what the collaboration is called."""
        return False

    def whose(self, sheet: Sheet) -> tuple[str, str]:
        """Everybody's."""
        return "", _("Alle parter skriver i den")

    def home(self, sheet: Sheet) -> tuple[str, str]:
        """Back to the agreement."""
        agreement = _agreement_of(sheet)
        assert agreement is not None
        return _("Aftale"), reverse("agreements:agreement", args=[agreement.collaboration_id])


def _agreement_of(sheet: Sheet) -> Agreement | None:
    drafted = Agreement.objects.select_related("collaboration").filter(draft=sheet)
    return once(("agreement of", sheet.pk), drafted.first)
