"""Who may see what: one choice for each fact of an actor."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brobygger.actors.domain.data import ActorData
from brobygger.actors.domain.visibility import CHOOSABLE, level_of, usual
from brobygger.actors.enums import ActorKind, Visibility

# As the form of the actor has them, so that one finds them again.
_ORDER = (
    "name", "cvr", "description", "target_groups", "wished_target_groups", "activity_areas",
    "languages", "capacity", "challenges", "ideas", "interests", "area", "street", "postcode",
    "town", "phone", "email", "website",
)  # fmt: skip
CIRCLE_LABEL = _("Hvem må se det?")


class CirclesForm(forms.Form):
    """For each field: the workspace, those they work with, or everybody."""

    def __init__(self, data: ActorData, labels: dict[str, Any], posted: Any = None) -> None:
        super().__init__(posted, prefix="circle")
        self.data_begun = data
        for name in _ORDER:
            self.fields[name] = forms.ChoiceField(
                label=labels.get(name, name),
                choices=Visibility.choices,
                required=False,
                initial=level_of(data, name).value,
            )

    def chosen(self) -> dict[str, str]:
        """The actor's choices after these: what nobody touched stays as usual."""
        data = self.data_begun
        changed = {
            name: circle
            for name, circle in self.cleaned_data.items()
            if circle and circle != level_of(data, name)
        }
        return {**data.visibility, **changed}

    @property
    def unusual(self) -> int:
        """How many are not seen by those who usually see them."""
        data = self.data_begun
        return sum(level_of(data, name) != usual(name, data.kind) for name in CHOOSABLE)


def row_circle(name: str, kind: ActorKind) -> forms.ChoiceField:
    """Who may see one row; the first choice is what is usual for its kind."""
    level = usual(name, kind)
    as_usual = _("Som sædvanligt: %(who)s") % {"who": circle_words(level)}
    return forms.ChoiceField(
        label=CIRCLE_LABEL, required=False, choices=[("", as_usual), *Visibility.choices]
    )


def circle_words(level: Visibility) -> str:
    """The circle inside a sentence."""
    label = str(level.label)
    return label[:1].lower() + label[1:]
