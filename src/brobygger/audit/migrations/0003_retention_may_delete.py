from django.db import migrations

from brobygger.core.db import LetRetentionDelete


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]
    operations = [LetRetentionDelete("audit_auditevent", column="at", years=5)]
