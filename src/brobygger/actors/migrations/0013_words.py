"""The words of each register, written by the database itself whenever actors are written."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

import brobygger.core.ids

# Digits tell nothing about spelling, and short words are like too many others. The name of an
# enthusiast is a person's.
_WORDS = """
    SELECT gen_random_uuid(), said.workspace_id, said.word
    FROM (
        SELECT DISTINCT actor.workspace_id, unnest(string_to_array(
            CASE WHEN actor.kind = 'enthusiast' THEN '' ELSE actor.search_name END
            || ' ' || actor.search_terms, ' ')) AS word
        FROM {actors} AS actor
        WHERE actor.deleted_at IS NULL
    ) AS said
    WHERE length(said.word) BETWEEN 4 AND 40 AND said.word !~ '[0-9]' AND NOT EXISTS (
        SELECT FROM actors_registerword AS known
        WHERE known.workspace_id = said.workspace_id AND known.word = said.word
    )
"""
_INTO = "INSERT INTO actors_registerword (id, workspace_id, word)"


class Migration(migrations.Migration):
    dependencies = [("actors", "0012_shared_filters"), ("workspaces", "0003_background_label")]

    operations = [
        migrations.CreateModel(
            name="RegisterWord",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=brobygger.core.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("word", models.CharField(max_length=40)),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="workspaces.workspace",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["workspace", "word"], name="actors_words"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass("word", name="gin_trgm_ops"),
                        name="actors_word_trigrams",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            [
                f"""
                CREATE FUNCTION "actors_keep_words"() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN {_INTO} {_WORDS.format(actors="written")}; RETURN NULL; END $$
                """,
                """
                CREATE TRIGGER "actors_new_words" AFTER INSERT ON "actors_actor"
                REFERENCING NEW TABLE AS written
                FOR EACH STATEMENT EXECUTE FUNCTION "actors_keep_words"()
                """,
                """
                CREATE TRIGGER "actors_changed_words" AFTER UPDATE ON "actors_actor"
                REFERENCING NEW TABLE AS written
                FOR EACH STATEMENT EXECUTE FUNCTION "actors_keep_words"()
                """,
            ],
            [
                'DROP TRIGGER "actors_changed_words" ON "actors_actor"',
                'DROP TRIGGER "actors_new_words" ON "actors_actor"',
                'DROP FUNCTION "actors_keep_words"()',
            ],
        ),
        migrations.RunSQL(
            f"{_INTO} {_WORDS.format(actors='actors_actor')}", migrations.RunSQL.noop
        ),
    ]
