"""Forms of agreements."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from brobygger.agreements.content import HEAD
from brobygger.agreements.domain.freezing import Signs
from brobygger.agreements.domain.queries import parties_of, written
from brobygger.agreements.models import Agreement
from brobygger.collaborations.domain.contacts import likely_signatory
from brobygger.collaborations.domain.queries import parties_for
from brobygger.collaborations.models import Involvement, Party
from brobygger.core.texts import Line, LongLine


class SignatoryForm(forms.Form):
    """Who signs for one party. A facilitator may leave it empty."""

    name = Line(label=_("Navn"), max_length=200, widget=forms.TextInput({"autocomplete": "off"}))
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("Personens egen adresse. Link og kode bliver sendt dertil."),
        widget=forms.EmailInput({"autocomplete": "off"}),
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        party: Party,
        mark: int,
        initial: dict[str, str] | None = None,
    ) -> None:
        super().__init__(data, prefix=str(party.actor_id), initial=initial)
        self.party = party
        self.mark = mark
        self.must_sign = party.involvement == Involvement.PARTY
        self.empty_permitted = not self.must_sign
        self.use_required_attribute = self.must_sign
        if not self.must_sign:
            self.fields["name"].required = self.fields["email"].required = False

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("name")) != bool(data.get("email")) and not self.errors:
            raise forms.ValidationError(_("Skriv både navn og e-mail, eller lad begge stå tomme."))
        return data

    @property
    def signs(self) -> Signs | None:
        """The person, or None where a facilitator does not sign."""
        data = self.cleaned_data
        if not data.get("email"):
            return None
        return Signs(self.party.actor, data["name"], data["email"])


def signatory_forms(agreement: Agreement, data: QueryDict | None = None) -> Sequence[SignatoryForm]:
    """A form for each party, filled in with the person who probably signs; facilitators last."""
    rows = written(agreement.draft).get(HEAD) or []
    views = parties_for([agreement.collaboration])[agreement.collaboration_id]
    marks = {view.party.id: view.mark for view in views}
    result = []
    parties = sorted(parties_of(agreement), key=lambda one: one.involvement != Involvement.PARTY)
    for party in parties:
        initial = {}
        if party.involvement == Involvement.PARTY:
            contact = likely_signatory(party.actor, rows)
            initial = {"name": contact.name, "email": contact.email}
        result.append(SignatoryForm(data, party=party, mark=marks[party.id], initial=initial))
    return result


class SignForm(forms.Form):
    """Name, code, and the fingerprint of the text on the screen."""

    name = Line(
        label=_("Skriv dit navn"),
        help_text=_("Det er din underskrift og står på aftalen."),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    code = forms.CharField(
        label=_("Koden fra mailen"),
        help_text=_("Seks cifre."),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
    shown_hash = forms.CharField(widget=forms.HiddenInput)


class DeclineForm(forms.Form):
    """Why somebody does not sign."""

    reason = LongLine(
        label=_("Hvad skal rettes, før du kan skrive under?"),
        help_text=_("De andre parter læser det, du skriver."),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )
