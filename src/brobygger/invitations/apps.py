from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InvitationsConfig(AppConfig):
    name = "brobygger.invitations"

    def ready(self) -> None:
        from brobygger.audit.timeline import describe
        from brobygger.invitations import handlers  # noqa: F401 - registers what it handles
        from brobygger.invitations.explaining import explain_invitations
        from brobygger.invitations.kinds import register_invited
        from brobygger.invitations.members import (
            KIND,
            find_membership,
            may_close,
            page_of_members,
            states_of_members,
        )
        from brobygger.links.subjects import register_subject
        from brobygger.notifications.kinds import Kind, Urgency, register_kind
        from brobygger.workspaces.beside import register_beside

        register_kind(
            Kind(
                "member_invited",
                title=_("Invitationer til et arbejdsrum"),
                urgency=Urgency.DUE,
                may_opt_out=False,
                always=_("Nogen har skrevet dig på og venter på dig. Du får den én gang."),
            )
        )
        register_invited(KIND, find_membership)
        register_subject(KIND, may_close=may_close, page=page_of_members)
        register_beside("invitations", "invitations/of_member.html", states_of_members)
        explain_invitations()
        describe("workspace.member_came", _("{who} tog imod sin invitation"))
