"""What the football club has said about its sheet, and how the sheet stood at its meetings."""

from datetime import timedelta

from brobygger.accounts.models import User
from brobygger.core import clock
from brobygger.demo.sheets import fill
from brobygger.sheets.domain.comments import comment, park_question, settle
from brobygger.sheets.domain.versions import name_version
from brobygger.sheets.models import Sheet
from brobygger.workspaces.models import Workspace

TITLE = "Børnefodbold for nye"
AT_FIRST = "Tyve nye børn på de yngste hold, når sæsonen begynder."


def talk_about_football(workspace: Workspace) -> None:
    """Comments, a question for the next meeting, one that is settled, and two versions."""
    sheet = Sheet.objects.filter(workspace=workspace, title=TITLE).first()
    if sheet is None or sheet.created_by_id is None:
        return
    by = User.objects.get(pk=sheet.created_by_id)
    now = sheet.field_values.get(field_id="purpose").value["text"]
    start = clock.now()
    with clock.travel_to(start - timedelta(days=40)):
        fill(sheet, {"purpose": AT_FIRST}, by)
        name_version(sheet=sheet, name="Før vi mødtes", by=by)
        asked = park_question(
            sheet=sheet,
            field_id="resources",
            text="Hvem har nøglen til klubhuset?",
            by=by,
        )
    with clock.travel_to(start - timedelta(days=30)):
        fill(sheet, {"purpose": now}, by)
        day = clock.today()
        name_version(sheet=sheet, name="Efter første møde", held_on=day, by=by)
        settle(question=asked, answer="Jonas fra Ankeret låser op og i.", by=by)
        comment(
            sheet=sheet, field_id="purpose", text="Husk at fejre de børn, der kommer igen.", by=by
        )
        park_question(
            sheet=sheet,
            field_id="purpose",
            text="Hvad gør vi, hvis der kommer flere end tyve?",
            by=by,
            shared=True,
        )
