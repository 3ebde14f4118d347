"""Photographs of paper, and the words a search finds a field by."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

import brobygger.core.clock
import brobygger.core.ids
from brobygger.catalog.exceptions import UnknownTool
from brobygger.catalog.fields import Field
from brobygger.catalog.tools import tool
from brobygger.sheets.search_words import search_words

_AT_ONCE = 500


def _field(sheet: models.Model, field_id: str) -> Field | None:
    try:
        fields = tool(sheet.tool_id, sheet.tool_version).fields  # type: ignore[attr-defined]
    except UnknownTool:
        return None
    return next((one for one in fields if one.id == field_id), None)


def find_what_is_written(apps, schema_editor) -> None:  # type: ignore[no-untyped-def]
    values = apps.get_model("sheets", "FieldValue").objects
    done = []
    for one in values.select_related("sheet").iterator(chunk_size=_AT_ONCE):
        one.search_text = search_words(_field(one.sheet, one.field_id), one.value)
        done.append(one)
        if len(done) == _AT_ONCE:
            values.bulk_update(done, ["search_text"])
            done.clear()
    values.bulk_update(done, ["search_text"])


class Migration(migrations.Migration):
    dependencies = [("sheets", "0003_versions_comments")]

    operations = [
        migrations.CreateModel(
            name="Photo",
            fields=[
                ("id", models.UUIDField(default=brobygger.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("field_id", models.CharField(blank=True, max_length=60)),
                ("content", models.BinaryField()),
                ("small", models.BinaryField()),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("size", models.PositiveIntegerField()),
                ("at", models.DateTimeField(default=brobygger.core.clock.now)),
                ("by_id", models.UUIDField(null=True)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("sheet", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="photos", to="sheets.sheet")),
            ],
            options={
                "indexes": [models.Index(fields=["sheet", "field_id"], name="sheets_photos_of_field")],
            },
        ),
        migrations.AddField(
            model_name="fieldvalue",
            name="search_text",
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name="fieldvalue",
            name="search_vector",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.contrib.postgres.search.SearchVector("search_text", config="danish"),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddIndex(
            model_name="fieldvalue",
            index=django.contrib.postgres.indexes.GinIndex(fields=["search_vector"], name="sheets_values_by_word"),
        ),
        migrations.RunPython(find_what_is_written, migrations.RunPython.noop),
    ]
