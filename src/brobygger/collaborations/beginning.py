"""What a new sheet of one's own is for, whose it is and what it is about."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from brobygger.actors.models import Activity, Actor, Relation
from brobygger.catalog.schema import Tool
from brobygger.catalog.tools import all_tools
from brobygger.catalog.variants import variant_for
from brobygger.collaborations.domain.own_lists import begins_for
from brobygger.collaborations.models import Collaboration, Involvement, OwnSheet, Party
from brobygger.core.http import Request
from brobygger.core.texts import Line

OTHER = "other"
SELF, THEM = "self", "them"
MOST = 200


@dataclass(frozen=True)
class Beginning:
    """What has been chosen so far, and what there is to choose among."""

    organisations: Sequence[Actor]
    tools: Sequence[Tool] = ()
    owner: Actor | None = None
    tool: Tool | None = None
    initial: dict[str, str] = field(default_factory=dict)
    partners: Sequence[Actor] = ()
    activities: Sequence[Activity] = ()
    there: Sequence[OwnSheet] = ()  # sheets of this tool the organisation has already

    @classmethod
    def of(cls, request: Request) -> "Beginning":
        """As the address says. What it names and the person may not choose is not chosen."""
        organisations = begins_for(request.user)
        wanted = request.GET.get("organisation", "")
        owner = next((one for one in organisations if str(one.pk) == wanted), None)
        if owner is None and len(organisations) == 1:
            owner = organisations[0]
        place = owner or (organisations[0] if organisations else None)
        tools = [
            one.in_variant(variant_for(one, place.kind if place else ""))
            for one in all_tools(place.workspace_id if place else None)
            if one.belongs_to == "organisation"
        ]
        tool = next((one for one in tools if one.id == request.GET.get("tool")), None)
        if owner is None or tool is None:
            return cls(organisations, tools, owner, tool)
        return cls(
            organisations,
            tools,
            owner,
            tool,
            initial={key: request.GET.get(key, "") for key in ("about", "activity", "title")},
            partners=_partners(owner) if asks_whom(tool) else (),
            activities=_activities(owner) if tool.scope == "activity" else (),
            there=_there(owner, tool),
        )


def mirrors_partner(tool: Tool) -> bool:
    """Whether it can be filled in about somebody else, as T2 can."""
    return tool.speaks_of == "partner" or any(one.speaks_of == "partner" for one in tool.variants)


def asks_whom(tool: Tool) -> bool:
    """Whether it is about another organisation."""
    return tool.scope == "relation" or mirrors_partner(tool)


class BeginForm(forms.Form):
    """The one or two questions a tool needs an answer to before the sheet opens."""

    whom = forms.ChoiceField(
        label=_("Hvem handler arket om?"),
        choices=[
            (SELF, _("Os selv. Vi svarer selv, og vi kan dele det bagefter.")),
            (THEM, _("En samarbejdspart. Vi skriver, hvad vi ved. Kun vi læser det.")),
        ],
        widget=forms.RadioSelect,
    )
    about = forms.ChoiceField(label=_("Hvilken samarbejdspart?"), required=False)
    activity = forms.ChoiceField(label=_("Hvilken aktivitet?"), required=False)
    title = Line(
        label=_("Hvad skal arket hedde?"),
        required=False,
        max_length=120,
        help_text=_("Lad det stå tomt, så finder vi et navn. I kan ændre det senere."),
    )

    def __init__(self, *args: Any, beginning: Beginning, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tool = beginning.tool
        assert tool is not None
        self.beginning = beginning
        if not mirrors_partner(tool):
            del self.fields["whom"]
        if asks_whom(tool):
            choices = [(str(one.pk), one.name) for one in beginning.partners]
            self._choose("about", [*choices, (OTHER, _("En anden. Skriv navnet herunder."))])
        else:
            del self.fields["about"]
        if tool.scope == "activity":
            choices = [(str(one.pk), one.name) for one in beginning.activities]
            self._choose("activity", [*choices, (OTHER, _("En anden. Skriv navnet herunder."))])
        else:
            del self.fields["activity"]

    def clean(self) -> dict[str, Any]:
        """A partner must be named when the sheet is about one."""
        data: dict[str, Any] = super().clean() or {}
        about = data.get("about")
        if data.get("whom") == THEM and not about:
            self.add_error("about", _("Vælg, hvem arket handler om."))
        named = data.get("title", "").strip()
        for key in ("about", "activity"):
            if data.get(key) == OTHER and not named and data.get("whom") != SELF:
                self.add_error("title", _("Skriv navnet, så I kan kende arket igen."))
        return data

    def wanted(self) -> dict[str, Any]:
        """What `begin_own_sheet` is told."""
        data = self.cleaned_data
        alone = data.get("whom") == THEM
        about = None if data.get("whom") == SELF else self._partner()
        return {
            "title": data.get("title", ""),
            "about": about,
            "activity": next(
                (one for one in self.beginning.activities if str(one.pk) == data.get("activity")),
                None,
            ),
            "ours_alone": alone,
            "beside": self._together_with(about),
        }

    def collaborations(self) -> list[Collaboration]:
        """Where the sheet is at hand from the beginning: the collaboration it is about."""
        wanted = self.wanted()
        if wanted["ours_alone"] or wanted["about"] is None:
            return []
        return self._together_with(wanted["about"])

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        asked = self.fields[name]
        assert isinstance(asked, forms.ChoiceField)
        asked.choices = [("", _("Vælg")), *choices]

    def _partner(self) -> Actor | None:
        wanted = self.cleaned_data.get("about")
        return next((one for one in self.beginning.partners if str(one.pk) == wanted), None)

    def _together_with(self, about: Actor | None) -> list[Collaboration]:
        owner = self.beginning.owner
        if about is None or owner is None:
            return []
        return list(_together(owner).filter(parties__in=_present(about)))


def _together(owner: Actor) -> Any:
    return Collaboration.objects.filter(closed_at__isnull=True, parties__in=_present(owner))


def _present(actor: Actor) -> Any:
    return Party.objects.filter(
        actor=actor, withdrew_at__isnull=True, involvement=Involvement.PARTY
    )


def _partners(owner: Actor) -> list[Actor]:
    """Those the organisation is in collaborations with, and those it has worked with for long:
    a relation in the register needs no match."""
    related = Relation.objects.filter(Q(actor_a=owner) | Q(actor_b=owner))
    if not owner.is_host:  # what a register says of others is for its members
        related = related.none()
    keys: set[UUID] = {
        key for pair in related.values_list("actor_a_id", "actor_b_id")[:MOST] for key in pair
    }
    mine = Party.objects.filter(actor=owner, withdrew_at__isnull=True).values("collaboration")
    beside = Party.objects.filter(collaboration__in=mine, withdrew_at__isnull=True)
    keys |= set(beside.values_list("actor_id", flat=True)[:MOST])
    found = Actor.objects.filter(id__in=keys - {owner.pk}, deleted_at__isnull=True)
    return list(found.order_by("sort_name", "id"))


def _activities(owner: Actor) -> list[Activity]:
    return list(Activity.objects.filter(actor=owner).order_by("name", "id")[:MOST])


def _there(owner: Actor, tool: Tool) -> list[OwnSheet]:
    sheets = OwnSheet.objects.filter(
        owner=owner, sheet__tool_id=tool.id, put_away_at__isnull=True
    ).select_related("sheet", "owner")
    return list(sheets.order_by("-sheet__updated_at")[:5])
