"""Forms of visits."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from brobygger.accounts.models import User
from brobygger.actors.models import Actor, ContactPerson
from brobygger.catalog.words import loose
from brobygger.core import clock
from brobygger.core.forms import ClockInput, DayInput
from brobygger.core.reach import telephone
from brobygger.core.texts import Line, LongLine, NumberLine
from brobygger.efforts.models import Effort
from brobygger.visits.domain.introductions import Shares
from brobygger.visits.domain.thanks import ThanksData
from brobygger.visits.domain.visits import VisitData
from brobygger.visits.models import Thanks, Visit
from brobygger.workspaces.models import Workspace

MOST = 50
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


def members_of(workspace: Workspace) -> list[User]:
    """Those who may go on a visit, by name."""
    found = User.objects.filter(memberships__workspace=workspace, is_active=True)
    return sorted(found, key=lambda user: str(user).casefold())


class PlanForm(forms.Form):
    """When, where, who goes and whom they meet. Only who goes must be said."""

    day = forms.DateField(
        label=_("Dag"),
        widget=DayInput,
        required=False,
        help_text=_("Lad dagen stå tom, hvis I ikke har aftalt den endnu."),
    )
    at = forms.TimeField(label=_("Klokken"), widget=ClockInput, required=False)
    minutes = forms.IntegerField(
        label=_("Hvor mange minutter?"), min_value=10, max_value=600, initial=60
    )
    place = Line(label=_("Sted"), max_length=300, required=False)
    contact = forms.ChoiceField(label=_("Hvem møder I?"), required=False)
    meets = Line(
        label=_("Eller skriv et navn"),
        max_length=200,
        required=False,
        help_text=_("Hvis personen ikke står i registret."),
    )
    visitors = forms.TypedMultipleChoiceField(
        label=_("Hvem tager afsted?"), coerce=UUID, widget=forms.CheckboxSelectMultiple
    )
    effort = forms.ChoiceField(label=_("Til hvilken indsats?"), required=False)

    def __init__(
        self,
        actor: Actor,
        members: list[User],
        efforts: list[Effort],
        data: Any = None,
        *,
        initial: Any = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.efforts = {str(one.pk): one for one in efforts}
        self.people = {str(one.pk): one for one in actor.contact_persons.all()}
        contact, visitors, effort = (self.fields[one] for one in ("contact", "visitors", "effort"))
        assert isinstance(contact, forms.ChoiceField)
        assert isinstance(visitors, forms.ChoiceField)
        assert isinstance(effort, forms.ChoiceField)
        effort.choices = [
            ("", _("Ingen bestemt")),
            *((key, str(one)) for key, one in self.efforts.items()),
        ]
        named = [(key, _named(person)) for key, person in self.people.items()]
        contact.choices = [("", _("Vælg en kontaktperson")), *named]
        visitors.choices = [(str(one.pk), str(one)) for one in members]

    def clean_day(self) -> date | None:
        day: date | None = self.cleaned_data["day"]
        # A slip of the finger in the year; and no calendar goes further.
        if day is not None and not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            raise forms.ValidationError(_("Se på årstallet. Det er langt fra i dag."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("day")) != bool(cleaned.get("at")) and not self.errors:
            missing = "at" if cleaned.get("day") else "day"
            self.add_error(missing, _("Skriv både dag og klokkeslæt, eller lad begge stå tomme."))
        return cleaned

    @property
    def plan(self) -> VisitData:
        """The visit as it was written."""
        cleaned = self.cleaned_data
        starts_at = None
        if cleaned["day"]:
            starts_at = datetime.combine(cleaned["day"], cleaned["at"], tzinfo=clock.DENMARK)
        return VisitData(
            starts_at=starts_at,
            minutes=cleaned["minutes"],
            place=cleaned["place"],
            contact=self.people.get(cleaned["contact"]),
            meets="" if cleaned["contact"] else cleaned["meets"],
            visitors=tuple(cleaned["visitors"]),
            effort=self.efforts.get(cleaned["effort"]),
        )


def planned(visit: Visit) -> dict[str, Any]:
    """A visit as the form shows it."""
    local = visit.starts_at.astimezone(clock.DENMARK) if visit.starts_at else None
    return {
        "day": local.date() if local else None,
        "at": local.time() if local else None,
        "minutes": visit.minutes,
        "place": visit.place,
        "contact": str(visit.contact_id or ""),
        "meets": "" if visit.contact_id else visit.meets,
        "visitors": [str(one.user_id) for one in visit.visitors.all()],
        "effort": str(visit.effort_id or ""),
    }


def efforts_of(workspace: Workspace, visit: Visit | None = None) -> list[Effort]:
    """The efforts a visit may belong to: those underway, and the one it belongs to already."""
    found = list(Effort.objects.filter(workspace=workspace).open().order_by("title", "id")[:MOST])
    if visit is not None and visit.effort is not None and visit.effort not in found:
        found.append(visit.effort)
    return found


def suggested(actor: Actor, user: User) -> dict[str, Any]:
    """The plan before anybody has typed: me, their first contact, their own address."""
    first = next(iter(actor.contact_persons.all()), None)
    town = " ".join(part for part in (actor.postcode, actor.town) if part)
    return {
        "place": ", ".join(part for part in (actor.street, town) if part),
        "contact": str(first.pk) if first else "",
        "visitors": [str(user.pk)],
    }


class PromiseForm(forms.Form):
    """What one of us promised."""

    text = Line(
        label=_("Hvad lovede vi?"),
        max_length=300,
        widget=forms.TextInput(attrs={"placeholder": _("Send adressen på lokaleudvalget")}),
    )
    promised_by = forms.ChoiceField(label=_("Hvem gør det?"))
    due_on = forms.DateField(label=_("Senest"), widget=DayInput, required=False)

    def __init__(self, members: list[User], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(one.pk): one for one in members}
        field = self.fields["promised_by"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, str(one)) for key, one in self.members.items()]

    @property
    def who(self) -> User:
        """The one of us who promised."""
        return self.members[self.cleaned_data["promised_by"]]


class IntroductionForm(forms.Form):
    """Whom they might like to know, and why."""

    other = Line(
        label=_("Hvem kunne de have glæde af at kende?"),
        max_length=300,
        help_text=_("Skriv navnet, som det står i registret."),
        widget=forms.TextInput(attrs={"list": "visit-names", "autocomplete": "off"}),
    )
    contact = Line(
        label=_("En bestemt person dér?"),
        max_length=200,
        required=False,
        help_text=_(
            "Skriv navnet på en af deres kontaktpersoner. Så bliver personen spurgt først."
        ),
    )
    why = Line(
        label=_("Hvorfor?"),
        max_length=300,
        required=False,
        help_text=_("Begge kan læse det."),
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        # Names come while one types; without JavaScript the whole name is typed.
        self.fields["other"].widget.attrs |= {
            "hx-get": reverse("actors:names", args=[actor.workspace.slug]),
            "hx-trigger": "input changed delay:200ms",
            "hx-target": "#visit-names",
        }
        self.found: Actor | None = None
        self.person: ContactPerson | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("other"):
            self._find(cleaned["other"], cleaned.get("contact", ""))
        return cleaned

    def _find(self, name: str, person: str) -> None:
        others = Actor.objects.in_workspace(self.actor.workspace).exclude(pk=self.actor.pk)
        named = others.filter(search_name=loose(name)[:400])
        people = ContactPerson.objects.filter(actor__in=named, name__iexact=person.strip())
        actors = list(named.order_by("id")[:2])
        persons = list(people.order_by("id").select_related("actor")[:20]) if person.strip() else []
        if not actors:
            self.add_error("other", _("Der står ingen i registret med det navn. Skriv det helt."))
        elif person.strip() and not persons:
            self.add_error("contact", _("De har ingen kontaktperson med det navn."))
        elif len(actors) > 1 and len({one.actor_id for one in persons}) != 1:
            self.add_error(
                "other",
                _(
                    "Flere i registret hedder det. Skriv også navnet på en kontaktperson dér, "
                    "så I får fat i den rette."
                ),
            )
        else:
            self.person = persons[0] if persons else None
            self.found = self.person.actor if self.person else actors[0]


class ThanksForm(forms.Form):
    """The thank-you as one edits it."""

    to_name = Line(label=_("Til"), max_length=200, required=False)
    to_email = forms.EmailField(label=_("E-mail"), required=False)
    opening = LongLine(label=_("Først"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    heard = LongLine(
        label=_("Det hørte vi"),
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Skriv, som de selv ville sige det. Tag det ud, der ikke skal stå i en mail."),
    )
    closing = LongLine(
        label=_("Til sidst"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )

    @property
    def words(self) -> ThanksData:
        """The mail as it was written."""
        return ThanksData(**self.cleaned_data)


def written(thanks: Thanks | ThanksData) -> dict[str, str]:
    """A thank-you as the form shows it."""
    return {name: getattr(thanks, name) for name in ThanksForm.base_fields}


class SharesForm(forms.Form):
    """What one side gives the other. Nothing is given that is not filled in here."""

    name = Line(label=_("Navn"), max_length=200, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = NumberLine(label=_("Telefon"), max_length=60, required=False)

    def clean_phone(self) -> str:
        return telephone(self.cleaned_data["phone"], before=self.initial.get("phone", ""))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not (cleaned.get("email") or cleaned.get("phone")):
            self.add_error(
                "email",
                _("Skriv en e-mail eller et telefonnummer. Ellers kan de ikke få fat i jer."),
            )
        return cleaned

    @property
    def shares(self) -> Shares:
        """What was chosen."""
        return Shares(**self.cleaned_data)


def shown(shares: Shares) -> dict[str, str]:
    """What stands in the register, for them to choose from."""
    return {"name": shares.name, "email": shares.email, "phone": shares.phone}


class ListForm(forms.Form):
    """Search and filter of the list."""

    WHICH = (
        ("ahead", _("Planlagte")),
        ("held", _("Holdte")),
        ("all", _("Alle")),
    )

    q = forms.CharField(label=_("Søg i navne"), required=False, max_length=100)
    which = forms.ChoiceField(label=_("Hvilke?"), choices=WHICH, required=False)
    mine = forms.BooleanField(label=_("Kun dem, jeg er med på"), required=False)
    effort = forms.UUIDField(required=False, widget=forms.HiddenInput)


def _named(person: ContactPerson) -> str:
    return f"{person.name}, {person.title}" if person.title else person.name
