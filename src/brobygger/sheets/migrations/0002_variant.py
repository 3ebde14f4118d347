from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sheets", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="sheet",
            name="variant",
            field=models.CharField(blank=True, max_length=60),
        ),
    ]
