from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sheets", "0005_origins"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="sheet",
            index=models.Index(fields=["-updated_at", "-id"], name="sheets_newest"),
        ),
    ]
