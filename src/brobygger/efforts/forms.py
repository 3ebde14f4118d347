"""Forms of an effort."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from brobygger.accounts.models import User
from brobygger.actors.enums import ActorKind
from brobygger.actors.forms import TermsField
from brobygger.core.forms import DayInput
from brobygger.core.texts import Line, Note
from brobygger.efforts.domain.queries import people_of
from brobygger.efforts.enums import Stance, Surface
from brobygger.efforts.models import Effort, Group
from brobygger.efforts.policies import Move
from brobygger.efforts.walk import Step
from brobygger.workspaces.models import Workspace

_SHORT = {"rows": 3}


class QuietNote(Note):
    """A note on a page where the care one takes is told once for all of them."""

    def __init__(self, *, help_text: Any = "", **options: Any) -> None:
        super().__init__(**options)
        self.help_text = help_text
        self.template_name = "core/forms/field.html"


class EvenForm(forms.Form):
    """A form whose texts have one kind of line ending, so that two versions can be compared."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, value in cleaned.items():
            if isinstance(value, str):
                cleaned[name] = value.replace("\r\n", "\n").replace("\r", "\n")
        return cleaned


class EffortForm(EvenForm):
    """What an effort is about: the purpose first."""

    purpose = Note(
        label=_("Hvad er formålet?"),
        help_text=_("Hvad skal være anderledes for nogen, når det er lykkedes?"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    title = Line(
        label=_("Hvad kalder I indsatsen?"),
        max_length=200,
        help_text=_("Et kort navn, som alle kan huske."),
    )
    area = Line(
        label=_("Hvor?"),
        required=False,
        max_length=300,
        help_text=_("Bydel, boligområde eller by. Skriv komma mellem flere."),
    )
    target_groups = TermsField("target_groups", label=_("For hvem?"))
    activity_areas = TermsField("activity_areas", label=_("Med hvad?"))
    starts_on = forms.DateField(label=_("Fra"), required=False, widget=DayInput)
    ends_on = forms.DateField(label=_("Til"), required=False, widget=DayInput)
    responsible = forms.ModelChoiceField(
        label=_("Hvem har ansvaret?"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Ingen endnu"),
        help_text=_("Får besked, når det er tid til at se listen igennem."),
    )

    def __init__(self, workspace: Workspace, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsible"].queryset = people_of(workspace)  # type: ignore[attr-defined]
        self.fields["area"].widget.attrs["list"] = "known-areas"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        begins, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error(
                "ends_on",
                ValidationError(_("Slutdagen ligger før den første dag. Ret en af dem.")),
            )
        return cleaned


class StepForm(EvenForm):
    """The questions of one step; half an answer is fine."""

    def __init__(self, step: Step, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for asked in step.asked:
            self.fields[asked.key.value] = QuietNote(
                label=asked.label,
                help_text=asked.help,
                required=False,
                widget=forms.Textarea(attrs=_SHORT),
            )


class DecisionForm(EvenForm):
    """Yes, later or no; a later and a no say why."""

    move = forms.ChoiceField(
        label=_("Hvad bestemmer I?"),
        widget=forms.RadioSelect,
        choices=[
            (Move.GO_AHEAD.value, _("Ja, vi går i gang")),
            (Move.POSTPONE.value, _("Senere")),
            (Move.SAY_NO.value, _("Nej, ikke denne gang")),
        ],
    )
    reason = QuietNote(
        label=_("Hvorfor?"),
        required=False,
        help_text=_("Skal stå der ved senere og nej. Skriv det, så andre kan forstå det om et år."),
        widget=forms.Textarea(attrs=_SHORT),
    )
    review_on = forms.DateField(
        label=_("Hvornår ser I på det igen?"),
        required=False,
        widget=DayInput,
        help_text=_("Ved senere. Den ansvarlige får en mail den dag."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("move") in (Move.POSTPONE, Move.SAY_NO) and not cleaned.get("reason"):
            self.add_error(
                "reason", _("Skriv, hvorfor I har bestemt det. Så kan andre forstå det senere.")
            )
        return cleaned


class CloseForm(EvenForm):
    """Why the effort ends."""

    reason = QuietNote(
        label=_("Hvad kom der ud af det, og hvorfor slutter det?"),
        help_text=_("Et par linjer er nok."),
        widget=forms.Textarea(attrs=_SHORT),
    )


class BackingForm(EvenForm):
    """One department and what it says."""

    department = Line(label=_("Afdeling"), max_length=200)
    who = Line(
        label=_("Hvem har I talt med?"),
        required=False,
        max_length=200,
        help_text=_("En kollega, aldrig en borger."),
    )
    stance = forms.ChoiceField(label=_("Er de med?"), choices=Stance.choices)
    says = QuietNote(
        label=_("Hvad siger de?"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class ListedForm(EvenForm):
    """One more for the list, by name."""

    name = Line(label=_("Navn"), max_length=300)
    kind = forms.ChoiceField(label=_("Slags"), choices=ActorKind.choices)
    because = Line(label=_("På listen, fordi"), required=False, max_length=500)


class CardForm(EvenForm):
    """What one says of an actor on its card."""

    because = QuietNote(
        label=_("Hvorfor står de her?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Det, I ved om dem, der passer til formålet."),
    )
    group = forms.ModelChoiceField(
        label=_("Gruppe"),
        queryset=Group.objects.none(),
        required=False,
        empty_label=_("Ingen gruppe endnu"),
    )

    def __init__(self, effort: Effort, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = Group.objects.filter(effort=effort).order_by("name")
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]


class InvolveForm(EvenForm):
    """Why and how one actor is to be involved, and who asks."""

    surfaces = forms.MultipleChoiceField(
        label=_("Hvor mødes I?"),
        required=False,
        choices=Surface.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    why = QuietNote(
        label=_("Hvorfor dem?"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    how = QuietNote(
        label=_("Hvordan skal de være med?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For eksempel: spørges til råds, fortæller andre om det, står for en aften."),
    )
    asker = forms.ModelChoiceField(
        label=_("Hvem af jer spørger dem?"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Ikke aftalt"),
    )

    def __init__(self, workspace: Workspace, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asker"].queryset = people_of(workspace)  # type: ignore[attr-defined]


class WhoElseForm(EvenForm):
    """Whom an actor thinks one should ask too: one name a line."""

    names = QuietNote(
        label=_("Hvem nævnte de?"),
        required=False,
        widget=forms.Textarea(attrs=_SHORT),
        help_text=_("Ét navn på hver linje: foreninger, grupper, steder."),
    )
    who_else = QuietNote(
        label=_("Hvad sagde de om det?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    asked = forms.BooleanField(label=_("Vi har spurgt dem"), required=False, initial=True)


class GroupForm(EvenForm):
    """The name of a group."""

    name = Line(label=_("Navn på gruppen"), max_length=100)


class ReviewForm(EvenForm):
    """When to look the list through again."""

    review_on = forms.DateField(
        label=_("Næste gang, I ser listen igennem"),
        required=False,
        widget=DayInput,
        help_text=_("Den ansvarlige får en mail den dag. Lad feltet stå tomt for ingen."),
    )


class StatusForm(forms.Form):
    """Which rows of the list to show."""

    show = forms.ChoiceField(
        label=_("Vis"),
        required=False,
        choices=[
            ("", pgettext_lazy("filter", "Alle")),
            ("unseen", _("Ikke set på endnu")),
            ("aside", _("Ikke denne gang")),
        ],
    )
