from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations
from django.db.models import F, Func, Value
from django.db.models.functions import Lower, Replace


class Migration(migrations.Migration):
    dependencies = [
        ("sheets", "0006_newest_first"),
        ("workspaces", "0003_background_label"),
    ]

    operations = [
        TrigramExtension(),
        migrations.AddIndex(
            model_name="sheet",
            index=GinIndex(
                OpClass(
                    Replace(
                        Replace(
                            Replace(
                                Func(
                                    Lower(F("title")),
                                    Value("æøåäöü"),
                                    Value("aoaaou"),
                                    function="translate",
                                ),
                                Value("ae"),
                                Value("a"),
                            ),
                            Value("oe"),
                            Value("o"),
                        ),
                        Value("aa"),
                        Value("a"),
                    ),
                    name="gin_trgm_ops",
                ),
                name="sheets_title_trigrams",
            ),
        ),
    ]
