"""One row of every table with a rule, for the tests that walk data_retention.yaml."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from brobygger.actors.domain.imports import cancel_import, receive_file
from brobygger.actors.models import Actor, ImportLine, Representation, SavedFilter
from brobygger.agreements.domain.freezing import end_agreement
from brobygger.agreements.models import Agreement, Signatory
from brobygger.audit.models import AuditEvent
from brobygger.audit.record import record
from brobygger.collaborations.domain.collaborations import close_collaboration
from brobygger.core import clock
from brobygger.core.ids import new_id
from brobygger.efforts.enums import EffortStatus
from brobygger.links.domain.links import issue_link
from brobygger.links.models import Purpose
from brobygger.matching.domain.resting import let_rest
from brobygger.matching.models import RestingSuggestion
from brobygger.privacy.models import PersonExport
from brobygger.sheets.domain.commands import SetText, apply
from brobygger.sheets.models import Comment, FieldRevision, Photo, RivalText
from brobygger.toolbox.models import WorkspaceTool
from brobygger.visits.domain.resting import let_rest as leave_in_peace
from brobygger.visits.enums import IntroductionStatus
from brobygger.visits.models import RestingVisit
from brobygger.workspaces.models import Workspace, WorkspaceKind
from tests.factories.actors import make_actor
from tests.factories.agreements import make_in_force
from tests.factories.collaborations import make_collaboration, make_representative
from tests.factories.efforts import make_effort
from tests.factories.people import make_member, make_user
from tests.factories.visits import make_held


def _workspace() -> Workspace:
    # No authority: nothing waits for an archive.
    found, _ = Workspace.objects.get_or_create(
        slug="boligen", defaults={"name": "Boligen", "kind": WorkspaceKind.HOUSING_SOCIAL_PLAN}
    )
    return found


def _coordinator() -> Any:
    return make_member(_workspace(), "administrator")


def _batch() -> Any:
    by = _coordinator()
    batch = receive_file(
        workspace=_workspace(), file_name="a.csv", content=b"Navn\nAnna And\n", by=by
    )
    cancel_import(batch, by=by)
    batch.refresh_from_db()
    batch.content, batch.result = b"Navn", {"kept": [1], "rows": 3}
    batch.save()
    return batch


def _line() -> Any:
    return ImportLine.objects.create(
        batch=_batch(), number=1, file_name="a.csv", row=1, outcome="new"
    )


def _collaboration() -> Any:
    by = _coordinator()
    collaboration = make_collaboration(_workspace(), by=by)
    close_collaboration(collaboration=collaboration, by=by)
    return collaboration


def _agreement() -> Any:
    by = _coordinator()
    collaboration = make_collaboration(_workspace(), by=by)
    agreement = make_in_force(collaboration, by).agreement
    end_agreement(agreement=agreement, by=by)
    return Agreement.objects.get(pk=agreement.pk)


def _revision() -> Any:
    by = _coordinator()
    sheet = make_in_force(make_collaboration(_workspace(), by=by), by).agreement.draft
    Agreement.objects.filter(draft=sheet).update(status="draft")
    old = sheet.field_values.get(field_id="purpose").value["text"]
    apply(sheet, SetText("purpose", old, "Noget andet."), by=by)
    return FieldRevision.objects.get(sheet=sheet, field_id="purpose", revision=1)


def _rival() -> Any:
    sheet = _revision().sheet
    return RivalText.objects.create(sheet=sheet, field_id="purpose", text="Hej")


def _photo() -> Any:
    sheet = _revision().sheet
    return Photo.objects.create(
        sheet=sheet, content=b"x", small=b"x", width=1, height=1, size=1, removed_at=clock.now()
    )


def _comment() -> Any:
    sheet = _revision().sheet
    return Comment.objects.create(sheet=sheet, field_id="purpose", text="Hej")


def _resting() -> Any:
    one, other = (make_actor(_workspace(), name, by=_coordinator()) for name in ("Aa", "Bb"))
    let_rest(actor=one, other=other, by=_coordinator())
    resting = RestingSuggestion.objects.get()
    RestingSuggestion.objects.update(rested_at=clock.now() - timedelta(days=9999))
    return resting


def _resting_visit() -> Any:
    resting = leave_in_peace(actor=make_actor(_workspace(), "Cc"), by=_coordinator())
    RestingVisit.objects.update(rested_at=clock.now() - timedelta(days=9999))
    return resting


def _introduction() -> Any:
    introduction = make_held(make_actor(_workspace(), "Dd"), _coordinator()).introduction
    introduction.status = IntroductionStatus.ASKED
    introduction.visited_name = introduction.other_name = "Anna And"
    introduction.save()
    return introduction


def _link() -> Any:
    link, _ = issue_link(
        purpose=Purpose.CALENDAR,
        subject=("x", new_id()),
        by=None,
        expires_at=clock.now() + timedelta(days=1),
        email="anna@mail.example",
    )
    return link


def _trail() -> AuditEvent:
    return record("actor.updated", by=None, on=("actor", new_id()), workspace_id=None)


ROWS: dict[str, Callable[[], Any]] = {
    "workspaces.Workspace": _workspace,
    "accounts.User": lambda: make_user("anna@mail.example", "Anna And"),
    "links.AccessLink": _link,
    "actors.Actor": lambda: make_actor(_workspace(), "Aaa", by=_coordinator()),
    "actors.SavedFilter": lambda: SavedFilter.objects.create(
        workspace=_workspace(), user=None, shared=True, name="Gamle", query="freshness=old"
    ),
    "actors.ImportBatch": _batch,
    "actors.ImportLine": _line,
    "actors.Representation": lambda: Representation.objects.get(
        user=make_representative(Actor.objects.first() or ROWS["actors.Actor"](), "r@mail.example")
    ),
    "sheets.FieldRevision": _revision,
    "sheets.Photo": _photo,
    "sheets.RivalText": _rival,
    "sheets.Comment": _comment,
    "collaborations.Collaboration": _collaboration,
    "efforts.Effort": lambda: make_effort(
        _workspace(), status=EffortStatus.DECLINED, by=_coordinator()
    ),
    "toolbox.WorkspaceTool": lambda: WorkspaceTool.objects.create(
        workspace=_workspace(), tool_id="eget", title_da="Eget redskab", draft_at=1
    ),
    "matching.RestingSuggestion": _resting,
    "visits.Introduction": _introduction,
    "visits.RestingVisit": _resting_visit,
    "agreements.Agreement": _agreement,
    "agreements.Signatory": lambda: Signatory.objects.filter(
        version__agreement=_agreement()
    ).order_by("id")[0],
    "privacy.PersonExport": lambda: PersonExport.objects.create(asked_by=_coordinator()),
}
