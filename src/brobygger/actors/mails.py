"""The mails the register sends, for the page where people choose theirs."""

from django.utils.translation import gettext_lazy as _

from brobygger.notifications.kinds import Kind, Urgency, register_kind


def tell_of_mails() -> None:
    """Called from AppConfig.ready()."""
    register_kind(
        Kind(
            "representative_invited",
            title=_("Invitationer til at repræsentere en samarbejdspart"),
            urgency=Urgency.DUE,
            may_opt_out=False,
            always=_("Nogen har skrevet dig på og venter på dig. Du får den én gang."),
        )
    )
    register_kind(
        Kind(
            "profile_request",
            title=_("Spørgsmål, om det passer, der står om jer"),
            urgency=Urgency.AT_ONCE,
            is_request=True,
        )
    )
    register_kind(
        Kind(
            "profile_wish",
            title=_("Ønsker fra dem, der står i registret"),
            urgency=Urgency.AT_ONCE,
            may_opt_out=False,
            always=_("Nogen, der står i registret, har skrevet til jer og venter på svar."),
        )
    )
    register_kind(
        Kind(
            "import_over",
            title=_("Besked, når en stor fil er læst eller lagt ind"),
            urgency=Urgency.DUE,
        )
    )
    register_kind(
        Kind(
            "contact_person_recorded",
            title=_("Besked om, hvad der står om dig"),
            urgency=Urgency.AT_ONCE,
            may_opt_out=False,
            always=_("Loven siger, at du skal vide, hvad andre har skrevet om dig."),
        )
    )
