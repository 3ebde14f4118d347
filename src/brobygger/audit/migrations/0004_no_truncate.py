from django.db import migrations, models

from brobygger.core.db import NeverEmptied


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_retention_may_delete")]
    operations = [
        NeverEmptied("audit_auditevent"),
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(fields=["workspace_id", "by_id", "at"], name="audit_person"),
        ),
    ]
