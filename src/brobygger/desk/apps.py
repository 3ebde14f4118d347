from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "brobygger.desk"

    def ready(self) -> None:
        from brobygger.collaborations.stations import register_station
        from brobygger.desk.story import story_station

        register_station(story_station())
