"""A field can come from several places, and says from which field of each."""

from django.db import migrations, models

import brobygger.core.clock
import brobygger.core.ids


def move(apps, _schema_editor):
    values = apps.get_model("sheets", "FieldValue").objects.exclude(origin_kind="")
    origin = apps.get_model("sheets", "FieldOrigin")
    for value in values.iterator():
        origin.objects.create(
            sheet_id=value.sheet_id,
            field_id=value.field_id,
            kind=value.origin_kind,
            origin_id=value.origin_id,
            noted_at=value.updated_at,
        )


class Migration(migrations.Migration):
    dependencies = [("sheets", "0004_photos_search")]

    operations = [
        migrations.CreateModel(
            name="FieldOrigin",
            fields=[
                ("id", models.UUIDField(default=brobygger.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("field_id", models.CharField(max_length=60)),
                ("kind", models.CharField(max_length=50)),
                ("origin_id", models.UUIDField()),
                ("origin_field", models.CharField(blank=True, max_length=60)),
                ("noted_at", models.DateTimeField(default=brobygger.core.clock.now)),
                ("sheet", models.ForeignKey(on_delete=models.deletion.CASCADE, related_name="origins", to="sheets.sheet")),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "origin_id"], name="sheets_fed_by")],
                "constraints": [models.UniqueConstraint(fields=("sheet", "field_id", "kind", "origin_id", "origin_field"), name="sheets_origin_once")],
            },
        ),
        migrations.RunPython(move, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="fieldvalue", name="sheets_origin_is_whole"),
        migrations.RemoveField(model_name="fieldvalue", name="origin_id"),
        migrations.RemoveField(model_name="fieldvalue", name="origin_kind"),
    ]
