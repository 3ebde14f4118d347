from django.apps import AppConfig


class ActorsConfig(AppConfig):
    name = "brobygger.actors"

    def ready(self) -> None:
        from brobygger.accounts.telling import name_kind
        from brobygger.actors.domain.naming import (
            actors_named,
            exports_named,
            shared_filters_named,
        )
        from brobygger.actors.domain.profile_mail import (
            may_close_profile_link,
            page_of_profile_link,
        )
        from brobygger.actors.duplicates_panel import duplicates_panel
        from brobygger.actors.following import tell_of_references
        from brobygger.actors.invitations import KIND, close_representation, find_representation
        from brobygger.actors.mails import tell_of_mails
        from brobygger.actors.panels import register_panel
        from brobygger.actors.sheet_directory import RegisterDirectory
        from brobygger.actors.trail import tell_of_events
        from brobygger.invitations.kinds import register_invited
        from brobygger.links.subjects import register_subject
        from brobygger.sheets.directory import register_directory

        register_invited(KIND, find_representation)
        register_subject(KIND, **close_representation())
        register_subject("actor", may_close=may_close_profile_link, page=page_of_profile_link)
        register_directory(RegisterDirectory())
        tell_of_mails()
        tell_of_events()
        tell_of_references()
        register_panel(
            key="duplicates",
            order=5,
            template="actors/duplicates/panel.html",
            build=duplicates_panel,
        )
        name_kind("actor", actors_named)
        name_kind("register_export", exports_named)
        name_kind("saved_filter", shared_filters_named)
