from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("comparison", "0002_same_workspace")]

    operations = [
        migrations.AddField("outcome", "mode", models.CharField(default="sides", max_length=10), preserve_default=False),
        migrations.AddField("outcome", "since", models.CharField(blank=True, default="", max_length=40), preserve_default=False),
    ]
