from django.apps import AppConfig


class ToolboxConfig(AppConfig):
    name = "brobygger.toolbox"

    def ready(self) -> None:
        from brobygger.accounts.telling import name_kind
        from brobygger.catalog.beside import register_actions
        from brobygger.catalog.tools import register_source
        from brobygger.toolbox.actions import tool_actions
        from brobygger.toolbox.domain.queries import tools_named
        from brobygger.toolbox.source import OwnTools
        from brobygger.toolbox.trail import tell_of_events

        register_source(OwnTools())
        register_actions(tool_actions)
        name_kind("tool", tools_named)
        tell_of_events()
