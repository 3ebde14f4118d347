"""Which threads most likely wait for a person: asked in one query, before any thread is built."""

from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from brobygger.accounts.models import User
from brobygger.actors.domain.representation import actors_represented_by
from brobygger.actors.models import Representation
from brobygger.agreements.models import Agreement, AgreementStatus, Signatory
from brobygger.collaborations.models import (
    Collaboration,
    CollaborationSheet,
    Involvement,
    Party,
)


def most_urgent_first(collaborations: QuerySet[Collaboration], user: User) -> QuerySet[Any]:
    """Running collaborations: my signature first, then drafts, then what my side can begin.

    Those that wait for others, or for nobody, come last; newer before older.
    """
    here = {"collaboration": OuterRef("id")}
    signature = Signatory.objects.filter(
        version__agreement__collaboration=OuterRef("id"),
        version__agreement__status=AgreementStatus.SIGNING,
        version__withdrawn_at__isnull=True,
        signed_at__isnull=True,
        email__iexact=user.email,
    )
    live = Agreement.objects.filter(**here).exclude(status=AgreementStatus.ENDED)
    taking_part = Party.objects.filter(**here, withdrew_at__isnull=True)
    mine = taking_part.filter(
        involvement=Involvement.PARTY, actor__in=actors_represented_by(user).values("id")
    )
    somebody = Representation.objects.filter(actor=OuterRef("actor"), ended_at__isnull=True)
    unreachable = taking_part.filter(~Exists(somebody), actor__is_host=False)
    shared = CollaborationSheet.objects.filter(**here, shared_at__isnull=False)
    may_begin = Q(Exists(mine)) | Q(Exists(unreachable)) | Q(Exists(shared))
    urgency = Case(
        When(Exists(signature), then=Value(0)),
        When(Exists(live.filter(status=AgreementStatus.DRAFT)), then=Value(1)),
        When(~Exists(live) & may_begin, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    running = collaborations.filter(closed_at__isnull=True).select_related("workspace")
    return running.annotate(urgency=urgency).order_by("urgency", "-opened_at", "-id")
