"""What a table is called when people read what we have on them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TITLES: dict[str, str | Promise] = {
    "accounts.User": _("Din konto"),
    "accounts.Session": _("Hvor du er logget ind"),
    "mfa.Authenticator": _("Måder at logge ind på"),
    "socialaccount.SocialAccount": _("Log-in hos andre"),
    "account.EmailAddress": _("Log-in-pakkens adresser"),
    "workspaces.Membership": _("Roller i arbejdsrum"),
    "links.AccessLink": _("Links, vi har sendt"),
    "notifications.Notification": _("Mails"),
    "notifications.Letter": _("Sendte breve"),
    "notifications.OutboxMail": _("Demoens mails"),
    "audit.AuditEvent": _("Spor: hvem gjorde hvad"),
    "actors.Actor": _("Foreninger og samarbejdsparter"),
    "actors.PossibleDuplicate": _("Par, der ligner hinanden"),
    "actors.Uniting": _("Samarbejdsparter, der er sat sammen"),
    "actors.ContactPerson": _("Kontaktperson i et register"),
    "actors.ContactNotice": _("Besked om, at vi har oplysninger"),
    "actors.Location": _("Steder i et register"),
    "actors.ContactPoint": _("Numre og adresser i et register"),
    "actors.Need": _("Det, aktører mangler"),
    "actors.Offer": _("Det, aktører kan give"),
    "actors.Activity": _("Det, aktører gør"),
    "actors.Relation": _("Noter om, hvem der kender hinanden"),
    "actors.ImportLine": _("Linjer i et register på vej ind"),
    "followup.StatusMeeting": _("Statusmøder"),
    "workspaces.Workspace": _("Arbejdsrummets egne adresser"),
    "actors.ProfileChange": _("Rettelser i en profil"),
    "actors.ImportBatch": _("Registre, der er lagt ind"),
    "actors.ImportedRecord": _("Rækker fra et register"),
    "actors.SavedMapping": _("Slags filer, vi har lært at læse"),
    "actors.RowDecision": _("Valg om rækker, der lignede nogen"),
    "actors.Representation": _("Hvem man taler for"),
    "sheets.Sheet": _("Ark"),
    "sheets.FieldValue": _("Det, der står i ark"),
    "sheets.FieldRevision": _("Det, der har stået i ark"),
    "sheets.RivalText": _("Ordlyde, der ikke kunne flettes"),
    "efforts.Effort": _("Indsatser"),
    "efforts.Answer": _("Det, der er skrevet om en indsats"),
    "efforts.Backing": _("Hvad egne afdelinger siger"),
    "efforts.MappedActor": _("Kort i en indsats"),
    "visits.Visit": _("Besøg"),
    "visits.Visitor": _("Hvem der tager på besøg"),
    "visits.Promise": _("Det, vi har lovet"),
    "visits.Introduction": _("Hvem vi har sat i forbindelse"),
    "visits.Thanks": _("Tak efter besøg"),
    "visits.RestingVisit": _("Hvem der lige nu ikke bliver foreslået til besøg"),
    "collaborations.Collaboration": _("Samarbejder"),
    "matching.RestingSuggestion": _("Forslag, der hviler"),
    "agreements.Agreement": _("Aftaler"),
    "agreements.AgreementVersion": _("Aftaler, som de blev låst"),
    "agreements.Signatory": _("Underskrifter"),
    "privacy.PersonExport": _("Udtræk af oplysninger"),
    "privacy.ArchiveMark": _("Noter om arkivet"),
}


def title_of(label: str) -> str:
    """The title of a table; its own name when nobody has given it one."""
    return str(TITLES.get(label, label.rsplit(".", maxsplit=1)[-1]))
