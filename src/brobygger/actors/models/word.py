"""The words of a register, so that a misspelled one can be put right."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models

from brobygger.core.models import Entity
from brobygger.workspaces.models import Workspace


class RegisterWord(Entity):
    """A word that stands in the name, the terms or the activities of an actor, folded.

    The database writes them itself whenever an actor is written (migration 0013). Two at once may
    write the same word, rather than wait for one another; `forget_unused_words` tidies up.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    word = models.CharField(max_length=40)

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "word"], name="actors_words"),
            GinIndex(OpClass("word", name="gin_trgm_ops"), name="actors_word_trigrams"),
        ]

    def __str__(self) -> str:
        return self.word
