"""Drafts of agreements among all the sheets a person may read."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.agreements.models import Agreement
from brobygger.collaborations.models import Collaboration, Party
from brobygger.sheets.finding import FindsWhole, Whose
from brobygger.sheets.models import Sheet


class DraftFinder(FindsWhole):
    """Read by everybody who speaks for a party."""

    def sheets(self, user: User, *, few: bool = False) -> Q:
        mine = Collaboration.objects.visible_to(user)
        return Q(pk__in=Agreement.objects.filter(collaboration__in=mine).values("draft"))

    def owned_by(self, word: str) -> Q:
        parties = Party.objects.filter(
            actor__search_name__contains=word, withdrew_at__isnull=True
        ).values("collaboration")
        return Q(pk__in=Agreement.objects.filter(collaboration__in=parties).values("draft"))

    def whose(self, user: User, sheets: Sequence[Sheet]) -> dict[UUID, Whose]:
        agreements = Agreement.objects.filter(draft__in=sheets)
        return {
            one.draft_id: Whose(
                readers=_("Alle parter skriver i den"),
                home=_("Aftale"),
                home_url=reverse("agreements:agreement", args=[one.collaboration_id]),
            )
            for one in agreements
        }
