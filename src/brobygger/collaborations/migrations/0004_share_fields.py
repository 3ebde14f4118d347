"""Sheets begun in a collaboration belong to their owner; what was shared was all but the private
fields."""

from django.db import migrations

from brobygger.catalog.exceptions import UnknownTool
from brobygger.catalog.tools import tool


def take_over(apps, _schema_editor):
    links = apps.get_model("collaborations", "CollaborationSheet").objects
    own = apps.get_model("collaborations", "OwnSheet")
    shared = apps.get_model("collaborations", "SharedField")
    values = apps.get_model("sheets", "FieldValue")
    for link in links.filter(owner__isnull=False).select_related("sheet").iterator():
        own.objects.create(workspace_id=link.workspace_id, sheet=link.sheet, owner_id=link.owner_id)
        link.sheet.owner_kind = "organisation"
        link.sheet.save(update_fields=["owner_kind"])
        if link.shared_at is None:
            continue
        written = values.objects.filter(sheet=link.sheet).values_list("field_id", flat=True)
        fields = set(written) - _private(link.sheet)
        for field_id in sorted(fields):
            shared.objects.create(link=link, field_id=field_id, shared_at=link.shared_at)
        if not fields:
            link.shared_at = None
            link.save(update_fields=["shared_at"])


def _private(sheet):
    try:
        used = tool(sheet.tool_id, sheet.tool_version)
    except UnknownTool:
        return set()
    return {field.id for field in used.fields if field.private}


class Migration(migrations.Migration):
    dependencies = [("collaborations", "0003_own_sheets")]
    operations = [migrations.RunPython(take_over, migrations.RunPython.noop)]
