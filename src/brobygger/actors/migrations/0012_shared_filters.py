"""A filter that is shared is the workspace's, and no longer the person's who made it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0011_list"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="savedfilter",
            name="user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="saved_filters",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunSQL(
            "UPDATE actors_savedfilter SET user_id = NULL WHERE shared",
            migrations.RunSQL.noop,
        ),
        migrations.AddConstraint(
            model_name="savedfilter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("shared", True), ("user", None)),
                    models.Q(("shared", False), ("user__isnull", False)),
                    _connector="OR",
                ),
                name="actors_filter_is_ones_own_or_shared",
            ),
        ),
    ]
